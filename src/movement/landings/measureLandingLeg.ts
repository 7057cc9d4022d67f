import { STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { BodyFrame, LegFrame } from '../../model/bodyFrame.ts';
import type { LandingLeg, LandingMetric } from '../../model/landing.ts';
import type { LegSignals } from '../../model/legSignals.ts';
import type { Headline } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import { type QualityBits, qualityBit, qualityWord } from '../../model/quality.ts';
import { bandWord, inHeadlineUnit } from '../bands/band.ts';
import { type SmoothSeries, smoothSeries } from '../smoothSeries.ts';
import type { LandingSettings } from '../thresholds.ts';
import type { PushOff } from './pushOff.ts';

/** A frame with what the sensors felt at it. */
export interface FeltFrame {
  readonly frame: BodyFrame;
  readonly signals: readonly LegSignals[];
}

/** What a landing is measured by. */
export interface LandingRules {
  readonly settings: LandingSettings;
  readonly headline: Headline;
  readonly rateHz: number;
}

/** Of the low-pass on angles. */
const LANDING_CUTOFF_HZ = 20;
const EARLY_US = 100_000;
const SOON_US = 40_000;
/** What is off the deepest by this has turned. */
const TURNED_DEG = 1;
/** Flags this long before contact tell too. */
const BEFORE_US = 100_000;
/** A landing is an impact, on feet that were in the air: neither says anything against it. */
const OF_EVERY_LANDING = qualityBit('impact') | qualityBit('footNotPlanted');

/**
 * What is told of one leg, from its own contact on.
 * @param limitUs to which the deepest flexion is sought
 * @param pushOff into the flight before; null where it was no jump
 */
export function measureLandingLeg(
  side: Side,
  contactUs: number,
  limitUs: number,
  pushOff: PushOff | null,
  felt: readonly FeltFrame[],
  { headline, rateHz }: LandingRules,
  flexion: SmoothSeries | undefined,
): { leg: LandingLeg; deepestUs: number } {
  const frames = felt.map(({ frame }) => frame);
  const deepestUs = flexion?.peakUs(contactUs, limitUs, TURNED_DEG) ?? limitUs;
  const judged = seriesOf(
    frames,
    side,
    (leg) => inHeadlineUnit(leg.measures[headline.measure], headline.unit),
    rateHz,
  );
  const valgus = seriesOf(frames, side, (leg) => leg.measures.kneeValgusDeg, rateHz);
  const metric = metricOf(judged, contactUs, deepestUs);
  const leg: LandingLeg = {
    side,
    initialContactUs: contactUs,
    headlineAtContact: metric.atContact,
    headlineAt40Ms: metric.at40Ms,
    headlinePeak100Ms: metric.peak100Ms,
    headlinePeak: metric.peak,
    headlineExcursion: metric.excursion,
    headlinePeakRate100Ms: metric.peakRate100Ms,
    band: metric.peak === null ? null : bandWord(metric.peak, headline.bandEdges),
    kneeValgus: metricOf(valgus, contactUs, deepestUs),
    headlinePushOffPeak: pushOff && judged.max(pushOff.deepestUs, pushOff.takeOffUs),
    kneeValgusPushOffPeakDeg: pushOff && valgus.max(pushOff.deepestUs, pushOff.takeOffUs),
    flexionAtContactDeg: flexion?.at(contactUs) ?? null,
    peakFlexionDeg: flexion?.max(contactUs, deepestUs) ?? null,
    peakShankG: peakShankG(felt, side, contactUs),
    quality: qualityWord(qualityOf(frames, side, contactUs, deepestUs)),
  };
  return { leg, deepestUs };
}

function metricOf(series: SmoothSeries, contactUs: number, deepestUs: number): LandingMetric {
  const atContact = series.at(contactUs);
  const peak = series.max(contactUs, deepestUs);
  return {
    atContact,
    at40Ms: series.at(contactUs + SOON_US),
    peak100Ms: series.max(contactUs, contactUs + EARLY_US),
    peak,
    excursion: peak === null || atContact === null ? null : peak - atContact,
    peakRate100Ms: series.maxRate(contactUs, contactUs + EARLY_US),
  };
}

function peakShankG(felt: readonly FeltFrame[], side: Side, contactUs: number): number {
  let peak = 0;
  for (const { frame, signals } of felt) {
    if (frame.timeUs < contactUs || frame.timeUs > contactUs + EARLY_US) continue;
    const shank = signals.find((leg) => leg.side === side)?.shank;
    if (shank) peak = Math.max(peak, shank.forceMps2 / STANDARD_GRAVITY);
  }
  return peak;
}

function qualityOf(
  frames: readonly BodyFrame[],
  side: Side,
  contactUs: number,
  deepestUs: number,
): QualityBits {
  let bits: QualityBits = 0;
  for (const { timeUs, legs } of frames) {
    if (timeUs < contactUs - BEFORE_US || timeUs > deepestUs) continue;
    const leg = legs.find((each) => each.side === side);
    bits |= leg ? leg.quality.knee | leg.quality.projection : qualityBit('stale');
  }
  return bits & ~OF_EVERY_LANDING;
}

/** One leg over the frames, low-passed as angles of landings are. */
export function seriesOf(
  frames: readonly BodyFrame[],
  side: Side,
  read: (leg: LegFrame) => number,
  rateHz: number,
): SmoothSeries {
  return smoothSeries(frames, side, read, LANDING_CUTOFF_HZ, rateHz);
}

export function kneeFlexionDeg(leg: LegFrame): number {
  return leg.measures.kneeFlexionDeg;
}
