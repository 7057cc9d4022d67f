import type { Advertisement } from './air.ts';
import { uuidBytes } from './gattTable.ts';
import { shownName } from './shownName.ts';

const FLAGS = 0x01;
const ALL_128_BIT_SERVICES = 0x07;
const COMPLETE_NAME = 0x09;
/** General discoverable, no classic Bluetooth. */
const FLAG_BITS = 0x06;

/** Legacy advertising data with the service, and a scan response with the name. */
export function advertisementOf(name: string, serviceUuid: string): Advertisement {
  return {
    data: Uint8Array.from([
      ...field(FLAGS, [FLAG_BITS]),
      ...field(ALL_128_BIT_SERVICES, [...uuidBytes(serviceUuid)]),
    ]),
    scanResponse: Uint8Array.from(field(COMPLETE_NAME, [...shownName(name)])),
  };
}

function field(type: number, value: number[]): number[] {
  return [value.length + 1, type, ...value];
}
