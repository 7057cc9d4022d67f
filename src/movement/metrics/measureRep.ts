import {
  type Headline,
  REP_QUANTITIES,
  type Rep,
  type RepLeg,
  type RepMetric,
  type RepQuantity,
} from '../../model/movement.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import { qualityWord } from '../../model/quality.ts';
import { bandWord, inHeadlineUnit } from '../bands/band.ts';
import type { Edges } from '../bands/bandsFor.ts';
import type { DetectedRep } from '../reps/detectedRep.ts';
import { confidenceOf } from './confidence.ts';
import { depthClassOf } from './depthClass.ts';
import type { FrameColumns } from './frameColumns.ts';
import { LegSeries } from './legSeries.ts';
import { HALF_WINDOW_US, METRIC_CUTOFF_HZ, type MeasuredRep, repMetricOf } from './repMetric.ts';
import { type RepQuality, repQualityOf } from './repQuality.ts';
import { type RepShape, repShapeOf } from './repShape.ts';
import { smoothnessOf } from './smoothness.ts';
import {
  finite,
  largest,
  movingMean,
  nearestTo,
  rangeOf,
  type Times,
  windowMean,
} from './windows.ts';
import { wobbleOf } from './wobble.ts';

/** Knees as far apart at the bottom do not bend as one, degrees. */
const ASYMMETRIC_DEG = 25;
const PEAK_WINDOW_US = 50_000;
/** Frames from as long before a rep tell what it is measured against at its onset. */
export const BEFORE_REP_US = 300_000;

/** What the task says of its reps. */
export interface RepRules {
  readonly headline: Headline;
  readonly edges: Readonly<Partial<Record<RepQuantity, Edges>>>;
  readonly rateHz: number;
  /** The least flexion above standing of a rep, degrees. */
  readonly minPeakDeg: number;
  /** Both legs bend as one. */
  readonly bilateral: boolean;
  /** Legs that are told of: of a task on one leg that leg alone. */
  readonly legs: 'all' | 'stance';
}

/** Of what no frame tells. */
export interface RepFacts {
  readonly number: number;
  readonly cued: boolean;
  readonly toeTouch: boolean | null;
}

/**
 * Everything reported of one repetition, from the frames that span it and some about it. Frames without
 * a flexion tell of its quality alone.
 * @param frames from `BEFORE_REP_US` before the rep on, where there are any
 */
export function measureRep(
  detected: DetectedRep,
  frames: FrameColumns,
  rules: RepRules,
  facts: RepFacts,
): Rep {
  const { startUs, endUs, stance } = detected;
  const rows = statedRows(frames, startUs - BEFORE_REP_US, stance);
  const times = Float64Array.from(rows, (row) => frames.times[row]);
  const spanned = rangeOf(frames.times, startUs, endUs);
  const sides = sidesOf(frames, rows, detected, rules);
  const series = sides.map((side) => new LegSeries(frames, side, rows, times, rules.rateHz));
  const flexions = series.map((each) => each.smooth('kneeFlexionDeg', METRIC_CUTOFF_HZ));
  const shape = repShapeOf(detected, times, judged(flexions, sides, stance));
  const quality = sides.map((side) => repQualityOf(frames, spanned, side, shape.bottomUs));
  // Where the very bottom is missing, the frame nearest to it stands in.
  const nearestUs = nearestTo(times, shape.bottomUs);
  const centreUs =
    Math.abs(nearestUs - shape.bottomUs) > HALF_WINDOW_US ? nearestUs : shape.bottomUs;
  const legs = sides.map((side, i) =>
    measureLeg(
      side,
      { series: series[i], shape, startUs, endUs, centreUs, rateHz: rules.rateHz },
      rules,
      stance === null ? null : stance === side,
      quality[i],
    ),
  );
  const asymmetric = rules.bilateral && apartDeg(times, flexions, centreUs) >= ASYMMETRIC_DEG;
  const resting = sides.map((side, i) => (stance === null || stance === side ? quality[i] : null));
  return {
    number: facts.number,
    startUs,
    bottomUs: shape.bottomUs,
    endUs,
    eccentricS: shape.eccentricS,
    holdS: shape.holdS,
    concentricS: shape.concentricS,
    stance,
    asymmetric,
    toeTouch: facts.toeTouch,
    confidence: confidenceOf({
      peakDeg: detected.peakDeg,
      minPeakDeg: rules.minPeakDeg,
      badShare: Math.max(...resting.map((each) => each?.badShare ?? 0)),
      asymmetric,
    }),
    legs,
    counted: resting.every((each) => each === null || each.bits === 0),
    cued: facts.cued,
  };
}

/** Those with a flexion of the leg that is judged, else of all. */
function statedRows(frames: FrameColumns, fromUs: number, stance: Side | null): Int32Array {
  const end = frames.times.length;
  const rows = new Int32Array(end);
  let count = 0;
  for (let row = frames.rowAt(fromUs); row < end; row++) {
    if (Number.isFinite(frames.flexionDeg(row, stance))) rows[count++] = row;
  }
  return rows.subarray(0, count);
}

/** The legs that are told of; one that is not judged only where it never lacks a flexion. */
function sidesOf(
  frames: FrameColumns,
  rows: Int32Array,
  { stance, startUs }: DetectedRep,
  { legs }: RepRules,
): Side[] {
  const first = rows.find((row) => frames.times[row] >= startUs);
  if (first === undefined) return [];
  const worn = SIDES.filter((side) => frames.isWorn(first, side));
  if (stance === null) return worn;
  return worn.filter(
    (side) =>
      side === stance ||
      (legs === 'all' && rows.every((row) => Number.isFinite(frames.flexionDeg(row, side)))),
  );
}

/** Flexion of the leg that is judged, else the mean of all. */
function judged(
  flexions: readonly Float64Array[],
  sides: readonly Side[],
  stance: Side | null,
): Float64Array {
  if (stance !== null) return flexions[sides.indexOf(stance)];
  return flexions[0].map((_, i) => flexions.reduce((sum, each) => sum + each[i], 0) / sides.length);
}

function apartDeg(times: Times, flexions: readonly Float64Array[], centreUs: number): number {
  const atBottom = flexions.map((each) =>
    windowMean(times, each, centreUs - HALF_WINDOW_US, centreUs + HALF_WINDOW_US),
  );
  return Math.max(...atBottom) - Math.min(...atBottom);
}

/** @param isJudged whether it is the leg of a single-leg rep; null where both are judged */
function measureLeg(
  side: Side,
  rep: MeasuredRep,
  { headline, edges, rateHz }: RepRules,
  isJudged: boolean | null,
  { bits }: RepQuality,
): RepLeg {
  const { series, shape, centreUs } = rep;
  const { times } = series;
  const flexion = series.smooth('kneeFlexionDeg', METRIC_CUTOFF_HZ);
  const atBottom = (values: Float64Array): number =>
    windowMean(times, values, centreUs - HALF_WINDOW_US, centreUs + HALF_WINDOW_US);
  const metrics: Partial<Record<RepQuantity, RepMetric>> = {};
  for (const quantity of REP_QUANTITIES) {
    const metric = repMetricOf(quantity, rep, edges[quantity] ?? null);
    if (metric) metrics[quantity] = metric;
  }
  const inUnit = (value: number): number => inHeadlineUnit(value, headline.unit);
  const headlineAtPeakFlexion = finite(inUnit(atBottom(series.raw(headline.measure))));
  const headlineSmooth = series.smooth(headline.measure, METRIC_CUTOFF_HZ);
  const headlinePeak = largest(
    movingMean(times, headlineSmooth, PEAK_WINDOW_US / 2, shape.whole),
  )?.value;
  const peakFlexionDeg = peakFlexionOf(times, series.raw('kneeFlexionDeg'), flexion, shape);
  const thighTiltDeg = finite(atBottom(series.raw('thighTiltDeg')));
  return {
    side,
    peakFlexionDeg,
    headlineAtPeakFlexion,
    headlinePeak: headlinePeak === undefined ? null : inUnit(headlinePeak),
    band:
      headlineAtPeakFlexion === null || isJudged === false
        ? null
        : bandWord(headlineAtPeakFlexion, headline.bandEdges),
    kneeValgusAtPeakFlexionDeg: atBottom(series.raw('kneeValgusDeg')),
    fppaAt60Deg: metrics.fppaDeg?.at60Down ?? null,
    fppaAtPeakFlexionDeg: metrics.fppaDeg?.atPeakFlexion ?? null,
    metrics,
    depthClass: depthClassOf(peakFlexionDeg, thighTiltDeg),
    thighTiltDeg,
    shankTiltDeg: finite(atBottom(series.raw('shankTiltDeg'))),
    smoothness: smoothnessOf(flexion, shape.down, shape.up, rateHz),
    wobble: isJudged
      ? wobbleOf(
          headlineSmooth.subarray(shape.down.first, shape.down.end),
          headline.unit === 'cm' ? 'm' : 'deg',
        )
      : null,
    quality: qualityWord(bits),
  };
}

/** Mean of ±50 ms about the instant at which flexion without noise is largest. */
function peakFlexionOf(
  times: Times,
  raw: Float64Array,
  smooth: Float64Array,
  { whole }: RepShape,
): number {
  const peak = largest(smooth.subarray(whole.first, whole.end));
  const atUs = times[whole.first + (peak?.index ?? 0)];
  return windowMean(times, raw, atUs - HALF_WINDOW_US, atUs + HALF_WINDOW_US);
}
