export type { BleSource } from './bleSource.ts';
export { BleError } from './bleTransport.ts';
export {
  type BluetoothAvailability,
  type BluetoothHost,
  bluetoothAvailability,
  bluetoothHost,
} from './bluetoothAvailability.ts';
export {
  type BluetoothCheck,
  bluetoothChecks,
  type CheckedHost,
  THIS_CHECKED_HOST,
} from './bluetoothChecks.ts';
export { missingBuildTools } from './buildTools.ts';
export { RefusedError } from './controlPoint.ts';
export { type BleSettings, createBleSource } from './createBleSource.ts';
export { CannotError } from './makes/cannotError.ts';
export type { DriverSession } from './makes/driverSession.ts';
export {
  type DotOutcome,
  type SyncOptions,
  stopDotSync,
  syncDots,
} from './makes/movellaDot/syncDots.ts';
export { type NobleFactory, requireInstalled } from './noble/noble.ts';
export { NOBLE_STACKS, type NobleStack } from './noble/nobleStacks.ts';
export type { SensorFault, SensorIdentity } from './sensorIdentity.ts';
export type { SurveyedSensor } from './surveyedSensor.ts';
export { type SurveyOptions, surveySensors } from './surveySensors.ts';
export { SensorNotFoundError, type SensorSearch, withSensor } from './withSensor.ts';
