import { describe, expect, it } from 'vitest';
import { qualityBit } from '../../../src/model/quality.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { BalanceAnalysis } from '../../../src/movement/holds/balanceAnalysis.ts';
import { LIFTED, Play, type Posture, RATE_HZ, STANDING } from './posture.ts';

const BOTH = { right: STANDING, left: STANDING };
const ON_RIGHT = { right: STANDING, left: LIFTED };

function play(): Play {
  return new Play(new BalanceAnalysis({ ...DEFAULT_SETTINGS, task: 'balance' }));
}

/** On the right leg, which does what is given. */
function onRight(right: Posture) {
  return { right, left: LIFTED };
}

describe('a hold on one leg', () => {
  it('begins with the foot up and ends with it down, to the frame, on either leg', () => {
    const played = play()
      .for(2, BOTH)
      .for(8, ON_RIGHT)
      .for(2, BOTH)
      .for(3, { right: LIFTED, left: STANDING })
      .for(2, BOTH);
    const [first, second, ...rest] = played.holds();
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ kind: 'balance', number: 1, side: 'right', endedBy: 'footDown' });
    expect(first).toMatchObject({ startUs: 2e6, endUs: 10e6, holdS: 8, touchDowns: 0 });
    expect(second).toMatchObject({ number: 1, side: 'left', startUs: 12e6, endUs: 15e6 });
    expect(first).toMatchObject({ quality: 'ok', confidence: 1, peakShankTiltDeg: null });
  });

  it('tells a lift that was too short, and nothing of a step', () => {
    const played = play().for(1, BOTH).for(0.4, ON_RIGHT).for(2, BOTH).for(0.2, ON_RIGHT);
    played.for(2, BOTH);
    expect(played.holds()).toEqual([]);
    expect(played.rejections()).toEqual([
      {
        kind: 'balance',
        side: 'right',
        startUs: 1e6,
        endUs: 1.4e6,
        reason: 'the left foot was up for 0.4 s; a hold is one from 0.5 s',
      },
    ]);
  });

  it('begins when the leg has come to rest', () => {
    const played = play()
      .for(1, BOTH)
      .for(2, onRight({ shankRateDps: 40 }))
      .for(4, ON_RIGHT)
      .for(1, BOTH);
    const [hold] = played.holds();
    // Half a second of rest is waited for; until 20 ms before, 40 °/s for the rest is 8 °/s in the mean.
    expect(hold.startUs / 1e6).toBeGreaterThan(2.5);
    expect(hold.startUs / 1e6).toBeLessThanOrEqual(3);
    expect(hold.endUs).toBe(7e6);
  });

  it('counts light touches once it is a hold, and goes on', () => {
    const played = play().for(1, BOTH).for(3, ON_RIGHT).for(0.3, BOTH).for(3, ON_RIGHT);
    played.for(0.5, BOTH).for(3, ON_RIGHT).for(2, BOTH);
    expect(played.holds()).toMatchObject([{ startUs: 1e6, endUs: 10.8e6, touchDowns: 2 }]);
  });

  it('begins anew when the foot comes down before it is a hold, or stays', () => {
    const played = play().for(1, BOTH).for(1, ON_RIGHT).for(0.3, BOTH).for(3, ON_RIGHT);
    played.for(1, BOTH).for(2, ON_RIGHT).for(2, BOTH);
    expect(played.holds()).toMatchObject([
      { number: 1, startUs: 1e6, endUs: 2e6, touchDowns: 0 },
      { number: 2, startUs: 2.3e6, endUs: 5.3e6, touchDowns: 0 },
      { number: 3, startUs: 6.3e6, endUs: 8.3e6, touchDowns: 0 },
    ]);
  });

  it('feels a foot that knocks the floor, and no slow swing of it', () => {
    const low: Posture = { thighTiltDeg: 15, shankTiltDeg: 30 };
    const swing = (timeS: number) => ({
      right: STANDING,
      left: { ...low, shankForceG: 1.2 + 0.4 * Math.sin(2 * timeS) },
    });
    const knock = { right: STANDING, left: { ...low, shankForceG: 1.7 } };
    const resting = { right: STANDING, left: low };
    const played = play().for(1, BOTH).for(2, resting).for(0.02, knock).for(2, resting);
    played.for(4, swing).for(2, BOTH);
    expect(played.holds()).toMatchObject([{ startUs: 1e6, endUs: 9.02e6, touchDowns: 1 }]);
  });

  it.each([
    ['a step', 'step', 6e6, 0.05, { shankRateDps: 130 }],
    ['a lean of more than 15° for 0.3 s', 'lean', 6e6, 0.5, { shankLeanDeg: 17 }],
  ] as const)(
    'ends with %s, and another waits for the foot',
    (_, endedBy, endUs, lastsS, doing) => {
      const played = play().for(1, BOTH).for(5, ON_RIGHT).for(lastsS, onRight(doing));
      played.for(3, ON_RIGHT).for(1, BOTH).for(2, ON_RIGHT).for(1, BOTH);
      const holds = played.holds();
      expect(holds).toHaveLength(2);
      expect(holds[0]).toMatchObject({ endedBy, endUs });
      expect(holds[1].startUs).toBeGreaterThan(endUs + 3e6);
    },
  );

  it('forgives a lean of 0.2 s', () => {
    const played = play()
      .for(1, BOTH)
      .for(5, ON_RIGHT)
      .for(0.2, onRight({ shankLeanDeg: 17 }));
    played.for(3, ON_RIGHT).for(1, BOTH);
    expect(played.holds()).toMatchObject([{ endedBy: 'footDown' }]);
  });

  it('ends after a minute, and with the data', () => {
    const gone = { right: { missing: true }, left: LIFTED };
    const played = play().for(1, BOTH).for(70, ON_RIGHT).for(2, BOTH).for(3, ON_RIGHT);
    played.for(0.1, gone).for(3, ON_RIGHT).for(0.5, gone).for(1, BOTH);
    expect(played.holds()).toMatchObject([
      { endedBy: 'timeout', holdS: 60 },
      { endedBy: 'dataLost', holdS: 6.09 },
    ]);
  });

  it('is none in a squat, however crooked', () => {
    const squat = (timeS: number) => {
      const depth = Math.sin((Math.PI * timeS) / 4) ** 2;
      const leg = { thighTiltDeg: 80 * depth, shankTiltDeg: 35 * depth };
      return { right: leg, left: { ...leg, thighTiltDeg: 90 * depth } };
    };
    const played = play().for(1, BOTH).for(16, squat).for(1, BOTH);
    expect(played.events).toEqual([]);
  });

  it('counts from one in a new set, and forgets what another calibration measured', () => {
    const analysis = new BalanceAnalysis({ ...DEFAULT_SETTINGS, task: 'balance' });
    const played = new Play(analysis).for(1, BOTH).for(2, ON_RIGHT).for(2, BOTH);
    analysis.newSet();
    played.for(2, ON_RIGHT).for(2, BOTH).for(2, ON_RIGHT);
    analysis.calibrated();
    played.for(2, BOTH);
    expect(played.holds().map(({ number }) => number)).toEqual([1, 1]);
  });
});

describe('the figures of a hold', () => {
  const sway = (timeS: number) =>
    onRight({
      shankLeanDeg: 3 + 2 * Math.SQRT2 * Math.sin(Math.PI * timeS),
      shankTiltDeg: Math.SQRT2 * Math.cos(Math.PI * timeS),
      kneeValgusDeg: 4,
      footRollDeg: Math.SQRT2 * Math.sin(Math.PI * timeS),
    });

  it('are those of sway of known size, without the first second', () => {
    const played = play().for(1, BOTH).for(13, sway).for(1, BOTH);
    const [hold] = played.holds();
    // Six whole periods; the low-pass at 6 Hz takes less than 0.1 % of 0.5 Hz.
    expect(hold.shankLeanRmsDeg).toBeCloseTo(2, 2);
    expect(hold.shankTiltRmsDeg).toBeCloseTo(1, 2);
    expect(hold.shankLeanRangeDeg).toBeCloseTo(4 * Math.SQRT2, 2);
    // The mean size of a sinusoid's rate is four amplitudes a period.
    expect(hold.shankLeanMeanRateDps).toBeCloseTo(4 * 2 * Math.SQRT2 * 0.5, 1);
    expect(hold.ellipseDeg2).toBeCloseTo(Math.PI * 5.991 * 2 * 1, 0);
    expect(hold.meanKneeValgusDeg).toBeCloseTo(4, 9);
    expect(hold.footRollRmsDeg).toBeCloseTo(1, 2);
    // About the mean of the first second, 3° + 2 · 2 √2 / π: within ± 3° of it for 63 % of a sinusoid.
    const zone = (2 * 2 * Math.SQRT2) / Math.PI;
    const inside = 0.5 + Math.asin((3 - zone) / (-2 * Math.SQRT2)) / -Math.PI;
    expect(hold.inZonePct).toBeCloseTo(100 * inside, -0.5);
  });

  it('are null where it was too short, and carry the quality of the leg stood on', () => {
    const stale = qualityBit('headingStale');
    const played = play().for(1, BOTH).for(1.9, ON_RIGHT).for(1, BOTH);
    played
      .for(2, ON_RIGHT)
      .for(2, onRight({ projection: stale }))
      .for(1, BOTH);
    played.for(4, { right: STANDING, left: { ...LIFTED, projection: stale } }).for(1, BOTH);
    const [short, flagged, good] = played.holds();
    expect(short).toMatchObject({ shankLeanRmsDeg: null, ellipseDeg2: null, inZonePct: null });
    expect(flagged).toMatchObject({ quality: 'headingStale' });
    expect(flagged.confidence).toBeCloseTo(0.5, 2);
    expect(good).toMatchObject({ quality: 'ok', confidence: 1 });
  });
});

describe('with sensors on one leg', () => {
  it('a hold begins and ends with the word of a person, and is half as sure', () => {
    const analysis = new BalanceAnalysis({ ...DEFAULT_SETTINGS, task: 'balance' });
    const played = new Play(analysis).for(5, { left: STANDING });
    analysis.newSet();
    played.for(6, { left: STANDING });
    analysis.newSet();
    played.for(3, { left: STANDING });
    const [hold, ...rest] = played.holds();
    expect(rest).toEqual([]);
    expect(hold).toMatchObject({ side: 'left', number: 1, endedBy: 'stopped', confidence: 0.5 });
    expect(hold.startUs).toBe(5e6);
    expect(hold.holdS).toBeCloseTo(6, 1 / RATE_HZ);
    expect(hold.shankLeanRmsDeg).toBeCloseTo(0, 9);
  });

  it('the leg itself ends it with a step', () => {
    const analysis = new BalanceAnalysis({ ...DEFAULT_SETTINGS, task: 'balance' });
    const played = new Play(analysis).for(1, { left: STANDING });
    analysis.newSet();
    played.for(4, { left: STANDING }).for(0.1, { left: { shankRateDps: 150 } });
    played.for(4, { left: STANDING });
    expect(played.holds()).toMatchObject([{ endedBy: 'step', endUs: 5e6 }]);
  });
});
