import {
  DEVICE_INFORMATION_SERVICE,
  FIRMWARE_REVISION_STRING,
  SERIAL_NUMBER_STRING,
} from '../../../../firmware-protocol/index.ts';
import type { Characteristic, Service } from '../gattTable.ts';

/** The standard Device Information of a sensor. */
export function informationService(serial: string, firmware: string): Service {
  return {
    uuid: DEVICE_INFORMATION_SERVICE,
    characteristics: [text(SERIAL_NUMBER_STRING, serial), text(FIRMWARE_REVISION_STRING, firmware)],
  };
}

function text(uuid: number, value: string): Characteristic {
  return { uuid, properties: ['read'], read: () => new TextEncoder().encode(value) };
}
