import type { Info } from '../../../firmware-protocol/index.ts';
import { DEG_PER_RAD, STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { SensorDescription } from '../../model/sensor.ts';

const FULL_SCALE = 32768;

/** The Info a sensor with this description announces; its ranges are those of 16-bit counts. */
export function infoOf(sensor: SensorDescription, ringDepthSamples: number): Info {
  const { accelerationScaleMps2, angularRateScaleRadps } = sensor;
  return {
    serial: sensor.id,
    firmware: sensor.firmware,
    rateHz: sensor.rateHz,
    accelerationScaleMps2,
    angularRateScaleRadps,
    accelerationRangeG: Math.round((accelerationScaleMps2 * FULL_SCALE) / STANDARD_GRAVITY),
    angularRateRangeDps: Math.round(angularRateScaleRadps * FULL_SCALE * DEG_PER_RAD),
    ringDepthSamples,
    capabilities: 0,
    magnetometerOn: false,
    magneticScaleUt: 0,
    run: 0,
  };
}
