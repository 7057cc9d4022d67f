export type { BleSource } from './bleSource.ts';
export { BleError } from './bleTransport.ts';
export {
  type BluetoothAvailability,
  type BluetoothHost,
  bluetoothAvailability,
} from './bluetoothAvailability.ts';
export { type BleSettings, createBleSource } from './createBleSource.ts';
export type { NobleFactory, NobleStack } from './noble.ts';
