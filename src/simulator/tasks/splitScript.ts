import { add, subtract, type Vec3 } from '../../geometry/vector.ts';
import type { Side } from '../../model/placement.ts';
import { type LegPosture, type ProjectedPosture, postureOnTheWay, UPRIGHT } from '../legPosture.ts';
import { legReach } from '../legReach.ts';
import type { MotionScript } from '../motionScript.ts';
import { otherSide } from '../otherSide.ts';
import { kneeFlexionOf, postureBetween } from '../postureMath.ts';
import { quinticStep } from '../quinticStep.ts';
import { ankleOverToes, reachingLeg } from '../reachingLeg.ts';
import type { SessionOptions } from '../sessionOptions.ts';
import { legHeadingRad } from '../squatPeaks.ts';
import { endOf, squatProfile } from '../squatProfile.ts';
import type { RepTiming } from '../tempo.ts';
import type { ResonantNoise } from './resonantNoise.ts';
import {
  CALM_S,
  calmShare,
  type Stepping,
  steppedBetween,
  steppedShare,
  swung,
} from './stepping.ts';
import type { TaskStart } from './taskSession.ts';

/** One bend of both legs in split stance and back. */
export interface SplitRep {
  readonly timing: RepTiming;
  /** At the turning point: the front leg, … */
  readonly front: LegPosture;
  /** … the rear foot, whose heel is up, negative … */
  readonly rearPitchDeg: number;
  /** … and the heel of the front foot, which leaves the floor after this share of the way. */
  readonly frontPitchDeg: number;
}

/** Share of the descent after which the heel of the front foot leaves the floor, if it does. */
export const HEEL_UP_SHARE = 0.7;

/** Out of standing into split stance, the reps there, and back. */
export interface SplitStance extends Stepping {
  /** The front leg. */
  readonly side: Side;
  readonly front: LegPosture;
  readonly rear: ProjectedPosture;
  readonly rearPitchDeg: number;
  readonly reps: readonly SplitRep[];
  /** Of the front leg's tilt and lean: in the start posture, or at the turning point. */
  readonly unrest: { readonly at: 'start' | 'bottom'; lean: ResonantNoise; tilt: ResonantNoise };
}

/**
 * Split stance: the front foot is planted and its leg carries the pelvis; the rear foot rolls over its
 * ball, and the rear leg is posed between it and its hip. While a foot steps the rear leg carries and
 * the front one hangs, so the hips keep their distance throughout.
 */
export class SplitScript implements MotionScript {
  private readonly start: TaskStart;
  private readonly stances: readonly SplitStance[];
  private readonly toeOutDeg: SessionOptions['toeOutDeg'];

  constructor(
    start: TaskStart,
    stances: readonly SplitStance[],
    toeOutDeg: SessionOptions['toeOutDeg'],
  ) {
    this.start = start;
    this.stances = stances;
    this.toeOutDeg = toeOutDeg;
  }

  postureAt(timeS: number, side: Side): LegPosture {
    const stance = this.stanceAt(timeS);
    if (!stance) return postureOnTheWay(UPRIGHT, 0, this.start.sway.at(timeS, side, 1));
    const stepped = steppedShare(stance, timeS);
    if (stepped === 1) {
      return side === stance.side ? this.front(stance, timeS) : this.rear(stance, timeS);
    }
    const sway = this.start.sway.at(timeS, side, 1 - calmShare(stance, timeS));
    if (side !== stance.side) return postureOnTheWay(stance.rear, stepped, sway);
    return swung(postureOnTheWay(stance.front, stepped, sway), stepped);
  }

  /** Of the front leg of the stance that is taken then. */
  kneeFlexionDegAt(timeS: number): number {
    const side = this.stanceAt(timeS)?.side ?? 'right';
    return kneeFlexionOf(this.postureAt(timeS, side), side);
  }

  footRollDegAt(): number {
    return 0;
  }

  footPitchDegAt(timeS: number, side: Side): number {
    const stance = this.stanceAt(timeS);
    if (!stance) return 0;
    const rep = repAt(stance, timeS);
    if (side === stance.side) return rep ? frontPitchDeg(rep, timeS) : 0;
    const stepped = steppedShare(stance, timeS);
    if (!rep) return stepped * stance.rearPitchDeg;
    const share = squatProfile(rep.timing, timeS);
    return stance.rearPitchDeg + share * (rep.rearPitchDeg - stance.rearPitchDeg);
  }

  ankleOffsetAt(timeS: number, side: Side): Vec3 {
    const stance = this.stanceAt(timeS);
    if (!stance) return [0, 0, 0];
    const rolled = this.rolled(timeS, side);
    if (side !== stance.side) return rolled;
    if (steppedShare(stance, timeS) === 1) return add(this.steppedBy(stance), rolled);
    if (calmShare(stance, timeS) < 1) return [0, 0, 0];
    const rear = otherSide(side);
    const hip = add(this.rolled(timeS, rear), this.reach(this.postureAt(timeS, rear), rear));
    return subtract(hip, this.reach(this.postureAt(timeS, side), side));
  }

  footPlantedAt(timeS: number, side: Side): boolean {
    const stance = this.stanceAt(timeS);
    if (!stance) return true;
    const stepped = steppedShare(stance, timeS);
    if (stepped === 0) return true;
    return side === stance.side && stepped === 1 && this.footPitchDegAt(timeS, side) === 0;
  }

  /** The front leg in split stance: it goes its own way. */
  private front(stance: SplitStance, timeS: number): LegPosture {
    const rep = repAt(stance, timeS);
    const share = rep ? squatProfile(rep.timing, timeS) : 0;
    const { at, lean, tilt } = stance.unrest;
    const unrest = calmlyBetween(stance, timeS) * (at === 'start' ? 1 - share : share);
    const posture = rep ? postureBetween(stance.front, rep.front, share) : stance.front;
    if (unrest === 0) return posture;
    const sinceS = timeS - stance.startS;
    const tiltDeg = unrest * tilt.at(sinceS);
    return postureOnTheWay(posture, 1, {
      shankTiltDeg: tiltDeg,
      thighTiltDeg: -tiltDeg,
      leanDeg: unrest * lean.at(sinceS),
    });
  }

  /** The rear leg in split stance: between its foot and the hip that the front leg carries. */
  private rear(stance: SplitStance, timeS: number): LegPosture {
    const rear = otherSide(stance.side);
    const hip = add(
      add(this.steppedBy(stance), this.rolled(timeS, stance.side)),
      this.reach(this.front(stance, timeS), stance.side),
    );
    const reach = subtract(hip, this.rolled(timeS, rear));
    return reachingLeg(reach, this.heading(rear), rear, this.start.person);
  }

  /** From where the front foot stood to where it is in split stance. */
  private steppedBy(stance: SplitStance): Vec3 {
    const rear = otherSide(stance.side);
    const rolled = ankleOverToes(this.start.person, this.heading(rear), stance.rearPitchDeg);
    const hip = add(rolled, this.reach(stance.rear, rear));
    return subtract(hip, this.reach(stance.front, stance.side));
  }

  private rolled(timeS: number, side: Side): Vec3 {
    return ankleOverToes(this.start.person, this.heading(side), this.footPitchDegAt(timeS, side));
  }

  private reach(posture: LegPosture, side: Side): Vec3 {
    return legReach(posture, this.heading(side), side, this.start.person);
  }

  private heading(side: Side): number {
    return legHeadingRad(this.toeOutDeg[side], side);
  }

  private stanceAt(timeS: number): SplitStance | undefined {
    return this.stances.find(({ startS, endS }) => timeS >= startS && timeS < endS);
  }
}

function repAt({ reps }: SplitStance, timeS: number): SplitRep | undefined {
  return reps.find(({ timing }) => timeS >= timing.startS && timeS < endOf(timing));
}

/** 0 as the front foot lands and leaves, 1 further on in split stance. */
function calmlyBetween(stance: SplitStance, timeS: number): number {
  const [landedS, leavesS] = steppedBetween(stance);
  return quinticStep((timeS - landedS) / CALM_S) - quinticStep((timeS - leavesS) / CALM_S + 1);
}

/** The heel comes up in the last part of the way down, and is back as early on the way up. */
function frontPitchDeg({ timing, frontPitchDeg: peakDeg }: SplitRep, timeS: number): number {
  if (peakDeg === 0) return 0;
  const { startS, descentS, holdS, ascentS } = timing;
  const upS = startS + HEEL_UP_SHARE * descentS;
  const backS = startS + descentS + holdS;
  return (
    peakDeg *
    (quinticStep((timeS - upS) / ((1 - HEEL_UP_SHARE) * descentS)) -
      quinticStep((timeS - backS) / ((1 - HEEL_UP_SHARE) * ascentS)))
  );
}
