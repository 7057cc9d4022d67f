import { RAD_PER_DEG } from '../../geometry/angles.ts';
import { add, scale, subtract, type Vec3 } from '../../geometry/vector.ts';
import { type Side, sideSign } from '../../model/placement.ts';
import { type LegPosture, type ProjectedPosture, postureOnTheWay } from '../legPosture.ts';
import { legReach } from '../legReach.ts';
import type { MotionScript } from '../motionScript.ts';
import { kneeFlexionOf, kneeFurtherIn, postureBetween } from '../postureMath.ts';
import { quinticStep } from '../quinticStep.ts';
import type { SessionOptions } from '../sessionOptions.ts';
import { legHeadingRad } from '../squatPeaks.ts';
import { endOf, squatProfile } from '../squatProfile.ts';
import { bottomOf, type RepTiming } from '../tempo.ts';
import type { ResonantNoise } from './resonantNoise.ts';
import type { TaskStart } from './taskSession.ts';

/** The free foot leaves the floor over this, and comes back to it. */
export const LIFT_S = 1.2;
/** How often a second the knee wobbles. */
const WOBBLE_HZ = 3;

/** One bend of the standing leg and back. */
export interface OneLegRep {
  readonly timing: RepTiming;
  readonly standing: LegPosture;
  readonly free: ProjectedPosture;
  /** Toes of the free foot up, at the turning point. */
  readonly freeFootPitchDeg: number;
}

/** One stand on one leg, with the reps in it. */
export interface OneLegPlan {
  /** The foot is lifted from here … */
  readonly startS: number;
  /** … and down again here. */
  readonly endS: number;
  readonly side: Side;
  /** The standing leg between reps. */
  readonly stand: LegPosture;
  /** The free leg between reps. */
  readonly lifted: ProjectedPosture;
  readonly reps: readonly OneLegRep[];
  readonly pelvisDropDeg: number;
  readonly wobbleDeg: number;
  readonly lean: ResonantNoise;
  readonly tilt: ResonantNoise;
}

/**
 * Standing on one leg and bending it: that foot is planted and carries the pelvis, from whose other
 * side the free leg hangs, so the hips keep their distance.
 */
export class OneLegScript implements MotionScript {
  private readonly start: TaskStart;
  private readonly plan: OneLegPlan;
  private readonly toeOutDeg: SessionOptions['toeOutDeg'];

  constructor(start: TaskStart, plan: OneLegPlan, toeOutDeg: SessionOptions['toeOutDeg']) {
    this.start = start;
    this.plan = plan;
    this.toeOutDeg = toeOutDeg;
  }

  postureAt(timeS: number, side: Side): LegPosture {
    const onOne = this.onOneLeg(timeS);
    const sway = this.start.sway.at(timeS, side, 1 - onOne);
    const rep = this.repAt(timeS);
    const share = rep ? squatProfile(rep.timing, timeS) : 0;
    if (side !== this.plan.side) {
      const { lifted } = this.plan;
      const free = rep ? postureBetween(lifted, rep.free, share) : lifted;
      return postureOnTheWay(free, onOne, sway);
    }
    const unrest = this.unrest(timeS, onOne * (1 - share));
    const standing = {
      shankTiltDeg: sway.shankTiltDeg + unrest.tiltDeg,
      thighTiltDeg: sway.thighTiltDeg - unrest.tiltDeg,
      leanDeg: sway.leanDeg + unrest.leanDeg,
    };
    const { stand } = this.plan;
    if (!rep) return postureOnTheWay(stand, onOne, standing);
    return kneeFurtherIn(
      postureOnTheWay(postureBetween(stand, rep.standing, share), 1, standing),
      this.wobble(rep, timeS, share),
    );
  }

  /** Of the standing leg. */
  kneeFlexionDegAt(timeS: number): number {
    const { side } = this.plan;
    return kneeFlexionOf(this.postureAt(timeS, side), side);
  }

  footRollDegAt(): number {
    return 0;
  }

  footPitchDegAt(timeS: number, side: Side): number {
    const rep = side === this.plan.side ? undefined : this.repAt(timeS);
    return rep ? rep.freeFootPitchDeg * squatProfile(rep.timing, timeS) : 0;
  }

  ankleOffsetAt(timeS: number, side: Side): Vec3 {
    const standing = this.plan.side;
    const onOne = side === standing ? 0 : this.onOneLeg(timeS);
    if (onOne === 0) return [0, 0, 0];
    const listRad = this.pelvisListDegAt(timeS) * RAD_PER_DEG;
    const width = -sideSign(standing) * this.start.person.hipWidthM;
    const listed: Vec3 = [0, -width * Math.sin(listRad), width * (Math.cos(listRad) - 1)];
    const apart = subtract(this.reach(timeS, standing), this.reach(timeS, side));
    return scale(add(apart, listed), onOne);
  }

  pelvisListDegAt(timeS: number): number {
    const { side, pelvisDropDeg } = this.plan;
    const rep = this.repAt(timeS);
    return rep ? -sideSign(side) * pelvisDropDeg * squatProfile(rep.timing, timeS) : 0;
  }

  footPlantedAt(timeS: number, side: Side): boolean {
    return side === this.plan.side || this.onOneLeg(timeS) === 0;
  }

  private unrest(timeS: number, share: number) {
    const { lean, tilt, startS } = this.plan;
    const sinceS = timeS - startS - LIFT_S;
    return share === 0
      ? { leanDeg: 0, tiltDeg: 0 }
      : { leanDeg: share * lean.at(sinceS), tiltDeg: share * tilt.at(sinceS) };
  }

  private wobble({ timing }: OneLegRep, timeS: number, share: number): number {
    const turns = 2 * Math.PI * WOBBLE_HZ * (timeS - bottomOf(timing));
    return this.plan.wobbleDeg * share * Math.sin(turns);
  }

  private reach(timeS: number, side: Side): Vec3 {
    const heading = legHeadingRad(this.toeOutDeg[side], side);
    return legReach(this.postureAt(timeS, side), heading, side, this.start.person);
  }

  private repAt(timeS: number): OneLegRep | undefined {
    return this.plan.reps.find(({ timing }) => timeS >= timing.startS && timeS < endOf(timing));
  }

  /** 0 on both legs, 1 on one. */
  private onOneLeg(timeS: number): number {
    const { startS, endS } = this.plan;
    return quinticStep((timeS - startS) / LIFT_S) - quinticStep((timeS - endS) / LIFT_S + 1);
  }
}
