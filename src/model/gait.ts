import type { Side } from './placement.ts';
import type { QualityWord } from './quality.ts';

/** From one initial contact of a foot to the next. */
export interface Stride {
  readonly side: Side;
  /** 1 for the first of this leg since the set began. */
  readonly number: number;
  readonly initialContactUs: number;
  readonly toeOffUs: number;
  readonly nextContactUs: number;
  readonly strideS: number;
  readonly stancePct: number;
  /** Largest knee flexion in loading and in swing, degrees. */
  readonly loadingFlexionDeg: number | null;
  readonly swingFlexionDeg: number | null;
  /** Joint valgus over stance (0–60 % of the stride), degrees. */
  readonly valgusPeakStanceDeg: number | null;
  readonly valgusRangeStanceDeg: number | null;
  readonly shankLeanMidStanceDeg: number | null;
  readonly quality: QualityWord;
}
