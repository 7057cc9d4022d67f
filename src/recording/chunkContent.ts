import type { ChunkIndex, MessageIndex } from '@mcap/core';
import { chunkHead, messagesIn, openChunk } from './chunkReader.ts';
import type { ReadFile } from './readFile.ts';
import { nanoseconds } from './recordingTime.ts';
import type { RecordPlace } from './recordWalker.ts';
import type { Zstd } from './zstd.ts';

/** A chunk as its messages show it. */
export interface ChunkContent {
  /** Without the places of its message indexes, which stand behind it in the file. */
  readonly index: ChunkIndex;
  /** By channel id; empty when the chunk is spoilt. */
  readonly messages: ReadonlyMap<number, MessageIndex>;
  readonly isSpoilt: boolean;
}

/** @param lastNs log time before this chunk: what is told of a spoilt one. */
export async function readChunkContent(
  file: ReadFile,
  { offset, length }: RecordPlace,
  zstd: Zstd,
  lastNs: bigint,
): Promise<ChunkContent> {
  const bytes = await file.read(offset, length);
  const head = chunkHead(bytes);
  const messages = messagesByChannel(bytes, zstd);
  const timesNs = [...(messages?.values() ?? [])].flatMap(({ records }) => [
    records[0][0],
    records[records.length - 1][0],
  ]);
  return {
    index: {
      messageStartTime: timesNs.reduce((a, b) => (a < b ? a : b), timesNs.at(0) ?? lastNs),
      messageEndTime: timesNs.reduce((a, b) => (a > b ? a : b), timesNs.at(0) ?? lastNs),
      chunkStartOffset: BigInt(offset),
      chunkLength: BigInt(length),
      messageIndexOffsets: new Map(),
      messageIndexLength: 0n,
      compression: head?.compression ?? '',
      compressedSize: BigInt(head?.recordsBytes ?? 0),
      uncompressedSize: BigInt(head?.uncompressedBytes ?? 0),
    },
    messages: messages ?? new Map(),
    isSpoilt: messages === null,
  };
}

function messagesByChannel(chunk: Uint8Array, zstd: Zstd): Map<number, MessageIndex> | null {
  const byChannel = new Map<number, MessageIndex>();
  try {
    for (const { channelId, logUs, offset } of messagesIn(openChunk(chunk, zstd), () => true)) {
      const index = byChannel.get(channelId) ?? { channelId, records: [] };
      index.records.push([nanoseconds(logUs), BigInt(offset)]);
      byChannel.set(channelId, index);
    }
    return byChannel;
  } catch {
    return null;
  }
}
