import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { ExploratoryGait, Stride } from '../../model/gait.ts';
import type { Side } from '../../model/placement.ts';
import { type QualityBits, qualityBit, qualityWord } from '../../model/quality.ts';
import { smoothSeries } from '../smoothSeries.ts';

/** Three events of one foot, in order. */
export interface StrideTimes {
  readonly initialContactUs: number;
  readonly toeOffUs: number;
  readonly nextContactUs: number;
}

/** Of the low-pass on angles. */
const GAIT_CUTOFF_HZ = 12;
const LOADING_SHARE = 0.3;
const STANCE_SHARE = 0.6;
const HALF_WINDOW_US = 50_000;
/** Flags on fewer of its frames than this leave a stride good. */
const TOLERATED_SHARE = 0.05;
/** Every heel hits the floor, and every foot leaves it. */
const OF_EVERY_STRIDE = qualityBit('impact') | qualityBit('footNotPlanted');

/** Everything reported of a stride, from the frames that span it. */
export function measureStride(
  number: number,
  side: Side,
  times: StrideTimes,
  frames: readonly BodyFrame[],
  rateHz: number,
): Stride {
  const { initialContactUs, toeOffUs, nextContactUs } = times;
  const strideUs = nextContactUs - initialContactUs;
  const flexion = smoothSeries(
    frames,
    side,
    (leg) => leg.measures.kneeFlexionDeg,
    GAIT_CUTOFF_HZ,
    rateHz,
  );
  return {
    side,
    number,
    initialContactUs,
    toeOffUs,
    nextContactUs,
    strideS: strideUs / 1e6,
    stancePct: (100 * (toeOffUs - initialContactUs)) / strideUs,
    loadingFlexionDeg: flexion.max(initialContactUs, initialContactUs + LOADING_SHARE * strideUs),
    swingFlexionDeg: flexion.max(toeOffUs, nextContactUs),
    ...exploratoryOf(side, times, frames, rateHz),
    quality: qualityWord(qualityOf(frames, side, times, 'knee')),
  };
}

function exploratoryOf(
  side: Side,
  times: StrideTimes,
  frames: readonly BodyFrame[],
  rateHz: number,
): ExploratoryGait {
  const { initialContactUs, toeOffUs, nextContactUs } = times;
  const [valgus, lean] = (['kneeValgusDeg', 'shankLeanDeg'] as const).map((measure) =>
    smoothSeries(frames, side, (leg) => leg.measures[measure], GAIT_CUTOFF_HZ, rateHz),
  );
  const stanceEndUs = initialContactUs + STANCE_SHARE * (nextContactUs - initialContactUs);
  const midStanceUs = (initialContactUs + toeOffUs) / 2;
  const peak = valgus.max(initialContactUs, stanceEndUs);
  const least = valgus.min(initialContactUs, stanceEndUs);
  return {
    frontal: 'exploratory',
    valgusPeakStanceDeg: peak,
    valgusRangeStanceDeg: peak === null || least === null ? null : peak - least,
    shankLeanMidStanceDeg: lean.mean(midStanceUs - HALF_WINDOW_US, midStanceUs + HALF_WINDOW_US),
    frontalQuality: qualityWord(qualityOf(frames, side, times, 'projection')),
  };
}

function qualityOf(
  frames: readonly BodyFrame[],
  side: Side,
  { initialContactUs, nextContactUs }: StrideTimes,
  group: 'knee' | 'projection',
): QualityBits {
  let bits: QualityBits = 0;
  let bad = 0;
  let count = 0;
  for (const { timeUs, legs } of frames) {
    if (timeUs < initialContactUs || timeUs > nextContactUs) continue;
    const leg = legs.find((each) => each.side === side);
    const own = leg ? leg.quality[group] & ~OF_EVERY_STRIDE : qualityBit('stale');
    bits |= own;
    if (own !== 0) bad++;
    count++;
  }
  return bad > TOLERATED_SHARE * count ? bits : 0;
}
