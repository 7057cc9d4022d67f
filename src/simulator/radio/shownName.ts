/** A scan response of 31 bytes holds so much of a name. */
const MAX_NAME_BYTES = 29;

/** What a sensor calls itself on the air: its name, or as many whole characters of it as fit. */
export function shownName(name: string): Uint8Array {
  const bytes = new Uint8Array(MAX_NAME_BYTES);
  const { written } = new TextEncoder().encodeInto(name, bytes);
  return bytes.subarray(0, written);
}
