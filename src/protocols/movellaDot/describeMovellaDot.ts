import { RAD_PER_DEG } from '../../geometry/angles.ts';
import type { SensorDescription } from '../../model/sensor.ts';
import { identityOfSerial } from '../identity.ts';
import type { DeviceInfo } from './deviceInfo.ts';
import { PAYLOADS, type PayloadField, type PayloadMode } from './payloadModes.ts';

/** What the link to a sensor told. */
export interface MovellaDotLink {
  readonly info: DeviceInfo;
  /** The name it advertises, or the tag it was given. */
  readonly name: string;
  readonly rateHz: number;
  readonly mode: PayloadMode;
}

/**
 * The magnetic scale is left out: the magnetometer has a unit of its own.
 * @throws ProtocolError when the serial is not safe in names, which sixteen digits are
 */
export function describeMovellaDot({
  info,
  name,
  rateHz,
  mode,
}: MovellaDotLink): SensorDescription {
  const fields: readonly PayloadField[] = PAYLOADS[mode].fields;
  return {
    id: identityOfSerial(info.serial),
    driver: 'movellaDot',
    name,
    firmware: info.firmware,
    rateHz,
    accelerationScaleMps2: 1,
    angularRateScaleRadps: fields.includes('angularRate') ? RAD_PER_DEG : 1,
    layout: String(mode),
  };
}
