import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProgrammeNote, STOP_SIGNS } from '../../../src/model/programmeNote.ts';
import { outcomeOf } from '../../../src/movement/programme/gateResult.ts';
import type { ProgrammeSession, SessionPart } from '../../../src/movement/programme/history.ts';
import { isRepGates, PROGRAMME, STEP_IDS } from '../../../src/movement/programme/programme.ts';
import { programmeState } from '../../../src/movement/programme/programmeState.ts';
import { holds, session, squats, stepPart } from './history.ts';

const STEPS = PROGRAMME.tracks.flatMap(({ steps }) => steps);

const quality = fc.constantFrom('ok' as const, 'ok' as const, 'ok' as const, 'stale' as const);

/** Work on any step, good or bad, with sound data or not. */
const part: fc.Arbitrary<SessionPart> = fc
  .record({
    step: fc.constantFrom(...STEPS),
    knees: fc.array(fc.double({ min: 0, max: 7, noNaN: true }), { maxLength: 14 }),
    holdS: fc.double({ min: 5, max: 25, noNaN: true }),
    quality,
  })
  .map(({ step, knees, holdS, quality: word }) =>
    stepPart(
      step.id,
      isRepGates(step.advance) ? squats(knees, { quality: word }) : holds({ holdS, quality: word }),
    ),
  );

const nrs = fc.integer({ min: 0, max: 8 });
const note: fc.Arbitrary<ProgrammeNote> = fc.record(
  {
    painBefore: nrs,
    painDuring: nrs,
    signs: fc.subarray([...STOP_SIGNS], { maxLength: 1 }),
    support: fc.boolean(),
    recentInjury: fc.boolean(),
    lastTime: fc.record({ settledIn60Min: fc.boolean() }),
    override: fc.constantFrom<ProgrammeNote['override'] & object>(
      { action: 'resume', reason: 'asked' },
      { action: 'setStep', step: 'RNT2', reason: 'trained before' },
    ),
  },
  { requiredKeys: [] },
);

const history: fc.Arbitrary<ProgrammeSession[]> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.array(part, { maxLength: 3 }), note), {
    maxLength: 12,
  })
  .map((sessions) => {
    let day = 0;
    return sessions.map(([days, parts, said]) => {
      day += days;
      return session(day, parts, said);
    });
  });

describe('any history', () => {
  it('gives one state, the same each time, with a step of the track or none', () => {
    fc.assert(
      fc.property(history, (sessions) => {
        const state = programmeState(PROGRAMME, sessions);
        expect(programmeState(PROGRAMME, sessions)).toEqual(state);
        for (const { id, decision, step, reasons } of state.tracks) {
          const own = PROGRAMME.tracks.find((each) => each.id === id)?.steps.map((each) => each.id);
          expect(step === null).toBe(decision === 'closed' || decision === 'done');
          if (step !== null) expect(own).toContain(step.id);
          expect(reasons.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('advances only by a session whose every gate passed, without pain above 2 or a stop', () => {
    fc.assert(
      fc.property(history, (sessions) => {
        const { tracks, stopped } = programmeState(PROGRAMME, sessions);
        for (const { decision, judged } of tracks) {
          if (decision !== 'advance' && decision !== 'skip') continue;
          expect(stopped).toBeNull();
          expect(outcomeOf(judged?.gates ?? [])).toBe('pass');
        }
      }),
    );
  });

  it('never moves on bad data alone', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STEP_IDS), { maxLength: 20 }), (ids) => {
        const sessions = ids.map((id, day) => {
          const step = STEPS.find((each) => each.id === id);
          const bad = { quality: 'slip' } as const;
          const set =
            step && isRepGates(step.advance) ? squats(Array(12).fill(1), bad) : holds(bad);
          return session(day, [stepPart(id, set)]);
        });
        const [balance, squat, side] = programmeState(PROGRAMME, sessions).tracks;
        expect(balance.step?.id).toBe('SLB1');
        expect([squat.decision, side.decision]).toEqual(['closed', 'closed']);
      }),
    );
  });
});
