import { MEASUREMENTS, type MeasurementName } from '../../../src/protocols/movesense/index.ts';

/** As many values as three per sample and quantity, in the order of the message. */
export function dataOf(timestampMs: number, values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * values.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, timestampMs, true);
  for (const [i, value] of values.entries()) view.setFloat32(4 + 4 * i, value, true);
  return bytes;
}

/** A data notification of the measurement. */
export function notified(name: MeasurementName, data: Uint8Array): Uint8Array {
  return Uint8Array.of(2, MEASUREMENTS[name].reference, ...data);
}

/** A data message in a notification of so many bytes, and its rest in another. */
export function split(name: MeasurementName, data: Uint8Array, mtu: number): Uint8Array[] {
  const { reference } = MEASUREMENTS[name];
  const first = data.subarray(0, mtu - 5);
  const rest = data.subarray(mtu - 5);
  return [Uint8Array.of(2, reference, ...first), Uint8Array.of(3, reference, ...rest)];
}

/** `count` samples of x, y, z that all are `value`. */
export function constant(count: number, value: number): number[] {
  return Array(3 * count).fill(value);
}
