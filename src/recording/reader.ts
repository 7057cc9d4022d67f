import type { McapIndexedReader } from '@mcap/core';
import type { BodyFrame } from '../model/bodyFrame.ts';
import type { PipelineEvent, PipelineInput } from '../model/events.ts';
import type { SessionMetadata } from '../model/session.ts';
import type { TruthFrame } from '../model/truth.ts';
import {
  type ChannelDecoder,
  type ContentKind,
  channelDecoder,
  type RecordedContent,
} from './channelDecoders.ts';
import { messagesIn, openChunk, type StoredMessage } from './chunkReader.ts';
import { endsProperly } from './fileEnd.ts';
import { readHead } from './fileHead.ts';
import { readIndex } from './fileIndex.ts';
import { ReadFile } from './readFile.ts';
import { RecordingError, reasonOf } from './recordingError.ts';
import { microseconds } from './recordingTime.ts';
import { loadZstd, type Zstd } from './zstd.ts';

/** Log times in microseconds: from `fromUs` on, up to but without `toUs`. */
export interface LogRange {
  readonly fromUs?: number;
  readonly toUs?: number;
}

/** A decoded message with the instant the hub had it. */
export type Recorded<K extends ContentKind = ContentKind> = Extract<
  RecordedContent,
  { readonly kind: K }
> & { readonly logUs: number };

/** What the pipeline had produced. */
export type RecordedOutput = Recorded<'samples' | 'frame' | 'event'>;

interface StoredChunk {
  readonly offset: number;
  readonly bytes: number;
  readonly startUs: number;
  readonly endUs: number;
  readonly channelIds: readonly number[];
}

/** A finished recording, opened for reading. Everything comes in the order it was written. */
export class Recording {
  readonly path: string;
  readonly metadata: SessionMetadata;
  /** Log time of the first and the last message; the start of the session when it has none. */
  readonly startUs: number;
  readonly endUs: number;
  /** Messages per topic. */
  readonly counts: ReadonlyMap<string, number>;
  readonly #file: ReadFile;
  readonly #zstd: Zstd;
  readonly #chunks: readonly StoredChunk[];
  readonly #decoders: ReadonlyMap<number, ChannelDecoder>;

  constructor(file: ReadFile, zstd: Zstd, metadata: SessionMetadata, index: McapIndexedReader) {
    this.path = file.path;
    this.metadata = metadata;
    this.#file = file;
    this.#zstd = zstd;
    this.#chunks = index.chunkIndexes.map((chunk) => ({
      offset: Number(chunk.chunkStartOffset),
      bytes: Number(chunk.chunkLength),
      startUs: microseconds(chunk.messageStartTime),
      endUs: microseconds(chunk.messageEndTime),
      channelIds: [...chunk.messageIndexOffsets.keys()],
    }));
    this.startUs = this.#chunks.at(0)?.startUs ?? metadata.startedUs;
    this.endUs = this.#chunks.at(-1)?.endUs ?? metadata.startedUs;
    this.#decoders = decodersOf(index);
    this.counts = countsOf(index);
  }

  get durationS(): number {
    return (this.endUs - this.startUs) / 1e6;
  }

  /** Packets and control inputs, to be given to a pipeline again. */
  async *inputs(range: LogRange = {}): AsyncGenerator<PipelineInput, void, void> {
    for await (const { input } of this.#each(['input'], range)) yield input;
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

  /** The same, one array per chunk of the file: one wait for many messages. */
  async *batches<K extends ContentKind>(
    kinds: readonly K[],
    range: LogRange = {},
  ): AsyncGenerator<readonly Recorded<K>[], void, void> {
    const { fromUs = Number.NEGATIVE_INFINITY, toUs = Number.POSITIVE_INFINITY } = range;
    const isWanted = (channelId: number) => {
      const decoder = this.#decoders.get(channelId);
      return decoder !== undefined && isOneOf(decoder.kind, kinds);
    };
    for (const chunk of this.#chunks) {
      if (chunk.endUs < fromUs || chunk.startUs >= toUs) continue;
      if (!chunk.channelIds.some(isWanted)) continue;
      const batch: Recorded<K>[] = [];
      for (const { channelId, logUs, data } of await this.#messages(chunk, isWanted)) {
        if (logUs < fromUs || logUs >= toUs) continue;
        const content = this.#decoders.get(channelId)?.decode(data);
        if (content && hasKind(content, kinds)) batch.push({ ...content, logUs });
      }
      yield batch;
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async *#each<K extends ContentKind>(
    kinds: readonly K[],
    range: LogRange,
  ): AsyncGenerator<Recorded<K>, void, void> {
    for await (const batch of this.batches(kinds, range)) yield* batch;
  }

  async #messages(
    chunk: StoredChunk,
    isWanted: (channelId: number) => boolean,
  ): Promise<StoredMessage[]> {
    const bytes = await this.#file.read(chunk.offset, chunk.bytes);
    try {
      return messagesIn(openChunk(bytes, this.#zstd), isWanted);
    } catch (error) {
      throw new RecordingError(
        'damaged',
        this.path,
        `${this.path} is damaged at byte ${chunk.offset}: ${reasonOf(error)}.`,
        error,
      );
    }
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
    throw error;
  }
}

function decodersOf(index: McapIndexedReader): Map<number, ChannelDecoder> {
  const decoders = new Map<number, ChannelDecoder>();
  for (const channel of index.channelsById.values()) {
    const decoder = channelDecoder(channel, index.schemasById.get(channel.schemaId));
    if (decoder) decoders.set(channel.id, decoder);
  }
  return decoders;
}

function countsOf(index: McapIndexedReader): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id, topic } of index.channelsById.values()) {
    counts.set(topic, Number(index.statistics?.channelMessageCounts.get(id) ?? 0n));
  }
  return counts;
}

function hasKind<K extends ContentKind>(
  content: RecordedContent,
  kinds: readonly K[],
): content is Extract<RecordedContent, { readonly kind: K }> {
  return isOneOf(content.kind, kinds);
}

function isOneOf(kind: ContentKind, kinds: readonly ContentKind[]): boolean {
  return kinds.includes(kind);
}
