import type { Side } from './placement.ts';
import type { QualityWord } from './quality.ts';

/** A posture that was held: standing on one leg, half-kneeling, or the deepest knee to the wall. */
export interface Hold {
  readonly kind: 'balance' | 'halfKneeling' | 'kneeToWall';
  /** 1 for the first of this leg in the set. */
  readonly number: number;
  /** The leg that is judged: the one stood on, or in front. */
  readonly side: Side;
  readonly startUs: number;
  readonly endUs: number;
  readonly holdS: number;
  readonly endedBy: 'footDown' | 'step' | 'lean' | 'rise' | 'timeout' | 'dataLost';
  readonly touchDowns: number;
  /** Over the hold without its first second; null where it was too short. */
  readonly shankLeanRmsDeg: number | null;
  readonly shankLeanRangeDeg: number | null;
  readonly shankLeanMeanRateDps: number | null;
  readonly shankTiltRmsDeg: number | null;
  readonly shankTiltRangeDeg: number | null;
  readonly shankTiltMeanRateDps: number | null;
  /** Of shank lean and tilt, 95 %. */
  readonly ellipseDeg2: number | null;
  /** Within the zone of the programme about the start, percent. */
  readonly inZonePct: number | null;
  readonly meanKneeValgusDeg: number | null;
  readonly footRollRmsDeg: number | null;
  /** Largest forward tilt of the shank with the foot planted: the figure of the knee to the wall. */
  readonly peakShankTiltDeg: number | null;
  readonly quality: QualityWord;
  /** 0 to 1. */
  readonly confidence: number;
}
