import type { Side } from '../../model/placement.ts';
import type { LegPosture, ProjectedPosture } from '../legPosture.ts';
import { legReach } from '../legReach.ts';
import type { Person } from '../person.ts';
import { Random } from '../random.ts';
import { type SessionOptions, wearingSeed } from '../sessionOptions.ts';
import { legHeadingRad, type SquatDepth } from '../squatPeaks.ts';
import { afterPause, layReps } from '../tempo.ts';
import { LIFT_S, type OneLegPlan, type OneLegRep } from './oneLegScript.ts';
import type { RepTaskOptions } from './repTaskOptions.ts';
import { ResonantNoise } from './resonantNoise.ts';
import type { OneLegStand } from './singleLegOptions.ts';
import type { TaskStart } from './taskSession.ts';
import { workingStart } from './workingPeak.ts';

/** The shank shows this share of knee flexion as forward tilt. */
const SHANK_SHARE = 0.42;
/** Quiet on one leg before the first rep. */
const SETTLE_S = 1.5;

/** Both legs at the turning point of rep `i`. */
export type OneLegTurn = (rep: number) => Omit<OneLegRep, 'timing'>;

/** Foot up, quiet, the reps, foot down; from `startS` on. */
export function planOneLeg(
  { startS, person }: TaskStart,
  options: RepTaskOptions & OneLegStand,
  lifted: ProjectedPosture,
  turnOf: OneLegTurn,
): OneLegPlan {
  const { side, pelvisDropDeg, wobbleDeg, unrestDeg, stanceFlexionDeg } = options;
  const random = new Random(wearingSeed(options), 'one leg');
  const upS = startS + LIFT_S;
  const timings = layReps(random, upS + SETTLE_S, options.reps, options.tempo);
  const untilS = afterPause(timings[timings.length - 1]);
  return {
    startS,
    endS: untilS + LIFT_S,
    side,
    stand: workingStart(person, options, bentBy(stanceFlexionDeg)),
    lifted,
    reps: timings.map((timing, i) => ({ timing, ...turnOf(i) })),
    pelvisDropDeg,
    wobbleDeg,
    lean: new ResonantNoise(random, untilS - upS, LIFT_S, unrestDeg),
    tilt: new ResonantNoise(random, untilS - upS, LIFT_S, unrestDeg),
  };
}

/** A leg on one foot whose knee is bent so. */
export function bentBy(flexionDeg: number): SquatDepth {
  return {
    shankTiltDeg: SHANK_SHARE * flexionDeg,
    thighTiltDeg: (1 - SHANK_SHARE) * flexionDeg,
  };
}

/** Height of the hip above the ankle, metres. */
export function legHeightM(
  posture: LegPosture,
  side: Side,
  { toeOutDeg }: SessionOptions,
  person: Person,
): number {
  return legReach(posture, legHeadingRad(toeOutDeg[side], side), side, person)[1];
}
