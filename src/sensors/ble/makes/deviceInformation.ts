import {
  DEVICE_INFORMATION_SERVICE,
  FIRMWARE_REVISION_STRING,
  SERIAL_NUMBER_STRING,
} from '../../../../firmware-protocol/index.ts';
import type { BleLink } from '../bleTransport.ts';

/** The standard device information service, where a device has it. */

export function readSerial(link: BleLink): Promise<string | null> {
  return readText(link, SERIAL_NUMBER_STRING);
}

export function readFirmware(link: BleLink): Promise<string | null> {
  return readText(link, FIRMWARE_REVISION_STRING);
}

/** null where the device does not tell; some end their texts with a zero. */
async function readText(link: BleLink, characteristic: number): Promise<string | null> {
  const path = { service: DEVICE_INFORMATION_SERVICE, characteristic };
  if (!link.has(path)) return null;
  const text = new TextDecoder().decode(await link.read(path));
  return text.replace(/\0+$/, '').trim() || null;
}
