/** A frame of motion: specific force, angular rate, angles, as counts. */
export function motionFrame(counts: readonly number[]): Uint8Array {
  return frame(0x61, counts);
}

/** The answer to a read of the register and the seven after it. */
export function registerFrame(register: number, values: readonly number[]): Uint8Array {
  return frame(0x71, [register, ...values]);
}

function frame(kind: number, int16s: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(20);
  bytes.set([0x55, kind]);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of int16s.entries()) view.setInt16(2 + 2 * i, value, true);
  return bytes;
}

/** As notifications of so many bytes bring it. */
export function chunksOf(bytes: Uint8Array, size: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  return chunks;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
