import { setImmediate as turn } from 'node:timers/promises';
import type { PipelineSettings } from '../model/settings.ts';
import { Pipeline } from '../pipeline/pipeline.ts';
import type { Playable, PlayedKind } from '../recording/playable.ts';
import type { LogRange, Recorded, Recording } from '../recording/reader.ts';
import { ResultSpool } from '../recording/resultSpool.ts';

/** Others wait no longer than this for the computing, ms; one input may take longer by itself. */
const SLICE_MS = 4;

/**
 * The results of a recording computed anew from its inputs as they came, while they are played:
 * ahead of the playback, in slices between which the rest of the process runs. What is computed can be played and
 * sought; what is not is waited for.
 */
export class RecomputedPlayable implements Playable {
  readonly startUs: number;
  readonly endUs: number;
  readonly durationS: number;
  readonly #recording: Recording;
  readonly #settings: PipelineSettings;
  readonly #spool: ResultSpool;
  readonly #stopped = new AbortController();
  #computing: Promise<void> = Promise.resolve();
  #isWhole = false;
  #failure: unknown = null;
  /** Called at every block, at the end and at a failure. */
  #waiting: (() => void)[] = [];

  private constructor(recording: Recording, settings: PipelineSettings, spool: ResultSpool) {
    this.#recording = recording;
    this.#settings = settings;
    this.#spool = spool;
    this.startUs = recording.startUs;
    this.endUs = recording.endUs;
    this.durationS = recording.durationS;
  }

  /**
   * Begins to compute; `stop` ends it. The recording stays the caller's to close, after that.
   * @throws Error of the file system
   */
  static async start(
    recording: Recording,
    settings: PipelineSettings,
  ): Promise<RecomputedPlayable> {
    const spool = await ResultSpool.create(settings.customMeasures);
    const playable = new RecomputedPlayable(recording, settings, spool);
    playable.#computing = playable.#compute();
    return playable;
  }

  get readyS(): number {
    if (this.#isWhole) return this.durationS;
    return Math.max(0, (this.#spool.endUs - this.startUs) / 1e6);
  }

  get happenings() {
    return this.#spool.happenings;
  }

  /** @throws whatever ended the computing, when all before it was given */
  async *batches<K extends PlayedKind>(
    kinds: readonly K[],
    range: LogRange = {},
    signal?: AbortSignal,
  ): AsyncGenerator<readonly Recorded<K>[], void, void> {
    const { fromUs = Number.NEGATIVE_INFINITY, toUs = Number.POSITIVE_INFINITY } = range;
    for (let block = this.#spool.blockAt(fromUs); ; block++) {
      while (block >= this.#spool.blocks) {
        // What was asked for lies before the end of what is computed.
        if (this.#isWhole || this.#spool.endUs >= toUs) return;
        if (this.#failure !== null) throw this.#failure;
        await this.#growth(signal);
        if (signal?.aborted || this.#stopped.signal.aborted) return;
      }
      const items = await this.#spool.read(block, kinds, range);
      if (items.length > 0) yield items;
    }
  }

  /** Ends the computing; nothing may be read behind it. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#tell();
    await this.#computing;
    await this.#spool.close();
  }

  async #compute(): Promise<void> {
    try {
      const pipeline = new Pipeline(this.#settings);
      let sliceMs = performance.now();
      for await (const batch of this.#recording.batches(['packet', 'input'])) {
        for (const item of batch) {
          const { logUs } = item;
          if (item.kind === 'packet') {
            const { packet } = item;
            this.#spool.addOutput(pipeline.push({ type: 'packet', packet }), logUs);
          } else {
            this.#spool.addInput(item.input, logUs);
            this.#spool.addOutput(pipeline.push(item.input), logUs);
          }
          if (this.#spool.isBlockFull) {
            await this.#spool.seal();
            this.#tell();
          }
          if (performance.now() - sliceMs < SLICE_MS) continue;
          await turn();
          if (this.#stopped.signal.aborted) return;
          sliceMs = performance.now();
        }
      }
      await this.#spool.seal();
      this.#isWhole = true;
    } catch (error) {
      this.#failure = error;
    } finally {
      this.#tell();
    }
  }

  #growth(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
      if (signal?.aborted) resolve();
    });
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
