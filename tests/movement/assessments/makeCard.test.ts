import { describe, expect, it } from 'vitest';
import type { AssessmentId } from '../../../src/model/assessment.ts';
import type { Stride } from '../../../src/model/gait.ts';
import type { Landing } from '../../../src/model/landing.ts';
import type { Rep, RepLeg } from '../../../src/model/movement.ts';
import { SIDES, type Side } from '../../../src/model/placement.ts';
import { assessmentOf } from '../../../src/movement/assessments/assessments.ts';
import { type CardContext, resultCard } from '../../../src/movement/assessments/makeCard.ts';
import { NO_ENTRIES } from '../../../src/movement/assessments/observerEntries.ts';
import type { CardFigure } from '../../../src/movement/assessments/resultCard.ts';
import type { AssessmentResults } from '../../../src/movement/assessments/trials.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/movement/thresholds.ts';
import { hold } from '../programme/history.ts';
import { metric, repLeg, repOf } from '../reps.ts';
import { NO_RESULTS } from './noResults.ts';

const CONTEXT: CardContext = {
  subject: 'P-7F3K',
  startedUs: 1,
  simulated: false,
  shankLengthM: 0.43,
  thresholds: DEFAULT_THRESHOLDS,
  site: null,
  calibration: 'good',
};

function cardOf(id: AssessmentId, results: Partial<AssessmentResults>, observer = NO_ENTRIES) {
  return resultCard(assessmentOf(id), { ...NO_RESULTS, ...results }, observer, CONTEXT);
}

function figure(figures: readonly CardFigure[], key: string): CardFigure {
  const found = figures.find((each) => each.key === key);
  if (!found) throw new Error(`no figure ${key}`);
  return found;
}

const metrics = (inM: number): RepLeg['metrics'] => ({
  kneeMedialDeviationM: metric({ atPeakFlexion: inM, sdAtPeakFlexion: 0.01, excursion: inM }),
  kneeValgusDeg: metric({ atPeakFlexion: 2, sdAtPeakFlexion: 2, excursion: 6 }),
  shankLeanDeg: metric({ atPeakFlexion: 4, sdAtPeakFlexion: 1 }),
  kneeOverToeDeg: metric({ atPeakFlexion: 1, sdAtPeakFlexion: 1 }),
});

const squat = (number: number, rightM: number, leftM: number, given: Partial<RepLeg> = {}): Rep =>
  repOf(number, {
    legs: [
      repLeg('right', { metrics: metrics(rightM), ...given }),
      repLeg('left', { metrics: metrics(leftM) }),
    ],
  });

const five = (make: (number: number) => Rep): Rep[] => [1, 2, 3, 4, 5].map(make);

describe('the card of squats', () => {
  const card = cardOf('overheadSquat', {
    reps: five((n) => squat(n, 0.03 + 0.002 * (n - 3), 0.01)),
  });

  it('states mean, its error, the scatter and the band of each leg, in the unit people see', () => {
    const { right, left, difference } = figure(card.knee, 'kneeMedialDeviationM');
    // 2.6, 2.8 … 3.4 cm: a standard deviation of √0.1 cm.
    expect(right?.mean).toBeCloseTo(3, 9);
    expect(right?.spread).toBeCloseTo(Math.sqrt(0.1), 9);
    // 1 cm of axes in every rep, and the scatter over five.
    expect(right?.sd).toBeCloseTo(Math.sqrt(1 + 0.1 / 5), 9);
    expect(right?.band).toBe('slightly in');
    expect(left).toMatchObject({ band: 'in line', trials: 5 });
    expect(difference?.value).toBeCloseTo(2, 9);
  });

  it('calls a knee wide that is far on the other side, by angle or position', () => {
    const wide = cardOf('overheadSquat', { reps: five((n) => squat(n, -0.033, -0.05)) });
    const { right, left } = figure(wide.knee, 'kneeMedialDeviationM');
    // −8° and −12° are −3.2 and −4.8 cm.
    expect([right?.band, left?.band]).toEqual(['knees wide', 'far wide']);
  });

  it('gives the band of a joint angle by its growth, and says so', () => {
    const { right } = figure(card.knee, 'kneeValgusDeg');
    expect(right).toMatchObject({ mean: 2, excursion: 6, band: 'slightly in' });
  });

  it('has knee and ankle together, and says what needs a foot sensor', () => {
    expect(figure(card.ankle, 'shankLeanDeg').right).toMatchObject({
      mean: 4,
      band: 'slightly in',
    });
    expect(card.notAssessed).toContain(
      'Foot rolls in, Ankle dorsiflexion, Ankle eversion: this needs a foot sensor',
    );
    expect(card.notAssessed.join()).toContain('Knee angle from the front');
    expect(card.caption).toContain('not medical limits');
  });

  it('leaves a leg out with sound data in less than 80 % of its reps, and keeps the other', () => {
    const reps = five((n) => squat(n, 0.05, 0.01, n > 3 ? { quality: 'stale' } : {}));
    const { legs, knee, notAssessed } = cardOf('overheadSquat', { reps });
    expect(legs[0]).toMatchObject({ trials: 5, sound: 3 });
    expect(notAssessed[0]).toBe('right: 3 of 5 reps had sound data; 80 % are needed');
    const { right, left, difference } = figure(knee, 'kneeMedialDeviationM');
    expect([right, difference]).toEqual([null, null]);
    expect(left?.mean).toBeCloseTo(1, 9);
  });

  it('takes the figures of four sound reps of five from those alone', () => {
    const reps = five((n) =>
      squat(n, n === 5 ? 0.5 : 0.03, 0.01, n === 5 ? { quality: 'slip' } : {}),
    );
    const { knee, remarks } = cardOf('overheadSquat', { reps });
    expect(figure(knee, 'kneeMedialDeviationM').right).toMatchObject({ trials: 4 });
    expect(figure(knee, 'kneeMedialDeviationM').right?.mean).toBeCloseTo(3, 9);
    expect(remarks).toContain('right: 4 sound of 5 wanted.');
    expect(remarks.join()).toContain('has no verdict, too few reps or no known least change');
  });

  it('leads to the arms-down squat by what an observer saw, and else nowhere', () => {
    const seen = { ticks: { forwardLean: true, heelsLift: true } };
    const { next, observations } = cardOf('overheadSquat', {}, seen);
    expect(next?.assessment).toBe('armsDownSquat');
    expect(next?.sentence).toContain('Does the upper body lean far forward?');
    expect(observations.map(({ answer }) => answer)).toEqual([true, null, null, true]);
    expect(cardOf('overheadSquat', {}, { ticks: { heelsLift: true } }).next).toBeNull();
    expect(cardOf('armsDownSquat', {}, { ticks: { forwardLean: true } }).next).toBeNull();
  });

  it('says so where nothing was recorded', () => {
    const { notAssessed, knee } = cardOf('hinge', {});
    expect(notAssessed).toEqual(['right: no reps were recorded', 'left: no reps were recorded']);
    expect(knee.every(({ right, left }) => right === null && left === null)).toBe(true);
  });
});

describe('the card of the lateral step-down', () => {
  const down = (side: Side, number: number, overToeDeg: number): Rep =>
    repOf(number, {
      stance: side,
      legs: [
        repLeg(side, {
          shankTiltDeg: 30,
          metrics: { kneeOverToeDeg: metric({ atPeakFlexion: overToeDeg }) },
        }),
      ],
    });
  const none = { armStrategy: false, trunkLean: false, pelvisDrop: false, unsteady: false };

  // 0.43 m · tan k / √(1 + tan² k + tan² 30°): 1 cm at 1.54°, 4 cm at 6.15°.
  it.each([
    [1.5, 0, 'good'],
    [1.6, 1, 'good'],
    [6.1, 1, 'good'],
    [6.2, 2, 'medium'],
  ])('gives a knee %d° over the foot %i points', (overToeDeg, points, word) => {
    const reps = five((n) => down('right', n, overToeDeg));
    const { scores } = cardOf('lateralStepDown', { reps }, { ticks: none });
    expect(scores).toHaveLength(1);
    expect(scores[0]).toMatchObject({ side: 'right', kneePoints: points, total: points, word });
  });

  it('adds what a person saw, leg by leg, and has no total without all of it', () => {
    const reps = [...five((n) => down('right', n, 8)), ...five((n) => down('left', n + 5, 0))];
    const ticks = { ...none, trunkLean: { right: true }, unsteady: { right: true, left: false } };
    const { scores } = cardOf('lateralStepDown', { reps }, { ticks });
    expect(scores[0]).toMatchObject({ observerPoints: 2, total: 4, word: 'poor' });
    expect(scores[1]).toMatchObject({
      kneePoints: 0,
      observerPoints: null,
      total: null,
      word: null,
    });
  });

  it('is made for no other step-down', () => {
    expect(cardOf('forwardStepDown', { reps: five((n) => down('right', n, 8)) }).scores).toEqual(
      [],
    );
  });
});

const NO_METRIC = {
  atContact: null,
  at40Ms: null,
  peak100Ms: null,
  peak: null,
  excursion: null,
  peakRate100Ms: null,
};
/** What landings and strides tell besides; no figure of a card. */
const BESIDE_LANDING = {
  headlineAt40Ms: null,
  headlineExcursion: null,
  headlinePeakRate100Ms: null,
  kneeValgus: NO_METRIC,
  headlinePushOffPeak: null,
  kneeValgusPushOffPeakDeg: null,
};
const BESIDE_STRIDE = { frontal: 'exploratory' as const, frontalQuality: 'ok' as const };

describe('the card of landings', () => {
  const landing = (number: number, quality: 'ok' | 'lowRate'): Landing => ({
    number,
    initialContactUs: 0,
    endUs: 1,
    flight: { startUs: 0, endUs: 1, jumpHeightM: 0.3 },
    contactDifferenceMs: 12,
    contactS: 0.4,
    legs: SIDES.map((side) => ({
      side,
      initialContactUs: 0,
      headlineAtContact: 2,
      headlinePeak: 12,
      headlinePeak100Ms: 9,
      band: 'slightly in',
      flexionAtContactDeg: 23,
      peakFlexionDeg: 75,
      peakShankG: 8,
      ...BESIDE_LANDING,
      quality,
    })),
    lowRate: quality === 'lowRate',
    counted: true,
    confidence: 1,
  });
  const three = (quality: 'ok' | 'lowRate') => [1, 2, 3].map((n) => landing(n, quality));

  it('has what both legs share once, and the impact with the knee', () => {
    const { movement, knee, ankle } = cardOf('dropVerticalJump', { landings: three('ok') });
    expect(figure(movement, 'jumpHeightM')).toMatchObject({ right: null, both: { mean: 30 } });
    expect(figure(knee, 'headlinePeak').left).toMatchObject({ mean: 12, band: 'slightly in' });
    expect(figure(ankle, 'peakShankG').right?.mean).toBe(8);
  });

  it('shows nothing fast at a low rate, and what is slow all the same', () => {
    const { knee, ankle, notAssessed } = cardOf('countermovementJump', {
      landings: three('lowRate'),
    });
    expect(figure(knee, 'peakFlexionDeg').right?.mean).toBe(75);
    expect(figure(knee, 'headlineAtContact').right).toBeNull();
    expect(figure(ankle, 'peakShankG').right).toBeNull();
    expect(notAssessed.join()).toContain('Impact at the shank: this needs 120 samples/s or more');
  });
});

describe('the card of holds and strides', () => {
  it('has sway and valgus of either leg', () => {
    const holds = SIDES.flatMap((side) => [hold(side), hold(side, { holdS: 18.5 })]);
    const { movement, knee, ankle } = cardOf('singleLegBalance', { holds });
    expect(figure(movement, 'holdS').right?.mean).toBeCloseTo(19.5, 9);
    expect(figure(knee, 'meanKneeValgusDeg').left?.mean).toBe(1);
    expect(figure(ankle, 'shankLeanRmsDeg').left).toMatchObject({
      mean: 0.8,
      band: null,
      sd: null,
    });
  });

  it('leaves out the leg whose heel came up', () => {
    const holds = SIDES.map((side) => hold(side, { kind: 'kneeToWall', peakShankTiltDeg: 41 }));
    const { ankle, notAssessed } = cardOf(
      'weightBearingLunge',
      { holds },
      {
        ticks: { heelLifted: { right: true } },
      },
    );
    expect(figure(ankle, 'peakShankTiltDeg')).toMatchObject({ right: null, left: { mean: 41 } });
    expect(notAssessed[0]).toContain('Did the heel come off the floor?');
  });

  it('calls sideways figures of walking what they are', () => {
    const stride = (number: number): Stride => ({
      side: 'right',
      number,
      initialContactUs: 0,
      toeOffUs: 1,
      nextContactUs: 2,
      strideS: 1.1,
      stancePct: 61,
      loadingFlexionDeg: 18,
      swingFlexionDeg: 60,
      valgusPeakStanceDeg: 3,
      valgusRangeStanceDeg: 4,
      shankLeanMidStanceDeg: null,
      ...BESIDE_STRIDE,
      quality: 'ok',
    });
    const strides = Array.from({ length: 22 }, (_, i) => stride(i + 1));
    const { remarks, movement, knee, notAssessed } = cardOf('gait', { strides });
    expect(figure(knee, 'valgusPeakStanceDeg').right?.mean).toBe(3);
    const lost = strides.map((each) => ({ ...each, frontalQuality: 'headingStale' as const }));
    const blank = cardOf('gait', { strides: lost }).knee;
    expect(figure(blank, 'valgusPeakStanceDeg').right).toBeNull();
    expect(figure(blank, 'swingFlexionDeg').right?.mean).toBe(60);
    expect(figure(movement, 'stancePct').right).toMatchObject({ mean: 61, trials: 22 });
    expect(remarks.join()).toContain('repeat poorly from day to day');
    expect(notAssessed).toContain('left: no strides were recorded');
  });
});
