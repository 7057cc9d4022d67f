import { rm } from 'node:fs/promises';
import type { BodyFrame } from '../model/bodyFrame.ts';
import type { PipelineEvent, PipelineInput } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import type { TimedSamples } from '../model/sensor.ts';
import type { SessionMetadata } from '../model/session.ts';
import type { TruthEvent, TruthFrame } from '../model/truth.ts';
import { AppendFile } from './appendFile.ts';
import { encodeBody, encodeTruth } from './bodyMessage.ts';
import { type Schemas, schemasOf } from './channels.ts';
import { type ChannelKey, ChannelTable, topicOfKey } from './channelTable.ts';
import { ChunkSealer, type SealedChunk } from './chunkSealer.ts';
import { encodeJson } from './jsonMessage.ts';
import { McapSummary, recordBytes } from './mcapSummary.ts';
import { encodePacket } from './packetMessage.ts';
import { nothingKept, RecordingError, reasonOf } from './recordingError.ts';
import { nanoseconds } from './recordingTime.ts';
import { encodeSamples } from './samplesMessage.ts';
import { SESSION_RECORD, sessionFields } from './sessionRecord.ts';
import { loadZstd, type Zstd } from './zstd.ts';

export interface RecordingWriterOptions {
  /**
   * Longest time a message stays in memory, ms: what a killed process loses. Shorter makes
   * more and smaller chunks, hence a larger file. null ends chunks by their size alone, so that
   * the same messages make the same bytes however long they take. Default 200.
   */
  readonly flushMs?: number | null;
  /** Uncompressed size at which a chunk is ended before that, bytes. Default 256 KiB. */
  readonly chunkBytes?: number;
  /**
   * Bytes that may wait for a slow disk before messages are left out, bytes. Default 64 MiB:
   * about a quarter of an hour.
   */
  readonly maxPendingBytes?: number;
  /**
   * Earliest log time, hub time in µs: what happened before it is logged at it. Default is the
   * start of the session; earlier where messages lie before that.
   */
  readonly firstLogUs?: number;
  /** Called when the disk fails and when a message is left out; never throws into the caller. */
  readonly onError?: (error: RecordingError) => void;
}

export const DEFAULT_WRITER_OPTIONS = Object.freeze({
  flushMs: 200,
  chunkBytes: 256 * 1024,
  maxPendingBytes: 64 * 1024 * 1024,
});

export interface RecordingStatus {
  readonly path: string;
  /** On the disk so far. */
  readonly bytesWritten: number;
  /** Messages taken since the start. */
  readonly messages: number;
  /** Messages left out because they could not be encoded or the disk was too slow. */
  readonly leftOut: number;
  /** Why nothing more is written, or null. */
  readonly error: RecordingError | null;
}

/**
 * Writes one session as an MCAP file. Every `write` returns at once: messages gather in a
 * chunk that is compressed and queued for the disk when it is full or `flushMs` old.
 * The order of the calls is the order of the file, and log times never decrease in it.
 */
export class RecordingWriter {
  readonly #file: AppendFile;
  readonly #chunk: ChunkSealer;
  readonly #summary: McapSummary;
  readonly #channels: ChannelTable;
  readonly #options: Required<RecordingWriterOptions>;
  readonly #flushTimer: NodeJS.Timeout | null;
  #lastLogUs: number;
  #messages = 0;
  #leftOut = 0;
  #choked = false;
  #error: RecordingError | null = null;
  #closing: Promise<void> | null = null;

  private constructor(
    file: AppendFile,
    zstd: Zstd,
    schemas: Schemas,
    options: Required<RecordingWriterOptions>,
  ) {
    this.#file = file;
    this.#chunk = new ChunkSealer(zstd);
    this.#summary = new McapSummary();
    this.#channels = new ChannelTable(file, this.#summary, schemas);
    this.#options = options;
    this.#lastLogUs = options.firstLogUs;
    this.#flushTimer =
      options.flushMs === null
        ? null
        : setInterval(() => this.#sealChunk(), options.flushMs).unref();
  }

  /**
   * Creates `path` (mode 0600), writes what the session is, and is then ready for messages.
   * @throws RecordingError `exists`, `missing` or `unwritable`, with what to do; `diskFailed` when
   * the disk takes nothing, and then no file is left.
   */
  static async create(
    path: string,
    session: SessionMetadata,
    options: RecordingWriterOptions = {},
  ): Promise<RecordingWriter> {
    const zstd = await loadZstd();
    const onError = options.onError ?? (() => {});
    let writer: RecordingWriter | null = null;
    const file = await AppendFile.create(path, (error) => {
      if (writer) writer.#error = error;
      onError(error);
    });
    writer = new RecordingWriter(file, zstd, schemasOf(session.settings.customMeasures), {
      ...DEFAULT_WRITER_OPTIONS,
      firstLogUs: session.startedUs,
      ...options,
      onError,
    });
    writer.#writeHead(session);
    await file.flush();
    if (writer.#error) {
      await writer.close().catch(() => undefined);
      await rm(path, { force: true });
      throw nothingKept(writer.#error);
    }
    return writer;
  }

  get status(): RecordingStatus {
    return {
      path: this.#file.path,
      bytesWritten: this.#file.bytesWritten,
      messages: this.#messages,
      leftOut: this.#leftOut,
      error: this.#error,
    };
  }

  /** Call before the pipeline sees the input: the recording is what everything derives from. */
  writeInput(input: PipelineInput): void {
    if (input.type === 'packet') {
      const { packet } = input;
      this.#lastLogUs = Math.max(this.#lastLogUs, packet.arrivalUs);
      this.#write({ kind: 'packets', sensor: packet.sensorId }, packet.arrivalUs, () =>
        encodePacket(packet),
      );
      return;
    }
    this.#lastLogUs = Math.max(this.#lastLogUs, input.timeUs);
    this.#write({ kind: 'inputs' }, input.timeUs, () => encodeJson(input));
  }

  /** What the input written last made the pipeline produce; logged at that input's time. */
  writeOutput(output: PipelineOutput): void {
    for (const samples of output.samples) this.#writeSamples(samples);
    for (const frame of output.frames) this.#writeFrame(frame);
    for (const event of output.events) this.#writeEvent(event);
  }

  /** `logUs`: when the truth was known, hub time. */
  writeTruth(truth: TruthFrame, logUs: number): void {
    this.#lastLogUs = Math.max(this.#lastLogUs, logUs);
    this.#write({ kind: 'truth' }, truth.timeUs, () => encodeTruth(truth));
  }

  /** `logUs`: when it was known, hub time. */
  writeTruthEvent(event: TruthEvent, logUs: number): void {
    this.#lastLogUs = Math.max(this.#lastLogUs, logUs);
    this.#write({ kind: 'truthEvents' }, event.timeUs, () => encodeJson(event));
  }

  /** For a writer that outruns the disk: resolves at once, or when what waits for it is written. */
  async settled(): Promise<void> {
    if (this.#file.pendingBytes > this.#options.maxPendingBytes / 8) await this.#file.flush();
  }

  /**
   * Writes the rest and the index; resolves when all is on the disk. Safe to call twice.
   * @throws RecordingError `diskFailed` when the disk did not take all of it
   */
  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #finish(): Promise<void> {
    if (this.#flushTimer) clearInterval(this.#flushTimer);
    this.#sealChunk();
    this.#file.append(this.#summary.encode(this.#file.position));
    await this.#file.close();
  }

  #writeHead(session: SessionMetadata): void {
    const head = recordBytes((b) => {
      b.writeMagic();
      b.writeHeader({ profile: '', library: `plumbline ${session.software}` });
    });
    const metadata = recordBytes((b) => {
      b.writeMetadata({ name: SESSION_RECORD, metadata: sessionFields(session) });
    });
    this.#summary.addMetadata({
      name: SESSION_RECORD,
      offset: BigInt(head.length),
      length: BigInt(metadata.length),
    });
    this.#file.append(head);
    this.#file.append(metadata);
  }

  #writeSamples(samples: TimedSamples): void {
    const timeUs = samples.timeUs[0] ?? this.#lastLogUs;
    this.#write({ kind: 'samples', sensor: samples.sensorId }, timeUs, () =>
      encodeSamples(samples),
    );
  }

  #writeFrame(frame: BodyFrame): void {
    this.#lastLogUs = Math.max(this.#lastLogUs, frame.arrivalUs);
    this.#write({ kind: 'body' }, frame.timeUs, () => encodeBody(frame));
  }

  #writeEvent(event: PipelineEvent): void {
    this.#write({ kind: 'events' }, event.timeUs, () => encodeJson(event));
  }

  #write(key: ChannelKey, publishUs: number, encode: () => Uint8Array): void {
    if (this.#error) {
      this.#leftOut += 1;
      return;
    }
    if (this.#closing) {
      this.#leaveOut(
        'invalidMessage',
        `a message on ${topicOfKey(key)} came after the recording was closed`,
      );
      return;
    }
    if (this.#isChoked()) return;
    try {
      const data = encode();
      const publishTime = nanoseconds(publishUs);
      const { channelId, sequence } = this.#channels.next(key);
      const logTime = nanoseconds(this.#lastLogUs);
      this.#chunk.add({ channelId, sequence, logTime, publishTime, data });
      this.#messages += 1;
    } catch (error) {
      this.#leaveOut('invalidMessage', reasonOf(error));
    }
    if (this.#chunk.uncompressedBytes >= this.#options.chunkBytes) this.#sealChunk();
  }

  /** True while the disk is so far behind that memory would grow without bound. */
  #isChoked(): boolean {
    const { pendingBytes } = this.#file;
    if (pendingBytes <= this.#options.maxPendingBytes) {
      this.#choked = false;
      return false;
    }
    if (this.#choked) this.#leftOut += 1;
    else this.#leaveOut('tooSlow', `${pendingBytes} bytes wait for a disk that is too slow`);
    this.#choked = true;
    return true;
  }

  #leaveOut(problem: 'invalidMessage' | 'tooSlow', reason: string): void {
    this.#leftOut += 1;
    this.#options.onError(
      new RecordingError(problem, this.#file.path, `Left out of ${this.#file.path}: ${reason}.`),
    );
  }

  /** A timer may ask for it, from which nothing may be thrown: what cannot be sealed is left out, and told. */
  #sealChunk(): void {
    if (this.#chunk.isEmpty) return;
    const { messages } = this.#chunk;
    let sealed: SealedChunk;
    try {
      sealed = this.#chunk.seal(this.#file.position);
    } catch (error) {
      this.#chunk.discard();
      this.#leftOut += messages - 1;
      this.#leaveOut('invalidMessage', `${messages} messages, ${reasonOf(error)}`);
      return;
    }
    this.#summary.addChunk(sealed.index, sealed.counts);
    this.#file.append(sealed.bytes);
  }
}
