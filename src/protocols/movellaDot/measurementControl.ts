import { requireLength } from '../wireBytes.ts';
import { WireError } from '../wireError.ts';
import type { PayloadMode } from './payloadModes.ts';

/** First byte of the control characteristic: it starts and stops a measurement. */
const MEASUREMENT = 1;
const STOP = 0;
const START = 1;

/** Written after subscribing to the characteristic of the mode. */
export function encodeStart(mode: PayloadMode): Uint8Array {
  return Uint8Array.of(MEASUREMENT, START, mode);
}

/** Written before unsubscribing. */
export function encodeStop(mode: PayloadMode): Uint8Array {
  return Uint8Array.of(MEASUREMENT, STOP, mode);
}

/** What the control characteristic holds when it is read. */
export interface MeasurementState {
  readonly measuring: boolean;
  /** Payload mode as a number; 0 before the first measurement. */
  readonly mode: number;
}

/** @throws WireError when the bytes are not the three of a measurement. */
export function decodeMeasurementControl(bytes: Uint8Array): MeasurementState {
  requireLength('control', bytes, 3);
  const [, action, mode] = bytes;
  if (action !== STOP && action !== START) throw new WireError('control.action', '0 or 1', action!);
  return { measuring: action === START, mode: mode! };
}
