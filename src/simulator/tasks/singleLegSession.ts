import type { Side } from '../../model/placement.ts';
import { type LegPosture, type ProjectedPosture, UPRIGHT } from '../legPosture.ts';
import { legReach } from '../legReach.ts';
import { postureBetween } from '../postureMath.ts';
import { Random } from '../random.ts';
import { wearingSeed } from '../sessionOptions.ts';
import { legHeadingRad } from '../squatPeaks.ts';
import { afterPause, layReps } from '../tempo.ts';
import { LIFT_S, type OneLegPlan, OneLegScript } from './oneLegScript.ts';
import { repEvents } from './repEvents.ts';
import { ResonantNoise } from './resonantNoise.ts';
import { type SingleLegOptions, singleLegOptions } from './singleLegOptions.ts';
import { type TaskSession, type TaskStart, taskSession } from './taskSession.ts';
import { workingPeak } from './workingPeak.ts';

/** Quiet on one leg before the first rep. */
const SETTLE_S = 1.5;
const REST_S = 3;
const END_DEG = 8;
/** The free foot behind the body; deeper reps bend that leg towards the second of them. */
const LIFTED: ProjectedPosture = { ...UPRIGHT, shankTiltDeg: 35, thighTiltDeg: 25 };
const BENT: ProjectedPosture = { ...UPRIGHT, shankTiltDeg: 80, thighTiltDeg: 70 };
/** The free foot keeps at least so far off the floor at the turning point, metres. */
const CLEARANCE_M = 0.06;

/**
 * Simulates single-leg squats; deterministic in its options.
 * @throws RangeError that names an option out of its range.
 */
export function simulateSingleLegSession(
  given: Partial<SingleLegOptions> = {},
): TaskSession<SingleLegOptions> {
  const options = singleLegOptions(given);
  return taskSession(options, (start) => {
    const plan = planSingleLeg(start, options);
    const script = new OneLegScript(start, plan, options.toeOutDeg);
    const rule = { side: options.side, endDeg: END_DEG };
    return {
      script,
      durationS: plan.endS + REST_S,
      events: plan.reps.flatMap(({ timing }) =>
        repEvents((timeS) => script.kneeFlexionDegAt(timeS), timing, rule),
      ),
      impacts: [],
    };
  });
}

/** Foot up, quiet, the reps, foot down; from `start.startS` on. */
export function planSingleLeg(start: TaskStart, options: SingleLegOptions): OneLegPlan {
  const { side, shankTiltDeg, thighTiltDeg } = options;
  const random = new Random(wearingSeed(options), 'single leg');
  const { startS, person } = start;
  const timings = layReps(random, startS + LIFT_S + SETTLE_S, options.reps, options.tempo);
  const untilS = afterPause(timings[timings.length - 1]);
  const reps = timings.map((timing, i) => {
    const standing = workingPeak(person, options, { shankTiltDeg, thighTiltDeg }, i);
    return { timing, standing, free: freeLeg(start, options, standing), freeFootPitchDeg: 0 };
  });
  const lastingS = untilS - startS - LIFT_S;
  return {
    startS,
    endS: untilS + LIFT_S,
    side,
    lifted: LIFTED,
    reps,
    pelvisDropDeg: options.pelvisDropDeg,
    wobbleDeg: options.wobbleDeg,
    lean: new ResonantNoise(random, lastingS, LIFT_S, options.unrestDeg),
    tilt: new ResonantNoise(random, lastingS, LIFT_S, options.unrestDeg),
  };
}

/** The free leg bent until its foot clears the floor under a hip that has come down. */
function freeLeg(
  { person }: TaskStart,
  options: SingleLegOptions,
  standing: LegPosture,
): ProjectedPosture {
  const { side, toeOutDeg } = options;
  const free: Side = side === 'right' ? 'left' : 'right';
  const heightOf = (posture: LegPosture, of: Side) =>
    legReach(posture, legHeadingRad(toeOutDeg[of], of), of, person)[1];
  const dropM = person.hipWidthM * Math.sin((Math.max(0, options.pelvisDropDeg) * Math.PI) / 180);
  const roomM = heightOf(standing, side) - dropM - CLEARANCE_M;
  for (let share = 0; share < 1; share += 0.05) {
    const posture = postureBetween(LIFTED, BENT, share);
    if (heightOf(posture, free) <= roomM) return posture;
  }
  return BENT;
}
