import type { Vec3 } from '../geometry/vector.ts';
import { WireError } from './wireError.ts';

/** Little-endian numbers, as every bought make sends them. */

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** @throws WireError unless `bytes` are as many as `expected`. */
export function requireLength(field: string, bytes: Uint8Array, expected: number): void {
  if (bytes.length === expected) return;
  throw new WireError(`${field}.length`, `${expected} bytes`, `${bytes.length}`);
}

/** @throws WireError for a value that is not finite. */
export function finiteFloat(field: string, view: DataView, at: number): number {
  const value = view.getFloat32(at, true);
  if (Number.isFinite(value)) return value;
  throw new WireError(field, 'a finite number', value);
}

/** @throws WireError for a component that is not finite. */
export function floatVector(field: string, view: DataView, at: number): Vec3 {
  return [
    finiteFloat(field, view, at),
    finiteFloat(field, view, at + 4),
    finiteFloat(field, view, at + 8),
  ];
}

export function int16Vector(view: DataView, at: number): Vec3 {
  return [view.getInt16(at, true), view.getInt16(at + 2, true), view.getInt16(at + 4, true)];
}

/** `55 61 …`, as people write bytes; the first eight where there are more. */
export function hexOf(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'));
  if (bytes.length === 0) return 'no bytes';
  return bytes.length > 8 ? `${shown.join(' ')} …` : shown.join(' ');
}
