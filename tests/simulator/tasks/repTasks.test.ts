import { describe, expect, it } from 'vitest';
import { IDENTITY } from '../../../src/geometry/rotation.ts';
import { norm, subtract, type Vec3 } from '../../../src/geometry/vector.ts';
import { SIDES, type Side } from '../../../src/model/placement.ts';
import { BodyMotion } from '../../../src/simulator/bodyMotion.ts';
import { inertialSignals } from '../../../src/simulator/inertialSignals.ts';
import { makePerson } from '../../../src/simulator/person.ts';
import { Random } from '../../../src/simulator/random.ts';
import type { SessionOptions } from '../../../src/simulator/sessionOptions.ts';
import { StencilCache } from '../../../src/simulator/stencilCache.ts';
import { StandingSway } from '../../../src/simulator/sway.ts';
import { DEFAULT_HALF_KNEELING_OPTIONS } from '../../../src/simulator/tasks/halfKneelingOptions.ts';
import {
  halfKneelingTask,
  simulateHalfKneelingSession,
} from '../../../src/simulator/tasks/halfKneelingSession.ts';
import { DEFAULT_HINGE_OPTIONS } from '../../../src/simulator/tasks/hingeOptions.ts';
import { hingeTask, simulateHingeSession } from '../../../src/simulator/tasks/hingeSession.ts';
import { DEFAULT_KNEE_TO_WALL_OPTIONS } from '../../../src/simulator/tasks/kneeToWallOptions.ts';
import {
  kneeToWallTask,
  simulateKneeToWallSession,
} from '../../../src/simulator/tasks/kneeToWallSession.ts';
import { DEFAULT_LUNGE_OPTIONS } from '../../../src/simulator/tasks/lungeOptions.ts';
import { lungeTask, simulateLungeSession } from '../../../src/simulator/tasks/lungeSession.ts';
import { DEFAULT_SINGLE_LEG_OPTIONS } from '../../../src/simulator/tasks/singleLegOptions.ts';
import {
  simulateSingleLegSession,
  singleLegTask,
} from '../../../src/simulator/tasks/singleLegSession.ts';
import { DEFAULT_STEP_DOWN_OPTIONS } from '../../../src/simulator/tasks/stepDownOptions.ts';
import {
  simulateStepDownSession,
  stepDownTask,
} from '../../../src/simulator/tasks/stepDownSession.ts';
import { DEFAULT_STEP_UP_OPTIONS } from '../../../src/simulator/tasks/stepUpOptions.ts';
import { simulateStepUpSession, stepUpTask } from '../../../src/simulator/tasks/stepUpSession.ts';
import type { Task, TaskSession, TaskStart } from '../../../src/simulator/tasks/taskSession.ts';
import { integrationErrorDeg } from '../attitudes.ts';
import { ankleOf, forceRange, kneeGapM, largestJump, timesBetween } from './motionChecks.ts';

/** Short: two reps after two seconds of standing, and the worst of what can be asked of them. */
const SHORT = {
  noise: 'none',
  mounting: 'identity',
  heightM: 1.75,
  standingS: 2,
  calibrationReps: 0,
} as const;

interface TaskCase {
  readonly simulate: () => TaskSession<SessionOptions>;
  readonly taskOf: (start: TaskStart, side: Side) => Task;
}

const TWO = { reps: 2 } as const;
const CASES: Record<string, TaskCase> = {
  'single-leg squat': {
    simulate: () =>
      simulateSingleLegSession({
        ...SHORT,
        ...TWO,
        fppaDeg: [20],
        pelvisDropDeg: 10,
        wobbleDeg: 3,
        unrestDeg: 0.5,
        stanceFlexionDeg: 10,
      }),
    taskOf: (start, side) =>
      singleLegTask(start, {
        ...DEFAULT_SINGLE_LEG_OPTIONS,
        ...TWO,
        side,
        pelvisDropDeg: 5,
        wobbleDeg: 2,
      }),
  },
  'lateral step-down': {
    simulate: () =>
      simulateStepDownSession({ ...SHORT, ...TWO, side: 'left', fppaDeg: [15], pelvisDropDeg: 8 }),
    taskOf: (start, side) => stepDownTask(start, { ...DEFAULT_STEP_DOWN_OPTIONS, ...TWO, side }),
  },
  'forward step-down': {
    simulate: () =>
      simulateStepDownSession({ ...SHORT, ...TWO, direction: 'forward', kneeValgusDeg: [10] }),
    taskOf: (start, side) =>
      stepDownTask(start, { ...DEFAULT_STEP_DOWN_OPTIONS, ...TWO, side, direction: 'forward' }),
  },
  'step-up': {
    simulate: () => simulateStepUpSession({ ...SHORT, ...TWO, boxHeightM: 0.3, fppaDeg: [20] }),
    taskOf: (start, side) =>
      stepUpTask(start, { ...DEFAULT_STEP_UP_OPTIONS, ...TWO, side, kneeValgusDeg: [8] }),
  },
  'split squat': {
    simulate: () =>
      simulateLungeSession({ ...SHORT, ...TWO, fppaDeg: [20], side: 'left', unrestDeg: 0.5 }),
    taskOf: (start, side) => lungeTask(start, { ...DEFAULT_LUNGE_OPTIONS, ...TWO, side }),
  },
  lunge: {
    simulate: () =>
      simulateLungeSession({
        ...SHORT,
        ...TWO,
        stepEachRep: true,
        shankTiltDeg: 25,
        thighTiltDeg: 80,
        kneeValgusDeg: [12],
      }),
    taskOf: (start, side) =>
      lungeTask(start, { ...DEFAULT_LUNGE_OPTIONS, ...TWO, side, stepEachRep: true }),
  },
  hinge: {
    simulate: () => simulateHingeSession({ ...SHORT, ...TWO, kneeValgusDeg: [6] }),
    taskOf: (start, side) =>
      hingeTask(start, {
        ...DEFAULT_HINGE_OPTIONS,
        ...TWO,
        kneeValgusDeg: [6],
        affectedSide: side,
      }),
  },
  'half-kneeling hold': {
    simulate: () => simulateHalfKneelingSession({ ...SHORT, holds: 1, holdS: 4 }),
    taskOf: (start, side) =>
      halfKneelingTask(start, { ...DEFAULT_HALF_KNEELING_OPTIONS, holds: 1, holdS: 4, side }),
  },
  'knee to the wall': {
    simulate: () =>
      simulateKneeToWallSession({
        ...SHORT,
        trials: 1,
        shankTiltDeg: { right: 50, left: 30 },
        heelUpDeg: 15,
        unrestDeg: 0.5,
      }),
    taskOf: (start, side) =>
      kneeToWallTask(start, { ...DEFAULT_KNEE_TO_WALL_OPTIONS, trials: 1, sides: [side] }),
  },
};

describe.each(Object.entries(CASES))('a simulated %s', (_name, { simulate, taskOf }) => {
  const session = simulate();
  const whole = [1, session.durationS] as const;

  it('tells its events in order of time, starts and ends where the knee is', () => {
    const { events } = session;
    expect(events.length).toBeGreaterThanOrEqual(2);
    for (const [i, { timeS }] of events.entries()) {
      expect(timeS).toBeGreaterThanOrEqual(2);
      if (i > 0) expect(timeS).toBeGreaterThan(events[i - 1].timeS);
      expect(timeS).toBeLessThan(session.durationS - 2);
    }
    const flexion = (timeS: number, side: Side | null) => {
      const [right, left] = session.truthAt(timeS).map(({ measures }) => measures.kneeFlexionDeg);
      if (side === null) return (right + left) / 2;
      return side === 'right' ? right : left;
    };
    let fromDeg = Number.NaN;
    for (const event of events) {
      if (event.type === 'moveStart') fromDeg = flexion(event.timeS, event.side);
      if (event.type === 'repStart') {
        // Instants are halved down to below 0.1 µs, where a knee of 200 °/s turns by 1e-5°.
        expect(Math.abs(flexion(event.timeS, event.side) - fromDeg)).toBeCloseTo(5, 4);
      }
      if (event.type === 'repBottom') {
        expect(flexion(event.timeS, event.side)).toBeCloseTo(event.kneeFlexionDeg, 9);
        expect(event.startFlexionDeg).toBeCloseTo(fromDeg, 9);
      }
    }
  });

  it('moves no planted foot, and holds each leg together', () => {
    const { shankLengthM } = session.person;
    const before: Record<Side, Vec3 | null> = { right: null, left: null };
    let planted = 0;
    for (const t of timesBetween(...whole, 0.02)) {
      const bones = session.bonesAt(t);
      for (const [i, { measures }] of session.truthAt(t).entries()) {
        const side = SIDES[i];
        expect(kneeGapM(bones, shankLengthM, side)).toBeLessThan(1e-12);
        const ankle = ankleOf(bones, side);
        const from = before[side];
        const isPlanted = !Number.isNaN(measures.ankleEversionPlantedDeg);
        if (isPlanted && from) {
          expect(norm(subtract(ankle, from))).toBeLessThan(1e-12);
          planted++;
        }
        before[side] = isPlanted ? ankle : null;
      }
    }
    expect(planted).toBeGreaterThan(timesBetween(...whole, 0.02).length / 2);
  });

  it('has its feet at the end where they were at first', () => {
    const [first, last] = [session.bonesAt(1), session.bonesAt(session.durationS - 1)];
    for (const side of SIDES) {
      expect(norm(subtract(ankleOf(last, side), ankleOf(first, side)))).toBeLessThan(1e-12);
    }
  });

  it('feels no blow: what any segment feels goes on without a jump, and is what moving needs', () => {
    // Nothing here is jerked by more than 200 m/s³, which is 0.25 m/s² in 1.25 ms: that is a wobble of
    // 3° at 3 Hz. A step that were once differentiable alone would jump by 6 · 0.3 m / (1.5 s)², 0.8 m/s².
    expect(largestJump(session.bonesAt, whole)).toBeLessThan(0.3);
    const [least, most] = forceRange(session.bonesAt, whole);
    expect(least).toBeGreaterThan(4);
    expect(most).toBeLessThan(14);
  });

  it('has rates that integrate at 100 Hz to its attitude within 0.02°', () => {
    for (const placement of ['right_thigh', 'left_shank'] as const) {
      expect(integrationErrorDeg(session.bonesAt, placement, whole, 100)).toBeLessThan(0.02);
    }
  });

  it('mirrors: between equal legs z of the force and x, y of the rate flip with the side', () => {
    const person = makePerson(3, 1.75);
    const equal = {
      ...person,
      coupling: { right: person.coupling.right, left: person.coupling.right },
    };
    const sway = new StandingSway(new Random(1, 'sway'), 0);
    const [right, left] = SIDES.map((side) => {
      const task = taskOf({ startS: 1, person: equal, sway }, side);
      const motion = new BodyMotion(equal, { right: 7, left: 7 }, task.script);
      return { stencils: new StencilCache((t) => motion.poseAt(t)), task };
    });
    expect(right.task.events.map(({ timeS }) => timeS)).toEqual(
      left.task.events.map(({ timeS }) => timeS),
    );
    for (const t of timesBetween(1, right.task.durationS, 0.1137)) {
      for (const segment of ['thigh', 'shank', 'foot'] as const) {
        for (const side of SIDES) {
          const mirrored = side === 'right' ? 'left' : 'right';
          const mount = (z: number) => ({ positionM: [0.05, 0.2, z] as const, rotation: IDENTITY });
          const a = inertialSignals(right.stencils.segmentAt(t, `${side}_${segment}`), mount(0.03));
          const b = inertialSignals(
            left.stencils.segmentAt(t, `${mirrored}_${segment}`),
            mount(-0.03),
          );
          const { specificForce: f, angularRate: w } = a;
          // Differences of a stencil of 0.2 ms turn roundings of 1e-16 m into 1e-8 m/s².
          expect(norm(subtract(b.specificForce, [f[0], f[1], -f[2]]))).toBeLessThan(1e-5);
          expect(norm(subtract(b.angularRate, [-w[0], -w[1], w[2]]))).toBeLessThan(1e-8);
        }
      }
    }
  });
});
