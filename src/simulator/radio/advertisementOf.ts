import { flagsField, nameField, serviceField } from './advertisingField.ts';
import type { Advertisement } from './air.ts';
import type { Uuid } from './gattTable.ts';

/** Legacy advertising data with the service, and a scan response with the name. */
export function advertisementOf(name: string, serviceUuid: Uuid): Advertisement {
  return {
    data: Uint8Array.from([...flagsField(), ...serviceField(serviceUuid)]),
    scanResponse: Uint8Array.from(nameField(name)),
  };
}
