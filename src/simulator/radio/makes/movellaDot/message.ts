/** A message with its length before and its checksum behind its data. */
export function messageOf(id: number, data: readonly number[]): Uint8Array {
  const bytes = [id, data.length, ...data];
  return Uint8Array.from([...bytes, -sumOf(bytes) & 0xff]);
}

/** What a message holds; null when its length or its checksum is wrong. */
export function readMessage(
  bytes: Uint8Array,
): { readonly id: number; readonly data: Uint8Array } | null {
  const [id, length] = bytes;
  if (id === undefined || length !== bytes.length - 3) return null;
  if ((sumOf([...bytes]) & 0xff) !== 0) return null;
  return { id, data: bytes.subarray(2, -1) };
}

function sumOf(bytes: readonly number[]): number {
  return bytes.reduce((sum, byte) => sum + byte, 0);
}
