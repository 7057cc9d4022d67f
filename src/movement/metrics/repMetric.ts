import type { LegMeasure } from '../../model/bodyFrame.ts';
import type { RepMetric, RepQuantity } from '../../model/movement.ts';
import type { Edges } from '../bands/bandsFor.ts';
import type { LegSeries } from './legSeries.ts';
import type { RepShape } from './repShape.ts';
import { finite, largest, movingMean, type Range, type Times, windowMean } from './windows.ts';

/** Of the zero-lag low-pass that values and flexion are judged after. */
export const METRIC_CUTOFF_HZ = 6;
const RATE_CUTOFF_HZ = 10;
/** About the bottom. */
export const HALF_WINDOW_US = 50_000;
const ONSET_WINDOW_US = 200_000;
const PEAK_WINDOW_US = 50_000;
const MEASURED_FLEXION_DEG = 60;

/** The measure that states one standard deviation of a quantity. */
const SD_OF: Readonly<Record<RepQuantity, LegMeasure | null>> = {
  fppaDeg: 'fppaSdDeg',
  kneeValgusDeg: 'kneeValgusSdDeg',
  kneeMedialDeviationM: 'kneeMedialDeviationSdM',
  kneeOverToeDeg: 'kneeOverToeSdDeg',
  shankLeanDeg: 'shankLeanSdDeg',
  thighLeanDeg: 'thighLeanSdDeg',
  kneeInternalRotationDeg: 'kneeInternalRotationSdDeg',
  shankInternalRotationDeg: null,
  thighInternalRotationDeg: null,
  footRollDeg: 'footRollSdDeg',
  ankleDorsiflexionDeg: 'ankleDorsiflexionSdDeg',
  ankleEversionDeg: 'ankleEversionSdDeg',
};

/** Of one leg in one rep. */
export interface MeasuredRep {
  readonly series: LegSeries;
  readonly shape: RepShape;
  readonly startUs: number;
  readonly endUs: number;
  /** The bottom, or the frame nearest to it where it is missing. */
  readonly centreUs: number;
  readonly rateHz: number;
}

/**
 * One quantity over a rep, as the movement specification defines it: zero-lag low-pass of 6 Hz (10 Hz
 * for the rate), means over the 200 ms before the onset and ±50 ms about the bottom.
 * @param edges of its bands; null where it has none
 * @returns null where no frame of the rep states it
 */
export function repMetricOf(
  quantity: RepQuantity,
  rep: MeasuredRep,
  edges: Edges | null,
): RepMetric | null {
  const { series, shape, startUs, endUs, centreUs } = rep;
  const { times } = series;
  const { whole, down, up } = shape;
  const raw = series.raw(quantity);
  // Most of a foot sensor's quantities: there is nothing to filter.
  if (!raw.some(Number.isFinite)) return null;
  const smooth = series.smooth(quantity, METRIC_CUTOFF_HZ);
  const means = movingMean(times, smooth, PEAK_WINDOW_US / 2, whole);
  const peak = largest(means);
  const inside = smooth.subarray(whole.first, whole.end);
  if (!inside.some(Number.isFinite)) return null;
  // One frame before the onset belongs to it.
  const atOnset = finite(windowMean(times, raw, startUs - ONSET_WINDOW_US, startUs - 1));
  const atBottom = (of: LegMeasure): number | null =>
    finite(windowMean(times, series.raw(of), centreUs - HALF_WINDOW_US, centreUs + HALF_WINDOW_US));
  const sdMeasure = SD_OF[quantity];
  const flexion = series.smooth('kneeFlexionDeg', METRIC_CUTOFF_HZ);
  const excursion = peak && atOnset !== null ? peak.value - atOnset : null;
  return {
    atOnset,
    peak: peak?.value ?? null,
    atPeakFlexion: atBottom(quantity),
    sdAtPeakFlexion: sdMeasure === null ? null : atBottom(sdMeasure),
    excursion,
    timeAboveS: edges && timeAbove(inside, edges, bandZero(quantity, atOnset), rep.rateHz),
    peakRate: peakRate(series.smooth(quantity, RATE_CUTOFF_HZ), times, down),
    at60Down: finite(valueAtFlexion(flexion, smooth, down)),
    at60Up: finite(valueAtFlexion(flexion, smooth, up)),
    phaseOfPeakPct: peak && (100 * (times[whole.first + peak.index] - startUs)) / (endUs - startUs),
  };
}

/** The bands of the joint's valgus are of its gain since the onset; the others of the value itself. */
function bandZero(quantity: RepQuantity, atOnset: number | null): number {
  return quantity === 'kneeValgusDeg' ? (atOnset ?? 0) : 0;
}

function timeAbove(
  values: Float64Array,
  edges: Edges,
  zero: number,
  rateHz: number,
): [number, number, number] {
  const frames: [number, number, number] = [0, 0, 0];
  for (const value of values) {
    for (let i = 0; i < 3; i++) if (value - zero > edges[i]) frames[i]++;
  }
  return [frames[0] / rateHz, frames[1] / rateHz, frames[2] / rateHz];
}

/** The fastest rise between two frames, per second. */
function peakRate(values: Float64Array, times: Times, down: Range): number | null {
  let fastest: number | null = null;
  for (let i = down.first + 1; i < down.end; i++) {
    const rate = (values[i] - values[i - 1]) / ((times[i] - times[i - 1]) / 1e6);
    if (Number.isFinite(rate) && (fastest === null || rate > fastest)) fastest = rate;
  }
  return fastest;
}

/** Where flexion passes 60° within the range, between the frames on either side of it. */
function valueAtFlexion(flexion: Float64Array, values: Float64Array, range: Range): number {
  for (let i = range.first + 1; i < range.end; i++) {
    const before = flexion[i - 1] - MEASURED_FLEXION_DEG;
    const after = flexion[i] - MEASURED_FLEXION_DEG;
    if (before * after > 0 || before === after) continue;
    return values[i - 1] + (values[i] - values[i - 1]) * (before / (before - after));
  }
  return Number.NaN;
}
