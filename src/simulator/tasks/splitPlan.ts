import { RAD_PER_DEG } from '../../geometry/angles.ts';
import type { Side } from '../../model/placement.ts';
import type { LegPosture } from '../legPosture.ts';
import { legReach } from '../legReach.ts';
import { otherSide } from '../otherSide.ts';
import type { Person } from '../person.ts';
import type { Random } from '../random.ts';
import { ankleOverToes, reachingLeg } from '../reachingLeg.ts';
import type { SessionOptions } from '../sessionOptions.ts';
import { legHeadingRad } from '../squatPeaks.ts';
import { afterPause, layReps, type TempoRange } from '../tempo.ts';
import { ResonantNoise } from './resonantNoise.ts';
import type { SplitRep, SplitStance } from './splitScript.ts';
import { CALM_S, STEP_S } from './stepping.ts';

/** Quiet in split stance before the first rep: the unrest comes and goes within `CALM_S`. */
const SETTLE_S = 1;

/** A split stance as far as it does not lie in time. */
export interface SplitPosture {
  readonly side: Side;
  readonly front: LegPosture;
  readonly rearFlexionDeg: number;
  readonly rearPitchDeg: number;
}

/** How the reps of one split stance are done. */
export interface SplitWork {
  readonly reps: number;
  readonly tempo: TempoRange;
  readonly unrest: { readonly at: 'start' | 'bottom'; readonly deg: number };
  turnOf(rep: number): Omit<SplitRep, 'timing'>;
}

/** Step forward, the reps, step back; from `startS` on. */
export function planSplit(
  startS: number,
  person: Person,
  options: SessionOptions,
  random: Random,
  posture: SplitPosture,
  work: SplitWork,
): SplitStance {
  const { side, front, rearPitchDeg } = posture;
  const firstS = startS + CALM_S + STEP_S + SETTLE_S;
  const timings = layReps(random, firstS, work.reps, work.tempo);
  const endS = afterPause(timings[timings.length - 1]) + STEP_S + CALM_S;
  const noise = () => new ResonantNoise(random, endS - startS, CALM_S, work.unrest.deg);
  return {
    startS,
    endS,
    side,
    front,
    rear: rearLeg(person, options, posture),
    rearPitchDeg,
    reps: timings.map((timing, i) => ({ timing, ...work.turnOf(i) })),
    unrest: { at: work.unrest.at, lean: noise(), tilt: noise() },
  };
}

/** The rear leg as straight as asked, its foot as far behind the hip as that needs. */
function rearLeg(
  person: Person,
  { toeOutDeg }: SessionOptions,
  { side, front, rearFlexionDeg, rearPitchDeg }: SplitPosture,
) {
  const rear = otherSide(side);
  const heading = legHeadingRad(toeOutDeg[rear], rear);
  const { shankLengthM: shank, thighLengthM: thigh } = person;
  const hipM = legReach(front, legHeadingRad(toeOutDeg[side], side), side, person)[1];
  const upM = hipM - ankleOverToes(person, heading, rearPitchDeg)[1];
  const cosine = Math.cos(rearFlexionDeg * RAD_PER_DEG);
  const square = shank * shank + thigh * thigh + 2 * shank * thigh * cosine;
  const aheadM = Math.sqrt(square - upM * upM);
  return reachingLeg([aheadM, upM, 0], heading, rear, person);
}
