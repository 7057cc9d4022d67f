import { McapStreamReader, type TypedMcapRecord } from '@mcap/core';

/**
 * Parses whole records that stand outside chunks.
 * @throws Error of the parser when the bytes are not records.
 */
export function parseRecords(bytes: Uint8Array): TypedMcapRecord[] {
  const reader = new McapStreamReader({ noMagicPrefix: true });
  reader.append(bytes);
  const records: TypedMcapRecord[] = [];
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) records.push(record);
  return records;
}
