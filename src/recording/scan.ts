import { Opcode } from '@mcap/core';
import { type ChunkContent, readChunkContent } from './chunkContent.ts';
import {
  countIn,
  type DamagedPlace,
  type OpenDamage,
  spanAt,
  spoiltChunk,
  tornEnd,
} from './damagedPlace.ts';
import type { FileHead } from './fileHead.ts';
import { McapSummary, recordBytes } from './mcapSummary.ts';
import type { ReadFile } from './readFile.ts';
import { RECORD_HEADER_BYTES, viewOf } from './recordHeader.ts';
import { isDataEnd, type RecordPlace, RecordWalker } from './recordWalker.ts';
import { SESSION_RECORD } from './sessionRecord.ts';
import type { Zstd } from './zstd.ts';

/** Channel, bytes of the list, log time and offset of its first message. */
const INDEX_HEAD_BYTES = RECORD_HEADER_BYTES + 2 + 4 + 8 + 8;
const INDEX_ENTRY_BYTES = 16;

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
  /** In the order of the file. */
  readonly sound: readonly SoundChunk[];
  readonly damages: readonly DamagedPlace[];
  /** Schema and channel records, whole. */
  readonly descriptions: readonly Uint8Array[];
}

/** A chunk that can be read. */
export interface SoundChunk {
  readonly offset: number;
  readonly length: number;
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly channelIds: ReadonlySet<number>;
}

interface OpenChunk {
  readonly content: ChunkContent;
  readonly end: number;
  /** Where the message indexes behind it begin, by channel id. */
  readonly indexOffsets: Map<number, bigint>;
  indexBytes: number;
  /** null where the chunk is sound. */
  readonly damage: OpenDamage | null;
}

/**
 * Walks the records of a file without trusting its index and rebuilds its summary from the chunks
 * themselves: only they have checksums. Bytes in between that are no record are passed over. A
 * spoilt chunk is listed all the same, so that readers know of it, unless it is the torn end.
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
  const sound: SoundChunk[] = [];
  const damages: OpenDamage[] = [];
  const descriptions: Uint8Array[] = [];
  let chunk: OpenChunk | null = null;
  let tornAt = head.dataOffset;
  let endsWithSummary = false;
  for (;;) {
    const place = await walker.next();
    if (place !== null && isDataEnd(place)) {
      endsWithSummary = true;
      break;
    }
    if (place === null || !(await walker.isSound(place))) {
      if (!(await walker.seekBehind(tornAt))) break;
      damages.push({
        kind: 'bytes',
        offset: tornAt,
        bytes: walker.offset - tornAt,
        soundBefore: sound.length,
        spanNs: await spanAt(walker, tornAt, lastNsOf(sound)),
        messages: null,
      });
      continue;
    }
    const end = place.offset + place.length;
    switch (place.opcode) {
      case Opcode.SCHEMA:
      case Opcode.CHANNEL: {
        const record = (await walker.bytes(place.offset, place.length)).slice();
        // Where the data has lost its end, the walk goes on into the summary, which repeats them.
        if (descriptions.some((known) => Buffer.compare(known, record) === 0)) break;
        if (place.opcode === Opcode.SCHEMA) summary.addSchema(record);
        else summary.addChannel(record);
        descriptions.push(record);
        break;
      }
      case Opcode.MESSAGE_INDEX:
        await addIndex(chunk, damages.at(-1) ?? null, place, walker);
        break;
      case Opcode.CHUNK: {
        if (chunk) addChunk(summary, chunk);
        const content = await readChunkContent(file, place, zstd, summary.spanNs[1]);
        const damage = content.isSpoilt
          ? await spoiltChunk(walker, place, sound.length, lastNsOf(sound))
          : null;
        if (damage) damages.push(damage);
        else sound.push(soundChunk(place, content));
        chunk = { content, end, indexOffsets: new Map(), indexBytes: 0, damage };
      }
    }
    tornAt = end;
  }
  const whole = { summary, endsWithSummary, sound, damages, descriptions };
  const nothing = { indexes: new Uint8Array(0), indexesAt: tornAt };
  if (chunk?.damage) {
    if (endsWithSummary) addChunk(summary, chunk);
    else {
      const { damage } = chunk;
      tornAt = damage.offset;
      damages.splice(damages.indexOf(damage));
      damages.push({ ...damage, kind: 'end', bytes: file.size - tornAt });
    }
    return { ...whole, ...nothing, tornAt, indexesAt: tornAt };
  }
  if (!endsWithSummary && tornAt < file.size) {
    damages.push(await tornEnd(walker, tornAt, file.size, sound.length, lastNsOf(sound)));
  }
  if (chunk === null) return { ...whole, ...nothing, tornAt };
  const indexes = writeIndexes(chunk);
  addChunk(summary, chunk);
  return { ...whole, tornAt, indexes, indexesAt: chunk.end };
}

function soundChunk(
  { offset, length }: RecordPlace,
  { index, messages }: ChunkContent,
): SoundChunk {
  const { messageStartTime: startNs, messageEndTime: endNs } = index;
  return { offset, length, startNs, endNs, channelIds: new Set(messages.keys()) };
}

function lastNsOf(sound: readonly SoundChunk[]): bigint {
  return sound.at(-1)?.endNs ?? 0n;
}

/** An index counts for the chunk ahead of it; where that is damaged, it tells what was in it. */
async function addIndex(
  chunk: OpenChunk | null,
  lastDamage: OpenDamage | null,
  place: RecordPlace,
  walker: RecordWalker,
): Promise<void> {
  const view = viewOf(await walker.bytes(place.offset, INDEX_HEAD_BYTES));
  const channelId = view.getUint16(RECORD_HEADER_BYTES, true);
  const count = (place.length - RECORD_HEADER_BYTES - 6) / INDEX_ENTRY_BYTES;
  if (chunk && (chunk.damage || isOf(chunk, channelId, count, view))) {
    chunk.indexOffsets.set(channelId, BigInt(place.offset));
    chunk.indexBytes += place.length;
    if (chunk.damage) countIn(chunk.damage, channelId, count);
  } else if (lastDamage?.kind === 'bytes') countIn(lastDamage, channelId, count);
}

function isOf({ content }: OpenChunk, channelId: number, count: number, view: DataView): boolean {
  const first = content.messages.get(channelId)?.records[0];
  if (count < 1 || first === undefined || view.byteLength < INDEX_HEAD_BYTES) return false;
  const at = RECORD_HEADER_BYTES + 6;
  return first[0] === view.getBigUint64(at, true) && first[1] === view.getBigUint64(at + 8, true);
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
