import type { Side } from '../../../../../../../src/model/placement.ts';
import type { MeanPoint, PlacedCourse } from '../timeBase.ts';

/** One repetition of one leg. */
export interface ChartLine extends PlacedCourse {
  /** Of the repetition. */
  readonly cycle: number;
  readonly side: Side;
  /** Not counted: dashed. */
  readonly counted: boolean;
}

export interface ChartMean {
  readonly side: Side;
  /** Of the second of two that are compared. */
  readonly dashed: boolean;
  readonly points: readonly (MeanPoint | null)[];
}
