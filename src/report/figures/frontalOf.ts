import type { Stride } from '../../model/gait.ts';

/** Frontal figures of a stride, exploratory; null where one cannot be stated. */
export interface FrontalGait {
  readonly valgusPeakStanceDeg: number | null;
  readonly valgusRangeStanceDeg: number | null;
  readonly shankLeanMidStanceDeg: number | null;
}

/** A stride as recordings may hold it: with them beside the others, or as a part of their own. */
type StoredStride = Stride & Partial<FrontalGait> & { readonly exploratory?: Partial<FrontalGait> };

/** The frontal figures, wherever they stand. */
export function frontalOf(stride: StoredStride): FrontalGait {
  const from = stride.exploratory ?? stride;
  return {
    valgusPeakStanceDeg: from.valgusPeakStanceDeg ?? null,
    valgusRangeStanceDeg: from.valgusRangeStanceDeg ?? null,
    shankLeanMidStanceDeg: from.shankLeanMidStanceDeg ?? null,
  };
}
