import { describe, expect, it } from 'vitest';
import type { ProgrammeSession } from '../../../src/movement/programme/history.ts';
import { PROGRAMME } from '../../../src/movement/programme/programme.ts';
import { programmeState } from '../../../src/movement/programme/programmeState.ts';
import type { TrackState } from '../../../src/movement/programme/trackState.ts';
import { hold, holds, session, squats, stepPart, testPart, times } from './history.ts';

const stateOf = (...history: ProgrammeSession[]) => programmeState(PROGRAMME, history);

function track(id: string, ...history: ProgrammeSession[]): TrackState {
  const found = stateOf(...history).tracks.find((each) => each.id === id);
  if (!found) throw new Error(`no track ${id}`);
  return found;
}

const GOOD_HOLDS = [stepPart('SLB1', holds())];
/** Opens the squats: the first balance step passed twice. */
const OPEN = [session(0, GOOD_HOLDS), session(1, GOOD_HOLDS)];
/** Ten in line, two slightly in: passes, and is not easy. */
const GOOD = squats([...times(10, 1), 2.5, 2.5]);
const HALF = squats([...times(6, 1), ...times(6, 5)]);
const good = (day: number, step = 'RNT1') => session(day, [stepPart(step, GOOD)]);

describe('the programme before any session', () => {
  it('begins with balance, and has the others closed with what opens them', () => {
    const { tracks, stopped, graduation } = stateOf();
    expect(tracks.map(({ id, decision }) => [id, decision])).toEqual([
      ['SLB', 'start'],
      ['RNTSQ', 'closed'],
      ['SS', 'closed'],
    ]);
    expect(tracks[0].step?.id).toBe('SLB1');
    expect(tracks[0].assessment).toBe('singleLegBalance');
    expect(tracks[0].dose?.words).toBe('hold 10 to 20 s on each leg, twice');
    expect(tracks[1].reasons[0]).toContain('first balance step');
    expect(stopped).toBeNull();
    expect(graduation.done).toBe(false);
  });
});

describe('a step of holds', () => {
  it('is passed in two sessions, opens the squats, and the next step comes', () => {
    const once = track('SLB', OPEN[0]);
    expect(once).toMatchObject({ decision: 'hold', passed: { sessions: 1, wanted: 2 } });
    expect(once.reasons).toEqual(['SLB1 passed in 1 of 2 sessions']);
    expect(track('SLB', ...OPEN)).toMatchObject({ decision: 'advance', step: { id: 'SLB2' } });
    expect(track('RNTSQ', ...OPEN)).toMatchObject({ decision: 'start', step: { id: 'RNT1' } });
  });

  it.each([
    [{ holdS: 15 }, 'holds of 20 s: right 0, left 0, wanted 2 a leg'],
    [{ touchDowns: 1 }, 'holds without a touch-down'],
    [{ inZonePct: 70 }, 'holds with 80 % in the zone'],
    [{ meanKneeValgusDeg: 6 }, 'holds with the knee less than 5° in'],
  ])('is held by %j, with the figure and the wanted one', (given, words) => {
    const { decision, reasons } = track('SLB', session(0, [stepPart('SLB1', holds(given))]));
    expect(decision).toBe('hold');
    expect(reasons.join('; ')).toContain(words);
    expect(reasons.join('; ')).not.toContain('not assessed');
  });

  it('asks each condition of the holds that met those before it', () => {
    // Two long holds, of which one touched down, and a short one that did not.
    const mixed = {
      reps: [],
      holds: (['right', 'left'] as const).flatMap((side) => [
        hold(side),
        hold(side, { touchDowns: 1 }),
        hold(side, { holdS: 12 }),
      ]),
    };
    const { judged } = track('SLB', session(0, [stepPart('SLB1', mixed)]));
    const outcomes = Object.fromEntries(
      judged?.gates.map((each) => [each.gate, each.outcome]) ?? [],
    );
    expect(outcomes).toMatchObject({ holdS: 'pass', touchDownsMax: 'fail' });
  });

  it('is not failed on foam by a zone that is narrower than its own', () => {
    const foam = [...OPEN, session(4, [stepPart('SLB2', holds({ inZonePct: 60 }))])];
    const { judged } = track('SLB', ...foam);
    const zone = judged?.gates.find(({ gate }) => gate === 'pctTimeInZone');
    expect(zone?.outcome).toBe('notAssessed');
  });

  it('is held by a hand that helped, and not assessed where nobody says', () => {
    const helped = track('SLB', session(0, GOOD_HOLDS, { support: true }));
    expect(helped.reasons).toEqual(['a hand helped, wanted none']);
    const start = session(0, GOOD_HOLDS);
    const silent = { ...start, notes: [{ timeUs: 0, note: { painAfter: 0 } }] };
    expect(track('SLB', silent).reasons).toEqual([
      'not assessed: nobody said whether a hand helped',
    ]);
  });

  it('is never passed or failed on bad data, nor on one leg', () => {
    const bad = track('SLB', session(0, [stepPart('SLB1', holds({ quality: 'stale', holdS: 2 }))]));
    expect(bad.decision).toBe('hold');
    expect(bad.reasons[0]).toBe(
      'not assessed: right: 0 of 2 holds had sound data; 80 % are needed',
    );
    const oneLeg = { reps: [], holds: [hold('right'), hold('right')] };
    expect(track('SLB', session(0, [stepPart('SLB1', oneLeg)])).reasons[0]).toBe(
      'not assessed: no holds of the left leg were recorded',
    );
  });
});

describe('a step of reps', () => {
  it('advances after two good sessions in turn', () => {
    expect(track('RNTSQ', ...OPEN, good(2))).toMatchObject({
      decision: 'hold',
      step: { id: 'RNT1' },
    });
    const { decision, step, reasons, judged } = track('RNTSQ', ...OPEN, good(2), good(4));
    expect(decision).toBe('advance');
    expect(step?.id).toBe('RNT2');
    expect(reasons).toEqual(['RNT1 passed in 2 sessions in turn']);
    expect(judged?.gates.every(({ outcome }) => outcome === 'pass')).toBe(true);
  });

  it('begins to count again after a session that failed', () => {
    const few = session(4, [stepPart('RNT1', squats(times(8, 1)))]);
    expect(track('RNTSQ', ...OPEN, good(2), few, good(6)).decision).toBe('hold');
    expect(track('RNTSQ', ...OPEN, good(2), few, good(6), good(8)).decision).toBe('advance');
  });

  it.each([
    [squats(times(8, 1)), '8 reps, wanted 10 (better 20)'],
    [
      squats([...times(8, 1), ...times(4, 4.5)]),
      '67 % of the reps in line or slightly in, wanted 80 %',
    ],
    [squats([...times(11, 1), 7]), 'the worst rep was far in, wanted no worse than in'],
    [squats(times(12, 1), { depthClass: 'near parallel' }), '0 % of the reps reached parallel'],
    [
      squats(times(12, { right: 3.9, left: 0.5 })),
      'right and left were 3.4 cm apart, wanted less than 2.0 cm',
    ],
  ])('is held by a gate that fails, case %#', (set, words) => {
    const { decision, reasons } = track('RNTSQ', ...OPEN, session(2, [stepPart('RNT1', set)]));
    expect(decision).toBe('hold');
    expect(reasons.join('; ')).toContain(words);
  });

  it('does not judge a difference of the legs that cannot be told from scatter', () => {
    const set = squats(times(12, { right: 3.5, left: 1 }));
    const { decision, reasons } = track('RNTSQ', ...OPEN, session(2, [stepPart('RNT1', set)]));
    expect(decision).toBe('hold');
    // 0.4 cm for each of the 8° between sessions.
    expect(reasons[0]).toBe(
      'not assessed: right and left were 2.5 cm apart, wanted less than 2.0 cm; less than 3.2 cm cannot be told from scatter',
    );
  });

  it('is not assessed with sound data in less than 80 % of the reps', () => {
    const [sound, unsound] = [squats(times(7, 1)), squats(times(5, 9), { quality: 'stale' })];
    const set = { reps: [...sound.reps, ...unsound.reps], holds: [] };
    const bad = [2, 3, 4].map((day) => session(day, [stepPart('RNT1', set)]));
    const { decision, judged } = track('RNTSQ', ...OPEN, ...bad);
    expect(decision).toBe('hold');
    const ofData = judged?.gates.filter(({ gate }) => gate !== 'painMax') ?? [];
    expect(ofData.map(({ outcome }) => outcome)).toEqual(times(5, 'notAssessed'));
    expect(ofData[0].sentence).toBe('right: 7 of 12 reps had sound data; 80 % are needed');
  });

  it('steps back after two sessions below 60 %, and not after one', () => {
    const atTwo = [...OPEN, good(2), good(4)];
    const poor = (day: number) => session(day, [stepPart('RNT2', HALF)]);
    expect(track('RNTSQ', ...atTwo, poor(6))).toMatchObject({
      decision: 'hold',
      step: { id: 'RNT2' },
    });
    expect(track('RNTSQ', ...atTwo, poor(6), poor(8))).toMatchObject({
      decision: 'regress',
      step: { id: 'RNT1' },
    });
    expect(track('RNTSQ', ...atTwo, poor(6), good(8, 'RNT2'), poor(10)).decision).toBe('hold');
  });

  it('stays with the first step where there is none before it', () => {
    const poor = (day: number) => session(day, [stepPart('RNT1', HALF)]);
    const { decision, step, reasons } = track('RNTSQ', ...OPEN, poor(2), poor(4));
    expect([decision, step?.id]).toEqual(['hold', 'RNT1']);
    expect(reasons[0]).toContain('it is the first step');
  });

  it('does not count work on a later step', () => {
    const { decision, reasons } = track('RNTSQ', ...OPEN, good(2, 'RNT3'), good(3, 'RNT3'));
    expect(decision).toBe('hold');
    expect(reasons).toEqual(['RNT3 was done and is not counted: RNT1 comes first']);
    expect(track('RNTSQ', good(0)).reasons[0]).toContain('opens when');
  });

  it('is done with its last step', () => {
    const all = ['RNT1', 'RNT2', 'RNT3'].flatMap((step, i) => [
      good(2 + 2 * i, step),
      good(3 + 2 * i, step),
    ]);
    expect(track('RNTSQ', ...OPEN, ...all)).toMatchObject({
      decision: 'done',
      step: null,
      dose: null,
    });
  });
});

describe('a step that is easy', () => {
  const easy = session(2, [stepPart('RNT1', squats(times(12, 1)))]);

  it('may be skipped from the next week on, and not before', () => {
    const { decision, step, skip } = track('RNTSQ', ...OPEN, easy);
    expect([decision, step?.id, skip?.step]).toEqual(['skip', 'RNT1', 'RNT2']);
    expect(skip?.fromUs).toBe(easy.startUs + 7 * 86_400e6);
    const early = track('RNTSQ', ...OPEN, easy, good(5, 'RNT2'));
    expect(early.reasons[0]).toContain('RNT2 was done and is not counted');
    const due = track('RNTSQ', ...OPEN, easy, good(9, 'RNT2'));
    expect(due).toMatchObject({ step: { id: 'RNT2' }, passed: { sessions: 1 } });
  });

  it('is none with one rep slightly in, in a later set or not', () => {
    const later = session(2, [
      stepPart('RNT1', squats([...times(11, 1), 2.2]), squats(times(12, 1))),
    ]);
    expect(track('RNTSQ', ...OPEN, later).decision).toBe('hold');
  });
});

describe('pain', () => {
  const sore = (day: number, pain: number) =>
    session(day, [stepPart('RNT1', GOOD)], { painDuring: pain });

  it('of 2 lets go on', () => {
    expect(track('RNTSQ', ...OPEN, sore(2, 2), sore(4, 2)).decision).toBe('advance');
  });

  it('of 3 to 5 holds the step with half the dose', () => {
    const { decision, dose, reasons } = track('RNTSQ', ...OPEN, good(2), sore(4, 3));
    expect(decision).toBe('hold');
    expect(dose).toMatchObject({ reps: [5, 10], halved: true });
    expect(reasons).toEqual(['pain was 3 of 10; up to 2 one may go on']);
    expect(track('RNTSQ', ...OPEN, sore(2, 3), good(4)).dose?.halved).toBe(false);
  });

  it('of 3 to 5 in two sessions in turn steps back', () => {
    const atTwo = [...OPEN, good(2), good(4)];
    const soreTwo = (day: number) => session(day, [stepPart('RNT2', GOOD)], { painAfter: 4 });
    expect(track('RNTSQ', ...atTwo, soreTwo(6), soreTwo(8))).toMatchObject({
      decision: 'regress',
      step: { id: 'RNT1' },
      dose: { halved: true },
    });
  });

  it.each([
    [{ painAfter: 6 }, [], 'pain was 6 of 10'],
    [{ signs: ['giving way' as const] }, [], 'there was giving way'],
    [{ painDuring: 0 }, [{ painDuring: 1 }, { painDuring: 2 }], 'pain rose two sets running'],
  ])('or a sign of %j stops, and says whom to ask', (note, later, words) => {
    const bad = session(2, [stepPart('RNT1', GOOD)], note, ...later);
    const { stopped, tracks } = stateOf(...OPEN, bad);
    expect(stopped).toContain(words);
    expect(stopped).toContain('Stop and ask a health professional.');
    expect(tracks.slice(0, 2).map(({ decision }) => decision)).toEqual(['stop', 'stop']);
    expect(tracks[1].passed?.sessions).toBe(0);
  });

  it('that stopped lets go on when there is none; a sign only by somebody’s word', () => {
    expect(stateOf(...OPEN, sore(2, 7), good(4)).stopped).toBeNull();
    const gaveWay = session(2, [], { signs: ['giving way'] });
    expect(stateOf(...OPEN, gaveWay, good(4)).stopped).toContain('giving way');
    const resumed = session(4, [stepPart('RNT1', GOOD)], {
      override: { action: 'resume', reason: 'looked at by a professional' },
    });
    expect(stateOf(...OPEN, gaveWay, resumed).stopped).toBeNull();
  });

  it('that did not settle, or was worse the next morning, takes the advance back', () => {
    const next = (lastTime: object) => session(6, [stepPart('RNT1', GOOD)], { lastTime });
    for (const lastTime of [{ settledIn60Min: false }, { worseNextMorning: true }]) {
      const { decision, step, reasons } = track('RNTSQ', ...OPEN, good(2), good(4), next(lastTime));
      expect([decision, step?.id]).toEqual(['hold', 'RNT1']);
      expect(reasons[0]).toContain('the advance is put off');
    }
    const settled = track(
      'RNTSQ',
      ...OPEN,
      good(2),
      good(4),
      next({ settledIn60Min: false }),
      good(8),
    );
    expect([settled.decision, settled.step?.id]).toEqual(['advance', 'RNT2']);
  });

  it('that nobody told of lets no session pass', () => {
    const silent = { ...good(2), notes: [] };
    expect(track('RNTSQ', ...OPEN, silent).reasons).toEqual([
      'not assessed: nobody said how much pain there was during or after',
    ]);
  });

  it('keeps a track from being opened', () => {
    const second = session(1, GOOD_HOLDS, { painAfter: 3 });
    expect(track('RNTSQ', OPEN[0], second, session(2, GOOD_HOLDS)).decision).toBe('closed');
  });
});

describe('a recent injury', () => {
  it('keeps from the start until the answer is another', () => {
    const hurt = session(0, [], { recentInjury: true });
    expect(stateOf(hurt).stopped).toContain('do not start');
    expect(stateOf(hurt).tracks[0].decision).toBe('stop');
    expect(stateOf(hurt, session(30, [], { recentInjury: false })).stopped).toBeNull();
  });
});

describe('a coach', () => {
  it('may set a step with a reason, which is told', () => {
    const set = (reason: string) => ({
      override: { action: 'setStep' as const, step: 'RNT3', reason },
    });
    const chosen = track(
      'RNTSQ',
      session(0, [stepPart('RNT3', GOOD)], set('has trained for years')),
    );
    expect(chosen).toMatchObject({ step: { id: 'RNT3' }, passed: { sessions: 1 } });
    const after = track('RNTSQ', session(0, [], {}, set('has trained for years')));
    expect(after.reasons).toEqual(['the coach chose RNT3: has trained for years']);
  });
});

describe('work on one side', () => {
  const test = (right: number, left: number, reps = 5) =>
    session(0, [testPart('overheadSquat', squats(times(reps, { right, left })))]);

  it('opens with one side in, the other in line, and a difference that can be told', () => {
    const { decision, side, step, assessment } = track('SS', test(1, 4.4));
    expect([decision, side, step?.id, assessment]).toEqual([
      'start',
      'left',
      'SS1',
      'halfKneeling',
    ]);
  });

  it.each([
    [test(1, 4), 'apart by 3.0 cm'],
    [test(2.5, 6), 'right slightly in'],
    [test(1, 1), 'apart by 0.0 cm'],
    [test(1, 6, 4), '4 reps of the right with sound data, wanted 5'],
  ])('stays closed otherwise and says why, case %#', (assessed, words) => {
    const { decision, reasons } = track('SS', assessed);
    expect(decision).toBe('closed');
    expect(reasons[0]).toContain(words);
  });

  it('is not opened by what is seen under a band', () => {
    const banded = session(0, [stepPart('RNT1', squats(times(12, { right: 1, left: 6 })))]);
    expect(track('SS', banded).decision).toBe('closed');
  });

  it('judges the side that is trained, and both for their difference', () => {
    const ss1 = (day: number) =>
      session(day, [
        stepPart('SS1', { reps: [], holds: times(10, hold('left', { kind: 'halfKneeling' })) }),
      ]);
    const open = [test(1, 4.4), ss1(1), ss1(2)];
    expect(track('SS', ...open)).toMatchObject({ decision: 'advance', step: { id: 'SS2' } });
    const left = times(12, { right: 1, left: 2.5 });
    const done = [3, 4].map((day) => session(day, [stepPart('SS2', squats(left))]));
    expect(track('SS', ...open, ...done)).toMatchObject({
      decision: 'advance',
      step: { id: 'SS3' },
    });
  });
});

describe('graduation', () => {
  const test = (day: number, knees: number[], on = false) => {
    const part = testPart('armsDownSquat', squats(knees));
    return session(day, [{ ...part, feedbackOff: !on }]);
  };
  const good = [1, 1, 1, 1, 3];

  it('needs four of five in line on both legs, twice, five days apart, without cues', () => {
    expect(stateOf(test(0, good), test(5, good)).graduation.done).toBe(true);
    expect(stateOf(test(0, good)).graduation.done).toBe(false);
    expect(stateOf(test(0, good), test(4, good)).graduation.done).toBe(false);
    expect(stateOf(test(0, good), test(4, good), test(9, good)).graduation.done).toBe(true);
    expect(stateOf(test(0, good), test(2, [1, 1, 1, 3, 3]), test(5, good)).graduation.done).toBe(
      false,
    );
  });

  it('does not come of tests with cues, or with too few reps', () => {
    const cued = stateOf(test(0, good, true), test(5, good, true)).graduation;
    expect(cued).toMatchObject({
      done: false,
      reasons: times(2, 'a test with cues on does not count'),
    });
    const few = stateOf(test(0, [1, 1, 1, 1]), test(5, [1, 1, 1, 1])).graduation;
    expect(few.done).toBe(false);
    expect(few.reasons[0]).toContain('4 of 4 reps of the right had sound data, wanted 5');
  });
});

describe('a change since the first time', () => {
  const test = (day: number, knee: number) =>
    session(day, [testPart('armsDownSquat', squats(times(5, knee)))]);

  it('is called improved only beyond the least detectable change', () => {
    // 0.4 cm for each of the 8° between sessions: 3.2 cm.
    const { changes } = stateOf(test(0, 5), test(30, 1.7));
    expect(changes.map(({ side, verdict }) => [side, verdict])).toEqual([
      ['right', 'improved'],
      ['left', 'improved'],
    ]);
    expect(stateOf(test(0, 5), test(30, 2)).changes[0]).toMatchObject({ verdict: 'noTelling' });
    expect(stateOf(test(0, 1), test(30, 5)).changes[0]).toMatchObject({ verdict: 'worse' });
  });

  it('takes what the site measured in place of the default', () => {
    const changes = { kneeMedialDeviationM: { mdc95: 1, df: 12 } };
    const site = { between: 'newMounting', changes } as const;
    const state = programmeState(PROGRAMME, [test(0, 5), test(30, 3.5)], { siteOf: () => site });
    expect(state.changes[0]).toMatchObject({ verdict: 'improved', mdc95: 1 });
  });
});
