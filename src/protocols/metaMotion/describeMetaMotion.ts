import type { SensorDescription } from '../../model/sensor.ts';
import { identityOfAddress, identityOfSerial } from '../identity.ts';
import type { InertialConfiguration } from './commands.ts';
import { accelerationScaleMps2, angularRateScaleRadps } from './ranges.ts';

/** What the link to a sensor told, and how it was configured. */
export interface MetaMotionLink extends InertialConfiguration {
  /** From Device Information; null where it does not tell it. */
  readonly serial: string | null;
  readonly address: string;
  /** The name it advertises. */
  readonly name: string;
  /** Empty where Device Information does not tell it. */
  readonly firmware: string;
}

/**
 * Its identity is its serial, else its address.
 * @throws ProtocolError when that is not safe in names of files, channels and tags
 * @throws WireError for a range that no chip has
 */
export function describeMetaMotion(link: MetaMotionLink): SensorDescription {
  const { serial, address, name, firmware, rateHz, chip } = link;
  return {
    id: serial === null ? identityOfAddress(address) : identityOfSerial(serial),
    driver: 'metaMotion',
    name,
    firmware,
    rateHz,
    accelerationScaleMps2: accelerationScaleMps2(link.accelerationRangeG),
    angularRateScaleRadps: angularRateScaleRadps(link.angularRateRangeDps),
    layout: chip,
  };
}
