import { STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { BodyFrame, LegFrame } from '../../model/bodyFrame.ts';
import type { Landing, LandingLeg, LandingMetric } from '../../model/landing.ts';
import type { LegSignals } from '../../model/legSignals.ts';
import type { Headline } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import { type QualityBits, qualityBit, qualityWord } from '../../model/quality.ts';
import { bandWord, inHeadlineUnit } from '../band.ts';
import { type SmoothSeries, smoothSeries } from '../smoothSeries.ts';
import type { LandingSettings } from '../thresholds.ts';
import type { DetectedLanding } from './landingDetector.ts';
import { type PushOff, pushOffOf } from './pushOff.ts';

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
const LOW_RATE_HZ = 120;
const EARLY_US = 100_000;
const SOON_US = 40_000;
/** What is off the deepest by this has turned. */
const TURNED_DEG = 1;
/** Flags this long before contact tell too. */
const BEFORE_US = 100_000;
/** A landing is an impact, on feet that were in the air: neither says anything against it. */
const OF_EVERY_LANDING = qualityBit('impact') | qualityBit('footNotPlanted');

/**
 * Everything reported of a landing. Angles are low-passed at 20 Hz without lag.
 * @param felt from the push-off before the flight on, in order of time
 * @param nextTakeOffUs of the flight that follows; null where none does
 */
export function measureLanding(
  number: number,
  { takeOffUs, contacts }: DetectedLanding,
  nextTakeOffUs: number | null,
  felt: readonly FeltFrame[],
  rules: LandingRules,
): Landing {
  const { settings, rateHz } = rules;
  const frames = felt.map(({ frame }) => frame);
  const initialContactUs = contacts[0].timeUs;
  const flexion = new Map(
    contacts.map(({ side }) => [side, seriesOf(frames, side, kneeFlexionDeg, rateHz)]),
  );
  const pushOff = pushOffOf([...flexion.values()], takeOffUs, settings.jumpExtensionDeg);
  const limitUs = Math.min(
    initialContactUs + settings.timeoutMs * 1000,
    nextTakeOffUs ?? Number.POSITIVE_INFINITY,
  );
  const measured = contacts.map(({ side, timeUs }) =>
    measureLeg(side, timeUs, limitUs, pushOff, felt, rules, flexion.get(side)),
  );
  const legs = measured.map(({ leg }) => leg).sort((a, b) => (a.side < b.side ? 1 : -1));
  const [right, left] = legs;
  const flightS = (initialContactUs - takeOffUs) / 1e6;
  const isJump = pushOff !== null && flightS * 1000 >= settings.jumpFlightMinMs;
  return {
    number,
    initialContactUs,
    endUs: Math.max(...measured.map(({ deepestUs }) => deepestUs)),
    flight: {
      startUs: takeOffUs,
      endUs: initialContactUs,
      jumpHeightM: isJump ? (STANDARD_GRAVITY * flightS ** 2) / 8 : null,
    },
    contactDifferenceMs:
      left === undefined ? null : (right.initialContactUs - left.initialContactUs) / 1000,
    contactS: nextTakeOffUs === null ? null : (nextTakeOffUs - initialContactUs) / 1e6,
    legs,
    lowRate: slowest(felt, rateHz) < LOW_RATE_HZ,
    counted: legs.every((leg) => leg.quality === 'ok'),
    confidence: confidenceOf(legs, flightS, frames, settings),
  };
}

function measureLeg(
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

/** Of the frames and of the sensors under them: frames between samples see no more than these. */
function slowest(felt: readonly FeltFrame[], rateHz: number): number {
  const sampled = felt[felt.length - 1].signals.map(({ sampleRateHz }) => sampleRateHz ?? rateHz);
  return Math.min(rateHz, ...sampled);
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

/**
 * How sure it is that this was a landing, 0 to 1: the least of how long the flight was (sure at
 * twice the least), how hard the contact (sure at twice the threshold) and, where one leg alone is
 * worn or came down, a half, for a foot that stamps may feel the same.
 */
function confidenceOf(
  legs: readonly LandingLeg[],
  flightS: number,
  frames: readonly BodyFrame[],
  { flightMinMs, icG }: LandingSettings,
): number {
  const worn = Math.max(...frames.map((frame) => frame.legs.length));
  return Math.min(
    1,
    (flightS * 1000) / (2 * flightMinMs),
    Math.max(...legs.map((leg) => leg.peakShankG)) / (2 * icG),
    worn > 1 && legs.length === worn ? 1 : 0.5,
  );
}

function seriesOf(
  frames: readonly BodyFrame[],
  side: Side,
  read: (leg: LegFrame) => number,
  rateHz: number,
): SmoothSeries {
  return smoothSeries(frames, side, read, LANDING_CUTOFF_HZ, rateHz);
}

function kneeFlexionDeg(leg: LegFrame): number {
  return leg.measures.kneeFlexionDeg;
}
