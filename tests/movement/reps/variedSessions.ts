import type { Task } from '../../../src/model/task.ts';
import { Random } from '../../../src/simulator/random.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { simulateHingeSession } from '../../../src/simulator/tasks/hingeSession.ts';
import { simulateLungeSession } from '../../../src/simulator/tasks/lungeSession.ts';
import { simulateSingleLegSession } from '../../../src/simulator/tasks/singleLegSession.ts';
import { simulateStepDownSession } from '../../../src/simulator/tasks/stepDownSession.ts';
import { simulateStepUpSession } from '../../../src/simulator/tasks/stepUpSession.ts';
import type { TempoRange } from '../../../src/simulator/tempo.ts';
import type { RepSession } from './playedReps.ts';

/** As in the specification's own simulation. */
const VARIED: Omit<TempoRange, 'pauseS'> = {
  descentS: [0.5, 3.5],
  holdS: [0, 1],
  ascentS: [0.5, 2],
};
/** One after the other without standing, and each by itself. */
const CONTINUOUS: TempoRange = { ...VARIED, pauseS: [0, 0.3] };
const SINGLE: TempoRange = { ...VARIED, pauseS: [0.8, 2] };

function tempoOf(seed: number): TempoRange {
  return seed % 2 === 0 ? CONTINUOUS : SINGLE;
}

function draws(seed: number, count: number, range: readonly [number, number]): number[] {
  const random = new Random(seed, 'variety');
  return Array.from({ length: count }, () => random.uniform(...range));
}

/** Squats of any depth, tempo and valgus; odd seeds stand between them, even ones do not. */
export function variedSquats(seed: number, reps: number): RepSession {
  return simulateSquatSession({
    seed,
    reps,
    depthsDeg: draws(seed, reps, [48, 117]),
    fppaDeg: draws(seed + 1, reps, [-5, 15]),
    tempo: tempoOf(seed),
  });
}

/** Bends that are no reps: the least rep is 40°. */
export function dips(seed: number, count: number): RepSession {
  return simulateSquatSession({
    seed,
    reps: count,
    depthsDeg: draws(seed, count, [5, 33]),
    tempo: tempoOf(seed),
  });
}

/** Both legs by seed; depth, tempo and posture too. */
export const VARIED_TASKS: Readonly<
  Partial<Record<Task, (seed: number, reps: number) => RepSession>>
> = {
  singleLegSquat: (seed, reps) =>
    simulateSingleLegSession({ ...common(seed, reps), ...depth(seed, [10, 30], [22, 60]) }),
  stepDown: (seed, reps) =>
    simulateStepDownSession({
      ...common(seed, reps),
      direction: seed % 4 < 2 ? 'lateral' : 'forward',
      boxHeightM: draws(seed, 1, [0.15, 0.22])[0],
    }),
  stepUp: (seed, reps) =>
    simulateStepUpSession({
      ...common(seed, reps),
      boxHeightM: draws(seed, 1, [0.2, 0.3])[0],
    }),
  lunge: (seed, reps) =>
    simulateLungeSession({
      ...common(seed, reps),
      ...depth(seed, [5, 25], [50, 80]),
      stepEachRep: seed % 4 < 2,
    }),
  hinge: (seed, reps) => {
    const { side: _, ...both } = common(seed, reps);
    return simulateHingeSession({ ...both, ...depth(seed, [3, 10], [22, 30]) });
  },
};

function common(seed: number, reps: number) {
  const side = seed % 3 === 0 ? ('left' as const) : ('right' as const);
  return { seed, reps, side, tempo: tempoOf(seed) };
}

function depth(
  seed: number,
  shank: readonly [number, number],
  thigh: readonly [number, number],
): { shankTiltDeg: number; thighTiltDeg: number } {
  return {
    shankTiltDeg: draws(seed, 1, shank)[0],
    thighTiltDeg: draws(seed + 1, 1, thigh)[0],
  };
}
