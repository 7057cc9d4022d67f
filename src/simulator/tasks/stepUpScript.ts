import { add, subtract, type Vec3 } from '../../geometry/vector.ts';
import type { Side } from '../../model/placement.ts';
import { type LegPosture, type ProjectedPosture, postureOnTheWay, UPRIGHT } from '../legPosture.ts';
import { legReach } from '../legReach.ts';
import type { MotionScript } from '../motionScript.ts';
import { otherSide } from '../otherSide.ts';
import { kneeFlexionOf, postureBetween, postureSum } from '../postureMath.ts';
import type { SessionOptions } from '../sessionOptions.ts';
import { legHeadingRad } from '../squatPeaks.ts';
import { endOf, squatProfile } from '../squatProfile.ts';
import type { RepTiming } from '../tempo.ts';
import { calmShare, type Stepping, steppedShare, swung } from './stepping.ts';
import type { TaskStart } from './taskSession.ts';

/** Share of the way up at which the knee is furthest in. */
export const LOADED_SHARE = 1 / 3;

export interface StepUpRep {
  readonly timing: RepTiming;
  /** The leading leg at `LOADED_SHARE` of the way. */
  readonly loaded: LegPosture;
}

/** One foot onto the box, the reps, and down again. */
export interface StepUpPlan extends Stepping {
  /** The leading leg. */
  readonly side: Side;
  /** That leg at the start of a rep, its foot on the box. */
  readonly lead: LegPosture;
  /** The other one then, its foot on the floor. */
  readonly trail: ProjectedPosture;
  readonly reps: readonly StepUpRep[];
}

/**
 * Step-ups: the leading foot is planted on the box and its leg carries the pelvis, from which the
 * trailing leg hangs up to the box and back to the floor. While the foot is put on the box the trailing
 * leg carries.
 */
export class StepUpScript implements MotionScript {
  private readonly start: TaskStart;
  private readonly plan: StepUpPlan;
  private readonly toeOutDeg: SessionOptions['toeOutDeg'];

  constructor(start: TaskStart, plan: StepUpPlan, toeOutDeg: SessionOptions['toeOutDeg']) {
    this.start = start;
    this.plan = plan;
    this.toeOutDeg = toeOutDeg;
  }

  postureAt(timeS: number, side: Side): LegPosture {
    const { plan } = this;
    const stepped = steppedShare(plan, timeS);
    if (stepped === 1) return side === plan.side ? this.lead(timeS) : this.trail(timeS);
    const sway = this.start.sway.at(timeS, side, 1 - calmShare(plan, timeS));
    if (side !== plan.side) return postureOnTheWay(plan.trail, stepped, sway);
    return swung(postureOnTheWay(plan.lead, stepped, sway), stepped);
  }

  /** Of the leading leg. */
  kneeFlexionDegAt(timeS: number): number {
    const { side } = this.plan;
    return kneeFlexionOf(this.postureAt(timeS, side), side);
  }

  footRollDegAt(): number {
    return 0;
  }

  ankleOffsetAt(timeS: number, side: Side): Vec3 {
    const { plan } = this;
    const trail = otherSide(plan.side);
    const stepped = steppedShare(plan, timeS);
    if (stepped === 1) {
      const onBox = this.between(plan.trail, trail, plan.lead, plan.side);
      if (side === plan.side) return onBox;
      const lead = this.postureAt(timeS, plan.side);
      return add(onBox, this.between(lead, plan.side, this.postureAt(timeS, trail), trail));
    }
    if (side === trail || calmShare(plan, timeS) < 1) return [0, 0, 0];
    return this.between(this.postureAt(timeS, trail), trail, this.postureAt(timeS, side), side);
  }

  footPlantedAt(timeS: number, side: Side): boolean {
    const stepped = steppedShare(this.plan, timeS);
    if (side === this.plan.side) return stepped === 0 || stepped === 1;
    const up = this.upShare(timeS);
    return up === 0 || up === 1;
  }

  private lead(timeS: number): LegPosture {
    const { lead } = this.plan;
    const rep = this.repAt(timeS);
    if (!rep) return lead;
    const up = this.upShare(timeS);
    const loaded = postureOnTheWay(lead, 1 - LOADED_SHARE, STILL);
    return postureSum(postureBetween(loaded, rep.loaded, inward(up)), 1, lead, LOADED_SHARE - up);
  }

  private trail(timeS: number): LegPosture {
    const up = this.upShare(timeS);
    return swung(postureBetween(this.plan.trail, UPRIGHT, up), up);
  }

  /** How far the ankle of one leg is ahead of the other where both hang from level hips. */
  private between(of: LegPosture, side: Side, from: LegPosture, other: Side): Vec3 {
    return subtract(this.reach(of, side), this.reach(from, other));
  }

  private reach(posture: LegPosture, side: Side): Vec3 {
    const heading = legHeadingRad(this.toeOutDeg[side], side);
    return legReach(posture, heading, side, this.start.person);
  }

  /** 0 at the start of a rep, 1 up on the box. */
  private upShare(timeS: number): number {
    const rep = this.repAt(timeS);
    return rep ? squatProfile(rep.timing, timeS) : 0;
  }

  private repAt(timeS: number): StepUpRep | undefined {
    return this.plan.reps.find(({ timing }) => timeS >= timing.startS && timeS < endOf(timing));
  }
}

const STILL = { shankTiltDeg: 0, thighTiltDeg: 0, leanDeg: 0 };

/** 1 at `LOADED_SHARE` of the way, its highest; nothing at either end, and smooth there. */
function inward(up: number): number {
  const u = up / LOADED_SHARE;
  const v = (1 - up) / (1 - LOADED_SHARE);
  return u ** 2 * v ** 4;
}
