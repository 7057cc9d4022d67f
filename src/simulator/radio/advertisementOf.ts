import type { Advertisement } from './air.ts';
import { uuidBytes } from './gattTable.ts';

const FLAGS = 0x01;
const ALL_128_BIT_SERVICES = 0x07;
const COMPLETE_NAME = 0x09;
const SHORTENED_NAME = 0x08;
/** General discoverable, no classic Bluetooth. */
const FLAG_BITS = 0x06;
const MAX_NAME_BYTES = 29;

/** Legacy advertising data with the service, and a scan response with the name. */
export function advertisementOf(name: string, serviceUuid: string): Advertisement {
  const bytes = new TextEncoder().encode(name);
  const shown = bytes.subarray(0, MAX_NAME_BYTES);
  return {
    data: Uint8Array.from([
      ...field(FLAGS, [FLAG_BITS]),
      ...field(ALL_128_BIT_SERVICES, [...uuidBytes(serviceUuid)]),
    ]),
    scanResponse: Uint8Array.from(
      field(shown.length < bytes.length ? SHORTENED_NAME : COMPLETE_NAME, [...shown]),
    ),
  };
}

function field(type: number, value: number[]): number[] {
  return [value.length + 1, type, ...value];
}
