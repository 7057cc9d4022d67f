import { type ChunkIndex, type MessageIndex, Opcode } from '@mcap/core';
import { chunkHead, MAX_CHUNK_HEAD_BYTES, messagesIn, openChunk } from './chunkReader.ts';
import type { FileHead } from './fileHead.ts';
import { McapSummary, recordBytes } from './mcapSummary.ts';
import type { ReadFile } from './readFile.ts';
import { RECORD_HEADER_BYTES, viewOf } from './recordHeader.ts';
import { nanoseconds } from './recordingTime.ts';
import { type RecordPlace, RecordWalker } from './recordWalker.ts';
import { SESSION_RECORD } from './sessionRecord.ts';
import type { Zstd } from './zstd.ts';

/** Bytes per message in a message index: log time and offset. */
const INDEX_ENTRY_BYTES = 16;
const DATA_END_BYTES = RECORD_HEADER_BYTES + 4;

/** What an unfinished file holds and how it has to end. */
export interface ScannedFile {
  readonly summary: McapSummary;
  /** End of the last whole record of the data section; bytes from `tornAt` on are no data. */
  readonly tornAt: number;
  /** True when a summary begins at `tornAt`, so that nothing recorded stands there. */
  readonly endsWithSummary: boolean;
  /** Message indexes of the last chunk, to be written at `indexesAt` (again or for the first time). */
  readonly indexes: Uint8Array;
  readonly indexesAt: number;
}

interface OpenChunk {
  readonly place: RecordPlace;
  readonly index: ChunkIndex;
  readonly counts: Map<number, number>;
  indexBytes: number;
}

/**
 * Walks the records of an unfinished file and rebuilds its summary.
 * Only the last chunk is decompressed: it is the one a kill or a power cut may have spoilt.
 */
export async function scanRecording(
  file: ReadFile,
  head: FileHead,
  zstd: Zstd,
): Promise<ScannedFile> {
  const summary = new McapSummary();
  summary.addMetadata({
    name: SESSION_RECORD,
    offset: BigInt(head.sessionOffset),
    length: BigInt(head.dataOffset - head.sessionOffset),
  });
  const walker = new RecordWalker(file, head.dataOffset);
  let chunk: OpenChunk | null = null;
  let tornAt = head.dataOffset;
  let endsWithSummary = false;
  for (let place = await walker.next(); place !== null; place = await walker.next()) {
    if (place.opcode === Opcode.DATA_END && place.length === DATA_END_BYTES) {
      endsWithSummary = true;
      break;
    }
    if (place.opcode === Opcode.MESSAGE_INDEX && chunk !== null) {
      await addIndex(chunk, place, walker);
    } else if (place.opcode === Opcode.SCHEMA || place.opcode === Opcode.CHANNEL) {
      chunk = endChunk(chunk, summary);
      const record = (await walker.bytes(place.offset, place.length)).slice();
      if (place.opcode === Opcode.SCHEMA) summary.addSchema(record);
      else summary.addChannel(record);
    } else if (place.opcode === Opcode.CHUNK) {
      const next = await beginChunk(place, walker);
      if (next === null) break;
      endChunk(chunk, summary);
      chunk = next;
    } else {
      break;
    }
    tornAt = place.offset + place.length;
  }
  const last = chunk && (await lastChunk(chunk, file, zstd));
  if (chunk && !last) tornAt = chunk.place.offset;
  if (last) summary.addChunk(last.index, last.counts);
  return {
    summary,
    tornAt,
    endsWithSummary: endsWithSummary && (chunk === null || last !== null),
    indexes: last?.indexes ?? new Uint8Array(0),
    indexesAt: last?.indexesAt ?? tornAt,
  };
}

function endChunk(chunk: OpenChunk | null, summary: McapSummary): null {
  if (chunk) {
    summary.addChunk(
      { ...chunk.index, messageIndexLength: BigInt(chunk.indexBytes) },
      chunk.counts,
    );
  }
  return null;
}

async function beginChunk(place: RecordPlace, walker: RecordWalker): Promise<OpenChunk | null> {
  const bytes = await walker.bytes(place.offset, Math.min(place.length, MAX_CHUNK_HEAD_BYTES));
  const head = chunkHead(bytes);
  if (head === null || head.recordsAt + head.recordsBytes !== place.length) return null;
  return {
    place,
    index: {
      messageStartTime: head.messageStartTime,
      messageEndTime: head.messageEndTime,
      chunkStartOffset: BigInt(place.offset),
      chunkLength: BigInt(place.length),
      messageIndexOffsets: new Map(),
      messageIndexLength: 0n,
      compression: head.compression,
      compressedSize: BigInt(head.recordsBytes),
      uncompressedSize: BigInt(head.uncompressedBytes),
    },
    counts: new Map(),
    indexBytes: 0,
  };
}

async function addIndex(chunk: OpenChunk, place: RecordPlace, walker: RecordWalker): Promise<void> {
  const view = viewOf(await walker.bytes(place.offset, RECORD_HEADER_BYTES + 6));
  const channelId = view.getUint16(RECORD_HEADER_BYTES, true);
  chunk.index.messageIndexOffsets.set(channelId, BigInt(place.offset));
  chunk.counts.set(channelId, view.getUint32(RECORD_HEADER_BYTES + 2, true) / INDEX_ENTRY_BYTES);
  chunk.indexBytes += place.length;
}

interface LastChunk {
  readonly index: ChunkIndex;
  readonly counts: Map<number, number>;
  readonly indexes: Uint8Array;
  readonly indexesAt: number;
}

/** The chunk with its message indexes built anew from its messages; null when it is spoilt. */
async function lastChunk(chunk: OpenChunk, file: ReadFile, zstd: Zstd): Promise<LastChunk | null> {
  const { offset, length } = chunk.place;
  const byChannel = new Map<number, MessageIndex>();
  try {
    const records = openChunk(await file.read(offset, length), zstd);
    for (const message of messagesIn(records, () => true)) {
      const { channelId, logUs } = message;
      const index = byChannel.get(channelId) ?? { channelId, records: [] };
      index.records.push([nanoseconds(logUs), BigInt(message.offset)]);
      byChannel.set(channelId, index);
    }
  } catch {
    return null;
  }
  const indexesAt = offset + length;
  const messageIndexOffsets = new Map<number, bigint>();
  const indexes = recordBytes((b) => {
    for (const index of byChannel.values()) {
      messageIndexOffsets.set(index.channelId, BigInt(indexesAt + b.length));
      b.writeMessageIndex(index);
    }
  });
  return {
    index: { ...chunk.index, messageIndexOffsets, messageIndexLength: BigInt(indexes.length) },
    counts: new Map([...byChannel].map(([channelId, { records }]) => [channelId, records.length])),
    indexes,
    indexesAt,
  };
}
