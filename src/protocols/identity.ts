import { parseText } from '../../firmware-protocol/index.ts';
import { type SensorId, sensorId } from '../model/sensor.ts';

/**
 * The identity that a serial number is.
 * @throws ProtocolError when it holds what is not safe in names of files, channels and tags
 */
export function identityOfSerial(serial: string): SensorId {
  return sensorId(parseText('serial', new TextEncoder().encode(serial)));
}

/**
 * The identity of a sensor that does not tell its serial number: its radio address without colons,
 * the same on every hub that sees addresses.
 * @throws ProtocolError when nothing is left of it
 */
export function identityOfAddress(address: string): SensorId {
  return identityOfSerial(address.replace(/[^A-Za-z0-9]/g, '').toUpperCase());
}
