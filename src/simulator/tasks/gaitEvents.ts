import { SIDES, type Side } from '../../model/placement.ts';
import type { MotionScript } from '../motionScript.ts';
import { inOrderOfTime, type SimulatedEvent } from './simulatedEvent.ts';

const STEP_S = 1e-3;
const DERIVATIVE_STEP_S = 1e-4;

/** A swing turns the shank forward at least so fast, °/s. */
const LEAST_SWING_DEGPS = 50;
/** Swings are at least this far apart, s. */
const SWING_APART_S = 0.5;
/** Contact is sought this long after the rate has turned, toe-off this long before the swing, s. */
const CONTACT_WITHIN_S = 0.4;
const TOE_OFF_WITHIN_S = 0.5;
const TOE_OFF_BELOW_DEGPS = -20;

/**
 * The instants of foot contact and toe-off of a walk, by the rule that detectors follow (Aminian
 * et al. 2002, Salarian et al. 2004) on the clean rate of the shank about z: the first minimum after
 * mid-swing and the last one before it. Known to a tenth of a millisecond.
 */
export function gaitEvents(script: MotionScript, fromS: number, toS: number): SimulatedEvent[] {
  return inOrderOfTime(SIDES.flatMap((side) => eventsOfLeg(script, side, fromS, toS)));
}

function eventsOfLeg(script: MotionScript, side: Side, fromS: number, toS: number) {
  const rates = Float64Array.from({ length: Math.floor((toS - fromS) / STEP_S) + 1 }, (_, i) =>
    shankRateDegps(script, fromS + i * STEP_S, side),
  );
  const events: SimulatedEvent[] = [];
  for (const peak of swings(rates)) {
    const toeOff = minimum(rates, peak, -1, TOE_OFF_WITHIN_S, TOE_OFF_BELOW_DEGPS);
    if (toeOff !== null) events.push({ timeS: fromS + toeOff * STEP_S, type: 'toeOff', side });
    let turned = peak;
    while (turned < rates.length && rates[turned] >= 0) turned++;
    const contact = minimum(rates, turned, 1, CONTACT_WITHIN_S, 0);
    if (contact !== null) {
      events.push({ timeS: fromS + contact * STEP_S, type: 'initialContact', side });
    }
  }
  return events;
}

/** + while the ankle swings forward under the knee, °/s. */
export function shankRateDegps(script: MotionScript, timeS: number, side: Side): number {
  const tilt = (t: number) => script.postureAt(t, side).shankTiltDeg;
  const h = DERIVATIVE_STEP_S;
  return (tilt(timeS - h) - tilt(timeS + h)) / (2 * h);
}

/** Indices of mid-swing: the largest peaks, no two of them close to each other. */
function swings(rates: Float64Array): number[] {
  const kept: number[] = [];
  for (let i = 1; i + 1 < rates.length; i++) {
    if (rates[i] < LEAST_SWING_DEGPS || rates[i] < rates[i - 1] || rates[i] <= rates[i + 1])
      continue;
    const last = kept[kept.length - 1];
    if (last === undefined || (i - last) * STEP_S >= SWING_APART_S) kept.push(i);
    else if (rates[i] > rates[last]) kept[kept.length - 1] = i;
  }
  return kept;
}

/** Index, between samples, of the first minimum from `from` in a direction; null where none is. */
function minimum(
  rates: Float64Array,
  from: number,
  direction: 1 | -1,
  withinS: number,
  belowDegps: number,
): number | null {
  for (let n = 1; n * STEP_S <= withinS; n++) {
    const i = from + direction * n;
    if (i < 1 || i + 1 >= rates.length) return null;
    const [before, here, after] = [rates[i - 1], rates[i], rates[i + 1]];
    if (here < belowDegps && here <= before && here < after) {
      return i + (before - after) / (2 * (before - 2 * here + after));
    }
  }
  return null;
}
