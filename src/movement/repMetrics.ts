import type { BodyFrame, LegFrame } from '../model/bodyFrame.ts';
import type { Headline, Rep, RepLeg } from '../model/movement.ts';
import type { Side } from '../model/placement.ts';
import { type QualityBits, qualityWord } from '../model/quality.ts';
import { bandWord, inHeadlineUnit } from './band.ts';
import type { DetectedRep } from './repDetector.ts';

const HALF_WINDOW_US = 50_000;
const PEAK_WINDOW_US = 50_000;
/** Samples this near to the peak belong to the bottom. */
const DWELL_DEG = 3;
const BOTTOM_DEG = 2;
const MEASURED_FLEXION_DEG = 60;
const NEAR_BOTTOM_US = 100_000;
/** Flags on fewer of its frames than this leave a rep good, unless they fall on its bottom. */
const TOLERATED_SHARE = 0.05;

/**
 * Everything reported of one repetition, from the frames that span it. Frames without a flexion
 * tell of its quality alone.
 */
export function measureRep(
  number: number,
  detected: DetectedRep,
  frames: readonly BodyFrame[],
  headline: Headline,
  cued: boolean,
): Rep {
  const spanned: BodyFrame[] = [];
  const inside: BodyFrame[] = [];
  const times: number[] = [];
  const means: number[] = [];
  for (const frame of frames) {
    if (frame.timeUs < detected.startUs || frame.timeUs > detected.endUs) continue;
    spanned.push(frame);
    const mean = meanFlexionDeg(frame);
    if (!Number.isFinite(mean)) continue;
    inside.push(frame);
    times.push(frame.timeUs);
    means.push(mean);
  }
  const flexion = movingMean(times, means, HALF_WINDOW_US);
  const peak = Math.max(...flexion);
  const bottom = spanAbove(flexion, peak - BOTTOM_DEG);
  const dwell = spanAbove(flexion, peak - DWELL_DEG);
  const bottomUs = Math.round((times[bottom.first] + times[bottom.last]) / 2);
  const sides = inside[0].legs.map((leg) => leg.side);
  const legs = sides.map((side) =>
    measureLeg(
      times,
      legsOf(inside, side),
      bottomUs,
      headline,
      repQuality(spanned, side, bottomUs),
    ),
  );
  return {
    number,
    startUs: detected.startUs,
    bottomUs,
    endUs: detected.endUs,
    eccentricS: (times[dwell.first] - detected.startUs) / 1e6,
    holdS: (times[dwell.last] - times[dwell.first]) / 1e6,
    concentricS: (detected.endUs - times[dwell.last]) / 1e6,
    stance: null,
    asymmetric: false,
    toeTouch: null,
    confidence: 1,
    legs,
    counted: legs.every((leg) => leg.quality === 'ok'),
    cued,
  };
}

/** Mean over the legs, degrees. */
export function meanFlexionDeg(frame: BodyFrame): number {
  let sum = 0;
  for (const leg of frame.legs) sum += leg.measures.kneeFlexionDeg;
  return sum / frame.legs.length;
}

function legsOf(frames: readonly BodyFrame[], side: Side): LegFrame[] {
  const found: LegFrame[] = [];
  for (const { legs } of frames) {
    for (const leg of legs) if (leg.side === side) found.push(leg);
  }
  return found;
}

function measureLeg(
  times: readonly number[],
  leg: readonly LegFrame[],
  bottomUs: number,
  headline: Headline,
  quality: QualityBits,
): RepLeg {
  const values = leg.map((frame) =>
    inHeadlineUnit(frame.measures[headline.measure], headline.unit),
  );
  // Where the very bottom is missing, the frame nearest to it stands in.
  const nearestUs = nearestTo(times, bottomUs);
  const centreUs = Math.abs(nearestUs - bottomUs) > HALF_WINDOW_US ? nearestUs : bottomUs;
  const atBottom = (series: readonly number[]): number =>
    windowMean(times, series, centreUs, HALF_WINDOW_US);
  const flexion = leg.map((frame) => frame.measures.kneeFlexionDeg);
  const fppa = leg.map((frame) => frame.measures.fppaDeg);
  const headlineAtPeakFlexion = finite(atBottom(values));
  const descending = flexion.findIndex((value) => value >= MEASURED_FLEXION_DEG);
  return {
    side: leg[0].side,
    peakFlexionDeg: Math.max(...movingMean(times, flexion, HALF_WINDOW_US)),
    headlineAtPeakFlexion,
    headlinePeak: largestMean(times, values),
    band:
      headlineAtPeakFlexion === null ? null : bandWord(headlineAtPeakFlexion, headline.bandEdges),
    kneeValgusAtPeakFlexionDeg: atBottom(leg.map((frame) => frame.measures.kneeValgusDeg)),
    fppaAt60Deg: descending < 0 ? null : finite(fppa[descending]),
    fppaAtPeakFlexionDeg: finite(atBottom(fppa)),
    metrics: {},
    depthClass: 'partial',
    thighTiltDeg: finite(atBottom(leg.map((frame) => frame.measures.thighTiltDeg))),
    shankTiltDeg: finite(atBottom(leg.map((frame) => frame.measures.shankTiltDeg))),
    smoothness: null,
    wobble: null,
    quality: qualityWord(quality),
  };
}

/** Flags that a rep rests on: all near its bottom, elsewhere those of more than a few frames. */
function repQuality(frames: readonly BodyFrame[], side: Side, bottomUs: number): QualityBits {
  let near: QualityBits = 0;
  let anywhere: QualityBits = 0;
  let bad = 0;
  for (const { timeUs, legs } of frames) {
    const bits = legs.find((leg) => leg.side === side)?.quality.projection ?? 0;
    if (bits === 0) continue;
    bad++;
    anywhere |= bits;
    if (Math.abs(timeUs - bottomUs) <= NEAR_BOTTOM_US) near |= bits;
  }
  return bad > TOLERATED_SHARE * frames.length ? anywhere : near;
}

function nearestTo(times: readonly number[], atUs: number): number {
  return times.reduce((best, each) =>
    Math.abs(each - atUs) < Math.abs(best - atUs) ? each : best,
  );
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function windowMean(
  times: readonly number[],
  values: readonly number[],
  atUs: number,
  halfUs: number,
): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < times.length; i++) {
    if (Math.abs(times[i] - atUs) > halfUs) continue;
    sum += values[i];
    count++;
  }
  return sum / count;
}

/** The window mean at each time. Times ascend, so that the window only ever moves on. */
function movingMean(times: readonly number[], values: readonly number[], halfUs: number): number[] {
  let first = 0;
  return times.map((atUs) => {
    while (atUs - times[first] > halfUs) first++;
    let sum = 0;
    let i = first;
    for (; i < times.length && times[i] - atUs <= halfUs; i++) sum += values[i];
    return sum / (i - first);
  });
}

/** The largest mean over 50 ms in which every value can be stated. */
function largestMean(times: readonly number[], values: readonly number[]): number | null {
  let largest: number | null = null;
  for (const value of movingMean(times, values, PEAK_WINDOW_US / 2)) {
    if (Number.isFinite(value) && (largest === null || value > largest)) largest = value;
  }
  return largest;
}

function spanAbove(values: readonly number[], limit: number): { first: number; last: number } {
  const first = values.findIndex((value) => value >= limit);
  return { first, last: values.length - 1 - [...values].reverse().findIndex((v) => v >= limit) };
}
