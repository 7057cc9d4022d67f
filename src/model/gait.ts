import type { Side } from './placement.ts';
import type { QualityWord } from './quality.ts';

/**
 * Frontal figures of a stride. Exploratory: sensors on thigh and shank repeat them poorly between
 * days, so they are no basis for a judgement and get no band and no cue.
 */
export interface ExploratoryGait {
  readonly frontal: 'exploratory';
  /** Joint valgus over stance (0–60 % of the stride), degrees. */
  readonly valgusPeakStanceDeg: number | null;
  readonly valgusRangeStanceDeg: number | null;
  readonly shankLeanMidStanceDeg: number | null;
  /** Of these figures; `quality` is that of times and flexion. */
  readonly frontalQuality: QualityWord;
}

/** From one initial contact of a foot to the next. */
export interface Stride extends ExploratoryGait {
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
  readonly quality: QualityWord;
}

/** What lay between two contacts of a foot and was no stride of steady walking. */
export interface StrideRejection {
  readonly side: Side;
  readonly startUs: number;
  readonly endUs: number;
  /** In a sentence with the figure and the valid one. */
  readonly reason: string;
}

/** Mean and standard deviation (n − 1) over strides; the deviation is null below two. */
export interface GaitFigure {
  readonly n: number;
  readonly mean: number;
  readonly sd: number | null;
}

export interface GaitSide {
  readonly side: Side;
  readonly strideS: GaitFigure;
  /** Coefficient of variation of stride time, percent. */
  readonly strideCvPct: number | null;
  readonly stancePct: GaitFigure;
  readonly loadingFlexionDeg: GaitFigure | null;
  readonly swingFlexionDeg: GaitFigure | null;
  readonly frontal: 'exploratory';
  readonly valgusPeakStanceDeg: GaitFigure | null;
  readonly valgusRangeStanceDeg: GaitFigure | null;
  readonly shankLeanMidStanceDeg: GaitFigure | null;
}

/** Times from a contact of the other foot to one of this foot. */
export interface GaitSteps {
  readonly right: GaitFigure;
  readonly left: GaitFigure;
  /** Robinson's index of the mean times, 100 (R − L) / (½ (R + L)), percent; 0 is symmetric. */
  readonly symmetryPct: number;
}

/** A walk in figures. */
export interface GaitSummary {
  /** Steps of both feet per minute, from the mean stride. */
  readonly cadencePerMin: number;
  /** Right first; those with strides. */
  readonly sides: readonly GaitSide[];
  /** Null unless both legs are instrumented and took steps in turn. */
  readonly stepS: GaitSteps | null;
  /** Strides left out because their data were not `ok`. */
  readonly notOk: number;
  /** True below 20 strides of a leg, which the figures want. */
  readonly isShort: boolean;
}
