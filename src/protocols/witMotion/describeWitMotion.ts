import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../geometry/angles.ts';
import type { SensorDescription } from '../../model/sensor.ts';
import { identityOfAddress } from '../identity.ts';

/** Counts of half a range. */
const COUNTS_PER_RANGE = 32768;

/** What the link to a sensor told. */
export interface WitMotionLink {
  /** Radio address: it tells no serial number. */
  readonly address: string;
  /** The name it advertises. */
  readonly name: string;
  readonly rateHz: number;
}

/** @throws ProtocolError when the address has neither letters nor digits. */
export function describeWitMotion({ address, name, rateHz }: WitMotionLink): SensorDescription {
  return {
    id: identityOfAddress(address),
    driver: 'witMotion',
    name,
    firmware: '',
    rateHz,
    // Its frames always count ±16 g and ±2000 °/s.
    accelerationScaleMps2: (16 * STANDARD_GRAVITY) / COUNTS_PER_RANGE,
    angularRateScaleRadps: (2000 * RAD_PER_DEG) / COUNTS_PER_RANGE,
  };
}
