/** A payload from its layout, little-endian: clock, 32-bit floats, 16-bit integers, single bytes. */
export interface PayloadParts {
  readonly timestampUs: number;
  readonly floats?: readonly number[];
  readonly int16s?: readonly number[];
  readonly uint8s?: readonly number[];
  /** Zeros after it, to the length of its characteristic. */
  readonly notificationBytes?: number;
}

export function payloadOf(parts: PayloadParts): Uint8Array {
  const { timestampUs, floats = [], int16s = [], uint8s = [], notificationBytes = 0 } = parts;
  const length = 4 + 4 * floats.length + 2 * int16s.length + uint8s.length;
  const bytes = new Uint8Array(Math.max(length, notificationBytes));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, timestampUs, true);
  for (const [i, value] of floats.entries()) view.setFloat32(4 + 4 * i, value, true);
  const int16sAt = 4 + 4 * floats.length;
  for (const [i, value] of int16s.entries()) view.setInt16(int16sAt + 2 * i, value, true);
  bytes.set(uint8s, int16sAt + 2 * int16s.length);
  return bytes;
}
