import { STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import type { Placement } from '../../../src/model/placement.ts';
import { sensorId } from '../../../src/model/sensor.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';

/** Counts of 1 g, at ± 16 g. */
const ONE_G = 2048;

/** A sensor that hangs still on its limb, x up, of 100 Hz: what costs least to sample for an hour. */
export function lyingFeed(id: string, placement: Placement): ImuFeed {
  return {
    sensor: {
      id: sensorId(id),
      driver: 'plumbline',
      name: id,
      firmware: '1',
      rateHz: 100,
      accelerationScaleMps2: STANDARD_GRAVITY / ONE_G,
      angularRateScaleRadps: 0.001,
    },
    placement,
    read: (_index, out) => {
      out.fill(0);
      out[0] = ONE_G;
    },
  };
}
