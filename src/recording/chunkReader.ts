import { crc32 } from 'node:zlib';
import { Opcode } from '@mcap/core';
import { RECORD_HEADER_BYTES, recordHeader, viewOf } from './recordHeader.ts';
import { ZSTD, type Zstd } from './zstd.ts';

/** Opcode and length, channel u16, sequence u32, log time u64, publish time u64. */
const MESSAGE_HEAD_BYTES = RECORD_HEADER_BYTES + 2 + 4 + 8 + 8;
/** Opcode and length, start, end and uncompressed size u64, checksum u32, compression string. */
const COMPRESSION_AT = RECORD_HEADER_BYTES + 8 + 8 + 8 + 4;
const TWO_32 = 2 ** 32;
/** No honest chunk is larger; a spoilt size must not allocate gigabytes. */
const MAX_UNCOMPRESSED_BYTES = 64 * 1024 * 1024;

export interface StoredMessage {
  readonly channelId: number;
  /** When the hub had it, integer microseconds since the Unix epoch. */
  readonly logUs: number;
  readonly data: Uint8Array;
  /** Of the record within the uncompressed chunk. */
  readonly offset: number;
}

/** What stands in front of the records of a chunk. */
export interface ChunkHead {
  readonly messageStartTime: bigint;
  readonly messageEndTime: bigint;
  readonly uncompressedBytes: number;
  readonly uncompressedCrc: number;
  readonly compression: string;
  /** Of the compressed records, from the start of the chunk record. */
  readonly recordsAt: number;
  readonly recordsBytes: number;
}

/** The head of the chunk record that begins `bytes`; null when it is not that of a chunk. */
export function chunkHead(bytes: Uint8Array): ChunkHead | null {
  const nameAt = COMPRESSION_AT + 4;
  if (bytes.length < nameAt) return null;
  const view = viewOf(bytes);
  const nameBytes = view.getUint32(COMPRESSION_AT, true);
  const recordsAt = nameAt + nameBytes + 8;
  if (recordsAt > bytes.length) return null;
  return {
    messageStartTime: view.getBigUint64(RECORD_HEADER_BYTES, true),
    messageEndTime: view.getBigUint64(RECORD_HEADER_BYTES + 8, true),
    uncompressedBytes: Number(view.getBigUint64(RECORD_HEADER_BYTES + 16, true)),
    uncompressedCrc: view.getUint32(RECORD_HEADER_BYTES + 24, true),
    compression: new TextDecoder().decode(bytes.subarray(nameAt, nameAt + nameBytes)),
    recordsAt,
    recordsBytes: Number(view.getBigUint64(recordsAt - 8, true)),
  };
}

/**
 * The uncompressed records of a whole chunk record.
 * @throws Error when the chunk is damaged, saying in what.
 */
export function openChunk(chunk: Uint8Array, zstd: Zstd): Uint8Array {
  const head = chunkHead(chunk);
  if (head === null || head.recordsAt + head.recordsBytes !== chunk.length) {
    throw new Error('the head of a chunk does not fit its length');
  }
  const stored = chunk.subarray(head.recordsAt, head.recordsAt + head.recordsBytes);
  const records = decompressed(stored, head, zstd);
  const found = crc32(records);
  if (found !== head.uncompressedCrc) {
    throw new Error(`chunk checksum is ${found}, its header says ${head.uncompressedCrc}`);
  }
  return records;
}

function decompressed(stored: Uint8Array, head: ChunkHead, zstd: Zstd): Uint8Array {
  if (head.uncompressedBytes > MAX_UNCOMPRESSED_BYTES) {
    throw new Error(
      `chunk size is ${head.uncompressedBytes}; at most ${MAX_UNCOMPRESSED_BYTES} is valid`,
    );
  }
  switch (head.compression) {
    case '':
      return stored;
    case ZSTD:
      return zstd.decompress(stored, head.uncompressedBytes);
    default:
      throw new Error(`chunk compression is "${head.compression}"; known are "${ZSTD}" and none`);
  }
}

/** The messages of the wanted channels in the order they were written. */
export function messagesIn(
  records: Uint8Array,
  wanted: (channelId: number) => boolean,
): StoredMessage[] {
  const view = viewOf(records);
  const messages: StoredMessage[] = [];
  let at = 0;
  while (at < records.length) {
    const { opcode, contentBytes } = recordHeader(view, at);
    const end = at + RECORD_HEADER_BYTES + contentBytes;
    if (end > records.length) throw new Error(`record at ${at} of a chunk reaches beyond its end`);
    if (opcode === Opcode.MESSAGE) {
      const channelId = view.getUint16(at + RECORD_HEADER_BYTES, true);
      if (wanted(channelId)) {
        messages.push({
          channelId,
          logUs: microsecondsAt(view, at + RECORD_HEADER_BYTES + 6),
          data: records.subarray(at + MESSAGE_HEAD_BYTES, end),
          offset: at,
        });
      }
    }
    at = end;
  }
  return messages;
}

/**
 * Whole microseconds from a nanosecond field without a bigint: the product of a float64 is
 * off by at most 0.2 µs, so rounding gives the exact number back.
 */
function microsecondsAt(view: DataView, at: number): number {
  const ns = view.getUint32(at + 4, true) * TWO_32 + view.getUint32(at, true);
  return Math.round(ns / 1000);
}
