import { type LegPosture, type ProjectedPosture, postureOnTheWay, UPRIGHT } from '../legPosture.ts';
import { quinticStep } from '../quinticStep.ts';

/** The sway of standing calms down over this before a step, and comes back after it. */
export const CALM_S = 0.8;
/** One foot steps forward or up, or back beside the other. */
export const STEP_S = 1.5;
/** The stepping leg bends by this on its way, so that the foot clears the floor. */
const SWING: ProjectedPosture = { ...UPRIGHT, shankTiltDeg: 22, thighTiltDeg: 24 };

/** From standing to standing: one foot steps away and in the end back. */
export interface Stepping {
  readonly startS: number;
  readonly endS: number;
}

/** When the stepping foot is down in its new place, and when it leaves that again. */
export function steppedBetween({ startS, endS }: Stepping): readonly [number, number] {
  return [startS + CALM_S + STEP_S, endS - CALM_S - STEP_S];
}

/** 0 while the person sways as in standing, 1 where that has calmed down for a step. */
export function calmShare({ startS, endS }: Stepping, timeS: number): number {
  return quinticStep((timeS - startS) / CALM_S) - quinticStep((timeS - endS) / CALM_S + 1);
}

/** 0 with the feet beside each other, 1 with the stepping foot in its new place. */
export function steppedShare(stepping: Stepping, timeS: number): number {
  const [downS, leavesS] = steppedBetween(stepping);
  return quinticStep((timeS - downS) / STEP_S + 1) - quinticStep((timeS - leavesS) / STEP_S);
}

/** Further bent by the swing of a foot in the air, `share` of its way from one place to the other. */
export function swung(posture: LegPosture, share: number): LegPosture {
  const swing = 16 * share ** 2 * (1 - share) ** 2;
  return postureOnTheWay(posture, 1, {
    shankTiltDeg: swing * SWING.shankTiltDeg,
    thighTiltDeg: swing * SWING.thighTiltDeg,
    leanDeg: 0,
  });
}
