import type { McapIndexedReader } from '@mcap/core';
import type { BodyFrame } from '../model/bodyFrame.ts';
import type { PipelineEvent, PipelineInput } from '../model/events.ts';
import type { SessionMetadata } from '../model/session.ts';
import type { TruthEvent, TruthFrame } from '../model/truth.ts';
import type { ContentKind } from './channelDecoders.ts';
import { ChunkDecoder, type LogRange, type Recorded } from './chunkDecoder.ts';
import { chunkRuns } from './chunkRuns.ts';
import { endsProperly } from './fileEnd.ts';
import { readHead } from './fileHead.ts';
import { readIndex } from './fileIndex.ts';
import { ReadFile } from './readFile.ts';
import { damagedAt, RecordingError } from './recordingError.ts';
import { microseconds } from './recordingTime.ts';
import { UnknownMessages } from './unknownMessages.ts';
import { loadZstd, type Zstd } from './zstd.ts';

export type { LogRange, Recorded } from './chunkDecoder.ts';

/** What the pipeline had produced. */
export type RecordedOutput = Recorded<'samples' | 'frame' | 'event'>;

interface StoredChunk {
  readonly offset: number;
  readonly bytes: number;
  readonly startUs: number;
  readonly endUs: number;
  readonly channelIds: readonly number[];
}

/**
 * A finished recording, opened for reading. Everything comes in the order it was written; a
 * damaged chunk is passed over and counted.
 */
export class Recording {
  readonly path: string;
  readonly metadata: SessionMetadata;
  /** Log time of the first and the last message; the start of the session when it has none. */
  readonly startUs: number;
  readonly endUs: number;
  /** Messages per topic. */
  readonly counts: ReadonlyMap<string, number>;
  readonly #file: ReadFile;
  readonly #chunks: readonly StoredChunk[];
  readonly #decoder: ChunkDecoder;
  /** Offsets of those that could not be read. */
  readonly #damaged = new Set<number>();
  readonly #unknown = new UnknownMessages();

  constructor(file: ReadFile, zstd: Zstd, metadata: SessionMetadata, index: McapIndexedReader) {
    this.path = file.path;
    this.metadata = metadata;
    this.#file = file;
    this.#chunks = index.chunkIndexes.map((chunk) => ({
      offset: Number(chunk.chunkStartOffset),
      bytes: Number(chunk.chunkLength),
      startUs: microseconds(chunk.messageStartTime),
      endUs: microseconds(chunk.messageEndTime),
      channelIds: [...chunk.messageIndexOffsets.keys()],
    }));
    this.startUs = this.#chunks.at(0)?.startUs ?? metadata.startedUs;
    this.endUs = this.#chunks.at(-1)?.endUs ?? metadata.startedUs;
    this.#decoder = new ChunkDecoder(zstd);
    for (const channel of index.channelsById.values()) {
      this.#decoder.addChannel(channel, index.schemasById.get(channel.schemaId));
    }
    this.counts = countsOf(index);
  }

  get durationS(): number {
    return (this.endUs - this.startUs) / 1e6;
  }

  /** Chunks that were passed over so far because they cannot be read. */
  get damagedChunks(): number {
    return this.#damaged.size;
  }

  /** Messages that were passed over so far because a later version wrote them, by their type. */
  get unknownMessages(): Readonly<Record<string, number>> {
    return this.#unknown.counts;
  }

  /** Packets and control inputs, to be given to a pipeline again. */
  async *inputs(range: LogRange = {}): AsyncGenerator<PipelineInput, void, void> {
    for await (const item of this.#each(['packet', 'input'], range)) {
      yield item.kind === 'packet' ? { type: 'packet', packet: item.packet } : item.input;
    }
  }

  /** Samples, frames and events as the pipeline gave them when the session was recorded. */
  outputs(range: LogRange = {}): AsyncGenerator<RecordedOutput, void, void> {
    return this.#each(['samples', 'frame', 'event'], range);
  }

  async *frames(range: LogRange = {}): AsyncGenerator<BodyFrame, void, void> {
    for await (const { frame } of this.#each(['frame'], range)) yield frame;
  }

  async *events(range: LogRange = {}): AsyncGenerator<PipelineEvent, void, void> {
    for await (const { event } of this.#each(['event'], range)) yield event;
  }

  async *truth(range: LogRange = {}): AsyncGenerator<TruthFrame, void, void> {
    for await (const { truth } of this.#each(['truth'], range)) yield truth;
  }

  async *truthEvents(range: LogRange = {}): AsyncGenerator<TruthEvent, void, void> {
    for await (const { truthEvent } of this.#each(['truthEvent'], range)) yield truthEvent;
  }

  /** The same, one array per chunk of the file: one wait for many messages. */
  async *batches<K extends ContentKind>(
    kinds: readonly K[],
    range: LogRange = {},
  ): AsyncGenerator<readonly Recorded<K>[], void, void> {
    for await (const { chunk, bytes } of chunkRuns(this.#file, this.#wanted(kinds, range))) {
      const messages = this.#messagesOf(chunk, bytes, kinds, range);
      if (messages) yield messages;
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  *#wanted(kinds: readonly ContentKind[], range: LogRange): Generator<StoredChunk, void, void> {
    const { fromUs = Number.NEGATIVE_INFINITY, toUs = Number.POSITIVE_INFINITY } = range;
    const isWanted = (channelId: number) => this.#decoder.isWanted(channelId, kinds);
    for (const chunk of this.#chunks) {
      if (chunk.endUs < fromUs) continue;
      // Log times never decrease in a file, so nothing behind is in the range.
      if (chunk.startUs >= toUs) return;
      // A recovered chunk whose message indexes are damaged has none.
      if (chunk.channelIds.length === 0 || chunk.channelIds.some(isWanted)) yield chunk;
    }
  }

  #messagesOf<K extends ContentKind>(
    chunk: StoredChunk,
    bytes: Uint8Array,
    kinds: readonly K[],
    range: LogRange,
  ): Recorded<K>[] | null {
    try {
      return this.#decoder.decode(bytes, kinds, range, (type, offset) =>
        this.#unknown.add(type, `${chunk.offset} ${offset}`),
      );
    } catch {
      this.#damaged.add(chunk.offset);
      return null;
    }
  }

  async *#each<K extends ContentKind>(
    kinds: readonly K[],
    range: LogRange,
  ): AsyncGenerator<Recorded<K>, void, void> {
    for await (const batch of this.batches(kinds, range)) yield* batch;
  }
}

/**
 * Opens a finished recording; reads its head and its index, not the data.
 * @throws RecordingError `missing`, `empty`, `notMcap`, `foreign`, `truncated`, `unfinished`
 * or `damaged`, in one sentence with what to do.
 */
export async function openRecording(path: string): Promise<Recording> {
  const zstd = await loadZstd();
  const file = await ReadFile.open(path);
  try {
    const { session } = await readHead(file);
    if (!(await endsProperly(file))) {
      throw new RecordingError(
        'unfinished',
        path,
        `${path} has no index because it was not closed: wait for its recorder, or recover it if that was killed.`,
      );
    }
    return new Recording(file, zstd, session, await readIndex(file));
  } catch (error) {
    await file.close();
    throw error instanceof RecordingError ? error : damagedAt(path, 0, error);
  }
}

function countsOf(index: McapIndexedReader): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id, topic } of index.channelsById.values()) {
    counts.set(topic, Number(index.statistics?.channelMessageCounts.get(id) ?? 0n));
  }
  return counts;
}
