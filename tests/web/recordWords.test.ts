import { describe, expect, it } from 'vitest';
import { elapsedText, roomText, sizeText } from '../../dashboards/live/src/store/sizeText.ts';
import { suggestedName } from '../../dashboards/live/src/store/trialName.ts';
import { workIn } from '../../dashboards/live/src/store/trialWork.ts';
import {
  amount,
  bandOf,
  errorText,
  verdictText,
} from '../../dashboards/live/src/views/record/cardWords.ts';
import { checksOf } from '../../dashboards/live/src/views/record/checks.ts';
import {
  problemsOf,
  type SessionDraft,
  wishOf,
} from '../../dashboards/live/src/views/record/sessionDraft.ts';
import { summaryWords } from '../../dashboards/live/src/views/record/summaryWords.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import type { ResultCard } from '../../src/movement/assessments/resultCard.ts';
import { summariseHolds } from '../../src/movement/holds/summariseHolds.ts';
import type { SensorStatus } from '../../src/stream/messages.ts';
import { hold } from '../movement/programme/history.ts';
import { repOf } from '../movement/reps.ts';

const trial = (name: string, number = 3) => ({ number, name, startUs: 10, endUs: 20 });

describe('the name of the next trial', () => {
  it('counts on from the one before, whatever it was called', () => {
    expect(suggestedName(undefined, 'bilateralSquat')).toBe('squat 1');
    expect(suggestedName(trial('squat 9'), 'bilateralSquat')).toBe('squat 10');
    expect(suggestedName(trial('heels up'), 'lunge')).toBe('heels up 2');
    expect(suggestedName(trial(''), 'landing')).toBe('jump 4');
    expect(suggestedName(undefined, undefined)).toBe('trial 1');
  });
});

describe('what was done in a trial', () => {
  it('is what began in it, as the hub has it', () => {
    const reps = [9, 10, 19, 20].map((startUs) =>
      repOf(startUs, { startUs, counted: startUs !== 19 }),
    );
    const work = { counted: 1, uncounted: 1, isPart: false, newestUs: 19 };
    expect(workIn({ reps }, trial(''), 'reps')).toEqual(work);
    expect(workIn({ reps }, { ...trial(''), endUs: null }, 'reps').newestUs).toBe(20);
    expect(workIn({ reps }, trial(''), 'landings')).toMatchObject({ counted: 0, newestUs: null });
  });

  it('is told as a part where a snapshot has no more of it', () => {
    const holds = Array.from({ length: 40 }, (_, i) => hold('left', { startUs: 11 + i }));
    const told = workIn({ reps: [], holds }, { ...trial(''), startUs: 0, endUs: null }, 'holds');
    expect(told).toMatchObject({ counted: 40, isPart: true });
  });
});

describe('sizes and times', () => {
  it('stay within their places', () => {
    expect([0, 3_500_000, 80e6, 80e9, null].map(sizeText)).toEqual([
      '0.0 MB',
      '3.3 MB',
      '76 MB',
      '75 GB',
      '–',
    ]);
    expect([0.9, 119, 120, 6_001, null].map(roomText)).toEqual([
      '0 min',
      '119 min',
      '2 h',
      'over 99 h',
      '–',
    ]);
    expect([0, 65.9, 3723, null].map(elapsedText)).toEqual(['0:00', '1:05', '1:02:03', '–']);
  });
});

describe('figures of a card', () => {
  const cm = { unit: 'cm', decimals: 1 } as const;
  it('have their unit, a true minus, and never an error of nought', () => {
    expect(amount(-0.04, cm)).toBe('0.0 cm');
    expect(amount(-1.26, cm)).toBe('\u22121.3 cm');
    expect(amount(93, { unit: 'deg', decimals: 1 })).toBe('93.0°');
    expect(amount(2, { unit: '', decimals: 0 })).toBe('2');
    expect(errorText(0.01, cm)).toBe('SD 0.1');
    expect(errorText(null, cm)).toBe('');
  });

  it('say in words whether right against left is one to speak of', () => {
    const figure = (flagged: boolean | null, mdc95: number | null) => ({
      ...cm,
      key: 'k',
      label: 'k',
      right: null,
      left: null,
      both: null,
      difference: { value: 3, mdc95, flagged },
    });
    expect(verdictText(figure(null, null))).toBe('no verdict');
    expect(verdictText(figure(true, 2.1))).toBe('a difference; 2.1 cm can be told');
    expect(verdictText(figure(false, 2.1))).toBe('no difference; 2.1 cm can be told');
  });

  it('have a shape for each word that has one', () => {
    expect(['in line', 'slightly in', 'in', 'far in', 'far wide', null].map(bandOf)).toEqual([
      0,
      1,
      2,
      3,
      null,
      null,
    ]);
  });
});

describe('what no single trial states', () => {
  const card = { gait: null, holds: null, scores: [] } as unknown as ResultCard;

  it('is told of a score, also where an answer lacks', () => {
    const score = { side: 'left', kneePoints: 1, kneeInsideCm: 2.04, observerPoints: 2 } as const;
    const scores = [
      { ...score, total: 3, word: 'medium' } as const,
      { ...score, total: null, word: null },
      { ...score, side: 'right', kneePoints: null, total: null, word: null } as const,
    ];
    expect(summaryWords({ ...card, scores })).toEqual([
      'Score, Left: 3 of 6, medium; knee 1 of 2, 2.0 cm inside of the foot.',
      expect.stringContaining('no total until all that was watched is answered'),
      'Score, Right: not assessed.',
    ]);
  });

  it('is told of holds of each leg that has any', () => {
    const balance = summariseHolds([hold('left', { holdS: 20.5, touchDowns: 2 })], 'balance');
    expect(summaryWords({ ...card, holds: balance })).toEqual([
      'Left: 1 held, longest 20.5 s, touch-downs 2.',
    ]);
  });
});

describe('the form of a session', () => {
  const draft: SessionDraft = {
    subject: ' P-2 ',
    protocol: '',
    assessment: '',
    heightM: '1,68',
    toeOutDeg: '12',
    loadKg: '',
    boxHeightCm: '',
    footwear: 'barefoot',
    band: ' ',
    conditions: '',
  };

  it('takes pseudonyms and figures in their range alone', () => {
    expect(problemsOf(draft)).toEqual({});
    for (const subject of ['Jane Doe', 'a@b', 'ö', '-x', 'x'.repeat(33)]) {
      expect(problemsOf({ ...draft, subject }).subject, subject).toContain('is no pseudonym');
    }
    expect(problemsOf({ ...draft, subject: '' })).toEqual({ subject: 'Needed.' });
    expect(problemsOf({ ...draft, heightM: '168', loadKg: 'heavy', boxHeightCm: '-1' })).toEqual({
      heightM: 'Valid are 1.2 to 2.2 m.',
      loadKg: 'Valid are 0 to 400 kg.',
      boxHeightCm: 'Valid are 0 to 150 cm.',
    });
  });

  it('asks for what was filled in, and takes away the conditions that were emptied', () => {
    const start = { ...draft, footwear: '', conditions: 'after a run', loadKg: '20', band: '' };
    expect(wishOf(draft, start)).toEqual({
      subject: 'P-2',
      assessment: null,
      heightM: 1.68,
      toeOutDeg: 12,
      facts: { footwear: 'barefoot', conditions: null, loadKg: null },
    });
    expect(wishOf({ ...draft, assessment: 'lunge', protocol: 'b' }, draft)).toMatchObject({
      assessment: 'lunge',
      protocol: 'b',
    });
  });

  it('does not speak of conditions that were not touched', () => {
    expect(wishOf(draft, draft)).toEqual({
      subject: 'P-2',
      assessment: null,
      heightM: 1.68,
      toeOutDeg: 12,
    });
  });
});

describe('the checklist', () => {
  const worn = (given: Partial<SensorStatus>): SensorStatus => ({
    id: 'a',
    name: 'a',
    placement: 'left_shank',
    link: 'streaming',
    rateHz: 100,
    lostSamples: 0,
    lateSamples: 0,
    refilledSamples: 0,
    reconnects: 0,
    batteryPercent: null,
    rssiDbm: null,
    problem: null,
    ...given,
  });
  const told: Parameters<typeof checksOf>[0] = {
    connected: true,
    sensors: [],
    snapshot: { calibration: null },
    status: null,
  };
  const sensorsSay = (sensors: readonly SensorStatus[]) => checksOf({ ...told, sensors })[0];

  it('is not content with sensors of which one is silent or has a problem', () => {
    expect(sensorsSay([worn({}), worn({})])).toMatchObject({ isOk: true });
    expect(sensorsSay([worn({}), worn({ link: 'lost' })])).toMatchObject({
      isOk: false,
      says: '1 of 2 stream',
      goTo: 'setup',
    });
    expect(sensorsSay([worn({ problem: 'Its battery is low.' })])).toMatchObject({
      isOk: false,
      says: 'Its battery is low.',
    });
    expect(sensorsSay([worn({ placement: null })])).toMatchObject({ says: 'none is worn' });
  });

  it('takes a sensor that sends nothing for no streaming one, whatever its link claims', () => {
    expect(sensorsSay([worn({}), worn({ rateHz: 0 })])).toMatchObject({
      isOk: false,
      says: '1 of 2 stream',
    });
  });

  it('is content with nothing that the hub has not told', () => {
    expect(checksOf(told).map(({ isOk }) => isOk)).toEqual([false, false, false, false]);
  });

  it('knows nothing while the hub does not answer', () => {
    const calibration = { verdict: 'good' } as Calibration;
    const before = { ...told, sensors: [worn({})], snapshot: { calibration } };
    const said = (connected: boolean) =>
      checksOf({ ...before, connected }).map(({ isKnown, says }) => [isKnown, says]);
    expect(said(true).slice(0, 2)).toEqual([
      [true, '1 worn and streaming'],
      [true, 'good'],
    ]);
    expect(said(false)).toEqual(Array(4).fill([false, 'not known now']));
  });
});
