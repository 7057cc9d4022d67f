import { describe, expect, it } from 'vitest';
import { TASKS, type Task } from '../../../src/model/task.ts';
import { simulateGaitSession } from '../../../src/simulator/tasks/gaitSession.ts';
import { simulateSingleLegSession } from '../../../src/simulator/tasks/singleLegSession.ts';
import { playedReps, scoreReps, trueReps } from './playedReps.ts';
import { dips, VARIED_TASKS, variedSquats } from './variedSessions.ts';

/** Onset and end of a rep by the movement specification (O10), s; none missed, none invented. */
const TIME_S = 0.15;
const TIMEOUT = { timeout: 60_000 };

/** The short form of `npm run soak -- reps`, on seeds of its own. */
describe('varied reps under sensors with noise', () => {
  it.each([2001, 2002])('of both legs are found and dated, seed %i', TIMEOUT, (seed) => {
    const session = variedSquats(seed, 12);
    const { reps } = playedReps(session, 'bilateralSquat');
    const score = scoreReps(trueReps(session), reps);
    expect(score).toMatchObject({ done: 12, missed: 0, invented: 0 });
    for (const errorS of [...score.onsetS, ...score.endS]) {
      expect(Math.abs(errorS)).toBeLessThan(TIME_S);
    }
  });

  const tasks = TASKS.filter((task) => VARIED_TASKS[task] !== undefined);
  it.each(tasks)('of the task %s are found, dated, and of the right leg', TIMEOUT, (task: Task) => {
    const session = VARIED_TASKS[task]?.(2003, 6);
    if (!session) throw new Error(`no session of ${task}`);
    const { reps } = playedReps(session, task);
    const score = scoreReps(trueReps(session), reps);
    expect(score).toMatchObject({ done: 6, missed: 0, invented: 0 });
    for (const errorS of [...score.onsetS, ...score.endS]) {
      expect(Math.abs(errorS)).toBeLessThan(TIME_S);
    }
  });
});

describe('reps on one leg with sensors on one leg alone', () => {
  it.each([
    ['right', 0],
    ['left', 4],
  ] as const)('on the %s one: %i of four are missed', TIMEOUT, (worn, missed) => {
    const session = simulateSingleLegSession({
      seed: 2006,
      reps: 4,
      side: 'right',
      placements: [`${worn}_thigh`, `${worn}_shank`],
    });
    const { reps } = playedReps(session, 'singleLegSquat');
    const score = scoreReps(trueReps(session), reps);
    expect(score).toMatchObject({ done: 4, missed, invented: 0 });
  });
});

describe('movements that are no reps', () => {
  it('are told with what they lack, and not counted', TIMEOUT, () => {
    const { reps, rejections } = playedReps(dips(2004, 12), 'bilateralSquat');
    expect(reps).toEqual([]);
    expect(rejections.length).toBeGreaterThan(0);
    for (const { reason, peakFlexionDeg } of rejections) {
      expect(peakFlexionDeg).toBeLessThan(40);
      expect(reason).toMatch(/^the knee bent by \d+°; a rep needs 40° or more$/);
    }
  });

  it.each(['bilateralSquat', 'singleLegSquat', 'lunge'] as const)(
    'are all steps of a walk where the task is %s',
    TIMEOUT,
    (task) => {
      const { reps } = playedReps(simulateGaitSession({ seed: 2005, strides: 8 }), task);
      expect(reps).toEqual([]);
    },
  );
});
