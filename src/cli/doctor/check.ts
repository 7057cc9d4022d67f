import type { BluetoothCheck } from '../../sensors/ble/index.ts';

/** One thing the hub needs, and how it stands with it here. */
export type Check = BluetoothCheck;

export function ok(name: string, found: string): Check {
  return { name, state: 'ok', found, advice: '' };
}

export function broken(name: string, found: string, advice: string): Check {
  return { name, state: 'broken', found, advice };
}
