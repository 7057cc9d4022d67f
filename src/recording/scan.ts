import { Opcode } from '@mcap/core';
import { type ChunkContent, readChunkContent } from './chunkContent.ts';
import type { FileHead } from './fileHead.ts';
import { McapSummary, recordBytes } from './mcapSummary.ts';
import type { ReadFile } from './readFile.ts';
import { RECORD_HEADER_BYTES, viewOf } from './recordHeader.ts';
import { type RecordPlace, RecordWalker } from './recordWalker.ts';
import { SESSION_RECORD } from './sessionRecord.ts';
import type { Zstd } from './zstd.ts';

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
  readonly content: ChunkContent;
  readonly end: number;
  /** Where the message indexes behind it begin, by channel id. */
  readonly indexOffsets: Map<number, bigint>;
  indexBytes: number;
}

/**
 * Walks the records of an unfinished file and rebuilds its summary from the chunks themselves:
 * only they have checksums. Bytes in between that are no record are passed over. A spoilt chunk
 * is listed all the same, so that readers know of it, unless it is the torn end of the file.
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
  for (;;) {
    const place = await walker.next();
    if (place?.opcode === Opcode.DATA_END && place.length === DATA_END_BYTES) {
      endsWithSummary = true;
      break;
    }
    if (place === null || !(await walker.isSound(place))) {
      if (await walker.seekBehind(tornAt)) continue;
      break;
    }
    const end = place.offset + place.length;
    switch (place.opcode) {
      case Opcode.SCHEMA:
        summary.addSchema((await walker.bytes(place.offset, place.length)).slice());
        break;
      case Opcode.CHANNEL:
        summary.addChannel((await walker.bytes(place.offset, place.length)).slice());
        break;
      case Opcode.MESSAGE_INDEX:
        if (chunk) await addIndex(chunk, place, walker);
        break;
      case Opcode.CHUNK: {
        if (chunk) addChunk(summary, chunk);
        const content = await readChunkContent(file, place, zstd, summary.spanNs[1]);
        chunk = { content, end, indexOffsets: new Map(), indexBytes: 0 };
      }
    }
    tornAt = end;
  }
  const nothing = { indexes: new Uint8Array(0), indexesAt: tornAt };
  if (chunk === null) return { summary, tornAt, endsWithSummary, ...nothing };
  if (!chunk.content.isSpoilt) {
    const indexes = writeIndexes(chunk);
    addChunk(summary, chunk);
    return { summary, tornAt, endsWithSummary, indexes, indexesAt: chunk.end };
  }
  if (endsWithSummary) addChunk(summary, chunk);
  else tornAt = Number(chunk.content.index.chunkStartOffset);
  return { summary, tornAt, endsWithSummary, ...nothing, indexesAt: tornAt };
}

async function addIndex(chunk: OpenChunk, place: RecordPlace, walker: RecordWalker): Promise<void> {
  const view = viewOf(await walker.bytes(place.offset, RECORD_HEADER_BYTES + 2));
  chunk.indexOffsets.set(view.getUint16(RECORD_HEADER_BYTES, true), BigInt(place.offset));
  chunk.indexBytes += place.length;
}

/** Message indexes that do not name the channels of the chunk are damaged and not referred to. */
function addChunk(summary: McapSummary, chunk: OpenChunk): void {
  const { content, indexOffsets, indexBytes } = chunk;
  const { index, messages } = content;
  const isIndexed =
    indexOffsets.size === messages.size && [...messages.keys()].every((id) => indexOffsets.has(id));
  summary.addChunk(
    isIndexed
      ? { ...index, messageIndexOffsets: indexOffsets, messageIndexLength: BigInt(indexBytes) }
      : index,
    new Map([...messages].map(([channelId, { records }]) => [channelId, records.length])),
  );
}

/** The message indexes of the last chunk anew: those in the file may be cut off. */
function writeIndexes(chunk: OpenChunk): Uint8Array {
  chunk.indexOffsets.clear();
  const indexes = recordBytes((b) => {
    for (const index of chunk.content.messages.values()) {
      chunk.indexOffsets.set(index.channelId, BigInt(chunk.end + b.length));
      b.writeMessageIndex(index);
    }
  });
  chunk.indexBytes = indexes.length;
  return indexes;
}
