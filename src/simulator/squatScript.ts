import type { Side } from '../model/placement.ts';
import { type LegPosture, type LegSway, postureOnTheWay, UPRIGHT } from './legPosture.ts';
import type { MotionScript } from './motionScript.ts';
import type { Movement, SquatPlan } from './squatPlan.ts';
import { endOf, squatProfile } from './squatProfile.ts';
import type { StandVariation } from './standVariation.ts';
import type { StandingSway } from './sway.ts';

/**
 * A plan as posture over time: both legs at any instant, twice continuously differentiable, so
 * exact inertial signals can be had anywhere. Before and after the plan the person stands, or
 * does the set over and over when it repeats.
 */
export class SquatScript implements MotionScript {
  private readonly plan: SquatPlan;
  private readonly sway: StandingSway;
  private readonly repeatPeriodS: number | null;
  private readonly stands: StandVariation | null;

  /** `repeatPeriodS` null does the set once. */
  constructor(
    plan: SquatPlan,
    sway: StandingSway,
    repeatPeriodS: number | null,
    stands: StandVariation | null = null,
  ) {
    this.plan = plan;
    this.sway = sway;
    this.repeatPeriodS = repeatPeriodS;
    this.stands = stands;
  }

  postureAt(timeS: number, side: Side): LegPosture {
    const planS = this.withinPlan(timeS);
    const movement = this.movementAt(planS);
    if (!movement) return postureOnTheWay(UPRIGHT, 0, this.standing(timeS, side, 1));
    const share = squatProfile(movement, planS);
    // Sway fades on the way down, so that the peak shows exactly what was asked of it.
    return postureOnTheWay(movement.peak[side], share, this.standing(timeS, side, 1 - share));
  }

  footRollDegAt(timeS: number, side: Side): number {
    const planS = this.withinPlan(timeS);
    const movement = this.movementAt(planS);
    return movement ? movement.footRollDeg[side] * squatProfile(movement, planS) : 0;
  }

  hangingShareAt(timeS: number, side: Side): number {
    const planS = this.withinPlan(timeS);
    const movement = this.movementAt(planS);
    return movement?.lifted === side ? squatProfile(movement, planS) : 0;
  }

  /** How this stand differs from straight, and sways, scaled by `share`. */
  private standing(timeS: number, side: Side, share: number): LegSway {
    const sway = this.sway.at(timeS, side, share);
    if (this.stands === null) return sway;
    const stand = this.stands.at(this.withinPlan(timeS), side);
    return {
      shankTiltDeg: sway.shankTiltDeg + share * stand.shankTiltDeg,
      thighTiltDeg: sway.thighTiltDeg + share * stand.thighTiltDeg,
      leanDeg: sway.leanDeg + share * stand.leanDeg,
    };
  }

  private withinPlan(timeS: number): number {
    const { setStartS, durationS } = this.plan;
    if (this.repeatPeriodS === null || timeS < durationS) return timeS;
    return setStartS + ((timeS - setStartS) % this.repeatPeriodS);
  }

  /** The last movement begun by `planS`, if it is not over. */
  private movementAt(planS: number): Movement | undefined {
    const { movements } = this.plan;
    let low = 0;
    let high = movements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (movements[middle].startS <= planS) low = middle + 1;
      else high = middle;
    }
    const begun = movements[low - 1];
    return begun && planS < endOf(begun) ? begun : undefined;
  }
}
