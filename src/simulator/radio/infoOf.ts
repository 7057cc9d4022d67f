import { CAPABILITY, type Info } from '../../../firmware-protocol/index.ts';
import { DEG_PER_RAD, STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { SensorDescription } from '../../model/sensor.ts';

const FULL_SCALE = 32768;

/** What the counts of this sensor span: ± g and ± °/s. */
export function rangesOf(sensor: SensorDescription): {
  readonly accelerationRangeG: number;
  readonly angularRateRangeDps: number;
} {
  const { accelerationScaleMps2, angularRateScaleRadps } = sensor;
  return {
    accelerationRangeG: Math.round((accelerationScaleMps2 * FULL_SCALE) / STANDARD_GRAVITY),
    angularRateRangeDps: Math.round(angularRateScaleRadps * FULL_SCALE * DEG_PER_RAD),
  };
}

/**
 * The Info a sensor with this description announces; its ranges are those of 16-bit counts. It has a
 * motor and a ring buffer, and no magnetometer.
 */
export function infoOf(sensor: SensorDescription, ringDepthSamples: number, run: number): Info {
  const { accelerationScaleMps2, angularRateScaleRadps } = sensor;
  return {
    serial: sensor.id,
    firmware: sensor.firmware,
    rateHz: sensor.rateHz,
    accelerationScaleMps2,
    angularRateScaleRadps,
    ...rangesOf(sensor),
    ringDepthSamples,
    capabilities: CAPABILITY.cue | CAPABILITY.sync | CAPABILITY.resend,
    magnetometerOn: false,
    magneticScaleUt: 0,
    run,
  };
}
