import type { BodyFrame, LegFrame } from '../../model/bodyFrame.ts';
import type { Hold } from '../../model/hold.ts';
import type { Side } from '../../model/placement.ts';
import { type QualityBits, qualityWord } from '../../model/quality.ts';
import { mean } from '../../signal/statistics.ts';
import { zeroLagLowPass } from '../../signal/zeroLag.ts';
import type { DetectedHold } from './detectedHold.ts';
import { ZONE_SHANK_LEAN_DEG } from './holdRules.ts';

/** Of the low-pass that sway is told after. */
const CUTOFF_HZ = 6;
/** A shorter rest of a hold says nothing of its sway. */
const LEAST_S = 1;
/** χ² of two degrees of freedom at 95 %. */
const CHI2_95 = 5.991;
/** Flags on fewer of its frames than this leave a hold good. */
const TOLERATED_SHARE = 0.05;

/** Sway is stated of a hold; where it is too short all of it is null. */
type Sway = Pick<
  Hold,
  | 'shankLeanRmsDeg'
  | 'shankLeanRangeDeg'
  | 'shankLeanMeanRateDps'
  | 'shankTiltRmsDeg'
  | 'shankTiltRangeDeg'
  | 'shankTiltMeanRateDps'
  | 'ellipseDeg2'
  | 'inZonePct'
  | 'meanKneeValgusDeg'
  | 'footRollRmsDeg'
>;

const NO_SWAY: Sway = Object.freeze({
  shankLeanRmsDeg: null,
  shankLeanRangeDeg: null,
  shankLeanMeanRateDps: null,
  shankTiltRmsDeg: null,
  shankTiltRangeDeg: null,
  shankTiltMeanRateDps: null,
  ellipseDeg2: null,
  inZonePct: null,
  meanKneeValgusDeg: null,
  footRollRmsDeg: null,
});

export interface HoldMeasuring {
  readonly kind: Hold['kind'];
  readonly number: number;
  readonly detected: DetectedHold;
  /** Of the leg that is judged, and some about them. */
  readonly frames: readonly BodyFrame[];
  readonly rateHz: number;
  /** What the first of a hold is left out for settling, s. */
  readonly discardS: number;
  /** How sure it is that this was such a hold, before the data are looked at, 0 to 1. */
  readonly certainty: number;
}

/**
 * Everything reported of one hold. Sway is told as of a force plate's path: root mean square about
 * the mean, range, mean size of the rate, and the area π χ² √(λ₁ λ₂) of the ellipse of 95 %.
 */
export function measureHold(measuring: HoldMeasuring): Hold {
  const { kind, number, detected, certainty, rateHz, discardS } = measuring;
  const { side, startUs, endUs, endedBy, touchDowns } = detected;
  const frames = measuring.frames.filter(({ timeUs }) => timeUs >= startUs && timeUs < endUs);
  const legs = frames.flatMap((frame) => legOf(frame, side));
  const { quality, goodShare } = qualityOf(legs);
  const settledUs = startUs + discardS * 1e6;
  const settling = frames.flatMap((frame) => (frame.timeUs < settledUs ? legOf(frame, side) : []));
  const settled = frames.flatMap((frame) => (frame.timeUs < settledUs ? [] : legOf(frame, side)));
  return {
    kind,
    number,
    side,
    startUs,
    endUs,
    holdS: (endUs - startUs) / 1e6,
    endedBy,
    touchDowns,
    ...(kind === 'kneeToWall' ? NO_SWAY : swayOf(settling, settled, rateHz)),
    peakShankTiltDeg: null,
    heelDown: null,
    quality: qualityWord(quality),
    confidence: certainty * goodShare,
  };
}

export function legOf({ legs }: BodyFrame, side: Side): LegFrame[] {
  return legs.filter((leg) => leg.side === side);
}

function swayOf(settling: readonly LegFrame[], settled: readonly LegFrame[], rateHz: number): Sway {
  const lean = series(settled, 'shankLeanDeg');
  const tilt = series(settled, 'shankTiltDeg');
  if (lean.length < LEAST_S * rateHz || tilt.length !== lean.length) return NO_SWAY;
  zeroLagLowPass(lean, CUTOFF_HZ, rateHz);
  zeroLagLowPass(tilt, CUTOFF_HZ, rateHz);
  const zoneDeg = mean(series(settling, 'shankLeanDeg'));
  const inZone = lean.filter((value) => Math.abs(value - zoneDeg) <= ZONE_SHANK_LEAN_DEG);
  const leanRms = Math.sqrt(covariance(lean, lean));
  const tiltRms = Math.sqrt(covariance(tilt, tilt));
  // The product of the eigenvalues of a 2 × 2 matrix is its determinant.
  const determinant = (leanRms * tiltRms) ** 2 - covariance(lean, tilt) ** 2;
  const valgus = series(settled, 'kneeValgusDeg');
  const roll = series(settled, 'footRollDeg');
  return {
    shankLeanRmsDeg: leanRms,
    shankLeanRangeDeg: range(lean),
    shankLeanMeanRateDps: meanRate(lean, rateHz),
    shankTiltRmsDeg: tiltRms,
    shankTiltRangeDeg: range(tilt),
    shankTiltMeanRateDps: meanRate(tilt, rateHz),
    ellipseDeg2: Math.PI * CHI2_95 * Math.sqrt(Math.max(0, determinant)),
    inZonePct: Number.isFinite(zoneDeg) ? (100 * inZone.length) / lean.length : null,
    meanKneeValgusDeg: valgus.length > 0 ? mean(valgus) : null,
    footRollRmsDeg: roll.length > 0 ? Math.sqrt(covariance(roll, roll)) : null,
  };
}

/** The values that can be stated; a frame that is missing brings its neighbours together. */
function series(legs: readonly LegFrame[], measure: keyof LegFrame['measures']): Float64Array {
  return Float64Array.from(legs, ({ measures }) => measures[measure]).filter(Number.isFinite);
}

function covariance(a: Float64Array, b: Float64Array): number {
  const meanA = mean(a);
  const meanB = mean(b);
  return a.reduce((sum, value, i) => sum + (value - meanA) * (b[i] - meanB), 0) / a.length;
}

function range(values: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least;
}

function meanRate(values: Float64Array, rateHz: number): number {
  let path = 0;
  for (let i = 1; i < values.length; i++) path += Math.abs(values[i] - values[i - 1]);
  return (path * rateHz) / (values.length - 1);
}

/** Flags that a hold rests on, those of more than a few frames; and how many frames had none. */
function qualityOf(legs: readonly LegFrame[]): { quality: QualityBits; goodShare: number } {
  let quality: QualityBits = 0;
  let bad = 0;
  for (const leg of legs) {
    if (leg.quality.projection === 0) continue;
    bad++;
    quality |= leg.quality.projection;
  }
  const share = legs.length === 0 ? 1 : bad / legs.length;
  return { quality: share > TOLERATED_SHARE ? quality : 0, goodShare: 1 - share };
}
