import { STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { Landing, LandingLeg } from '../../model/landing.ts';
import type { LandingSettings } from '../thresholds.ts';
import type { DetectedLanding } from './landingDetector.ts';
import {
  type FeltFrame,
  kneeFlexionDeg,
  type LandingRules,
  measureLandingLeg,
  seriesOf,
} from './measureLandingLeg.ts';
import { pushOffOf } from './pushOff.ts';

const LOW_RATE_HZ = 120;

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
    measureLandingLeg(side, timeUs, limitUs, pushOff, felt, rules, flexion.get(side)),
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

/** Of the frames and of the sensors under them: frames between samples see no more than these. */
function slowest(felt: readonly FeltFrame[], rateHz: number): number {
  const sampled = felt[felt.length - 1].signals.map(({ sampleRateHz }) => sampleRateHz ?? rateHz);
  return Math.min(rateHz, ...sampled);
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
