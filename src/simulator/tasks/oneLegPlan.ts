import type { Side } from '../../model/placement.ts';
import type { LegPosture, ProjectedPosture } from '../legPosture.ts';
import { legReach } from '../legReach.ts';
import type { Person } from '../person.ts';
import { Random } from '../random.ts';
import { type SessionOptions, wearingSeed } from '../sessionOptions.ts';
import { legHeadingRad } from '../squatPeaks.ts';
import { afterPause, layReps } from '../tempo.ts';
import { LIFT_S, type OneLegPlan, type OneLegRep } from './oneLegScript.ts';
import type { RepTaskOptions } from './repTaskOptions.ts';
import { ResonantNoise } from './resonantNoise.ts';
import type { OneLegUnrest } from './singleLegOptions.ts';

/** Quiet on one leg before the first rep. */
const SETTLE_S = 1.5;

/** Both legs at the turning point of rep `i`. */
export type OneLegTurn = (rep: number) => Omit<OneLegRep, 'timing'>;

/** Foot up, quiet, the reps, foot down; from `startS` on. */
export function planOneLeg(
  startS: number,
  options: RepTaskOptions & OneLegUnrest,
  lifted: ProjectedPosture,
  turnOf: OneLegTurn,
): OneLegPlan {
  const { side, pelvisDropDeg, wobbleDeg, unrestDeg } = options;
  const random = new Random(wearingSeed(options), 'one leg');
  const upS = startS + LIFT_S;
  const timings = layReps(random, upS + SETTLE_S, options.reps, options.tempo);
  const untilS = afterPause(timings[timings.length - 1]);
  return {
    startS,
    endS: untilS + LIFT_S,
    side,
    lifted,
    reps: timings.map((timing, i) => ({ timing, ...turnOf(i) })),
    pelvisDropDeg,
    wobbleDeg,
    lean: new ResonantNoise(random, untilS - upS, LIFT_S, unrestDeg),
    tilt: new ResonantNoise(random, untilS - upS, LIFT_S, unrestDeg),
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
