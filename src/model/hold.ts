import type { Side } from './placement.ts';
import type { QualityWord } from './quality.ts';

export const HOLD_KINDS = ['balance', 'halfKneeling', 'kneeToWall'] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** Why a hold was over; `stopped` is a person who said so, where the sensors cannot. */
export type HoldEnd = 'footDown' | 'step' | 'lean' | 'rise' | 'timeout' | 'dataLost' | 'stopped';

/** A posture that was held: standing on one leg, half-kneeling, or the deepest knee to the wall. */
export interface Hold {
  readonly kind: HoldKind;
  /** 1 for the first of this leg in the set. */
  readonly number: number;
  /** The leg that is judged: the one stood on, or in front. */
  readonly side: Side;
  readonly startUs: number;
  readonly endUs: number;
  readonly holdS: number;
  readonly endedBy: HoldEnd;
  readonly touchDowns: number;
  /** Over the hold without its first second, about its mean; null where it was too short. */
  readonly shankLeanRmsDeg: number | null;
  readonly shankLeanRangeDeg: number | null;
  readonly shankLeanMeanRateDps: number | null;
  readonly shankTiltRmsDeg: number | null;
  readonly shankTiltRangeDeg: number | null;
  readonly shankTiltMeanRateDps: number | null;
  /** Of shank lean and tilt, 95 %. */
  readonly ellipseDeg2: number | null;
  /** Shank lean within the zone of the programme about its mean in the first second, percent. */
  readonly inZonePct: number | null;
  readonly meanKneeValgusDeg: number | null;
  readonly footRollRmsDeg: number | null;
  /** Largest forward tilt of the shank with the foot planted: the figure of the knee to the wall. */
  readonly peakShankTiltDeg: number | null;
  /** Whether a foot sensor saw the heel down at that tilt, or it is assumed; null of other holds. */
  readonly heelDown: 'seen' | 'assumed' | null;
  readonly quality: QualityWord;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What began like a hold and was none. */
export interface HoldRejection {
  readonly kind: HoldKind;
  readonly side: Side;
  readonly startUs: number;
  readonly endUs: number;
  /** What it lacked, in a sentence with the figure and the valid one. */
  readonly reason: string;
}

/** How the sides compare: right less left, in the unit of the figure; null where one has none. */
export interface HoldSymmetry {
  readonly meanHoldS: number | null;
  readonly shankLeanRmsDeg: number | null;
  readonly meanPeakShankTiltDeg: number | null;
  /** Of the mean times: the shorter side as a share of the longer, percent. */
  readonly holdLsiPct: number | null;
}

/** The holds of one leg; a figure is null where no hold states it. */
export interface SideHolds {
  readonly holds: number;
  readonly bestHoldS: number | null;
  readonly meanHoldS: number | null;
  readonly touchDowns: number;
  readonly meanShankLeanRmsDeg: number | null;
  readonly meanShankTiltRmsDeg: number | null;
  readonly meanInZonePct: number | null;
  /** Of the knee to the wall: the deepest trial and the mean of all. */
  readonly bestPeakShankTiltDeg: number | null;
  readonly meanPeakShankTiltDeg: number | null;
  /** True where every trial's heel was seen down by a foot sensor; null of other holds. */
  readonly heelSeenDown: boolean | null;
  /** Holds left out because their data were not `ok`. */
  readonly notOk: number;
}

export interface HoldSummary {
  readonly kind: HoldKind;
  readonly sides: Readonly<Record<Side, SideHolds>>;
  readonly symmetry: HoldSymmetry;
}
