import type { PipelineSettings } from '../../model/settings.ts';
import type { Playable, PlayedKind } from '../../recording/playable.ts';
import type { LogRange, Recorded, Recording } from '../../recording/reader.ts';
import type { SpoolBlock } from '../../recording/spoolBlock.ts';
import { SpoolReader } from '../../recording/spoolReader.ts';
import { withoutPath } from '../../recording/withoutPath.ts';
import { computeInThread, HAS_THREAD } from './aheadThread.ts';
import { computeAhead } from './computeAhead.ts';

/**
 * The results of a recording computed anew from its inputs as they came, while they are played and ahead
 * of that. What is computed can be played and sought; what is not is waited for.
 */
export class RecomputedPlayable implements Playable {
  readonly startUs: number;
  readonly endUs: number;
  readonly durationS: number;
  readonly #spool: SpoolReader;
  readonly #stopped = new AbortController();
  #computing: Promise<void> = Promise.resolve();
  #isWhole = false;
  #failure: Error | null = null;
  /** Called at every block, at the end and at a failure. */
  #waiting: (() => void)[] = [];

  private constructor({ startUs, endUs, durationS }: Recording, spool: SpoolReader) {
    this.#spool = spool;
    this.startUs = startUs;
    this.endUs = endUs;
    this.durationS = durationS;
  }

  /**
   * Begins to compute; `stop` ends it. The recording stays the caller's to close, after that.
   * @throws Error of the file system
   */
  static async start(
    recording: Recording,
    settings: PipelineSettings,
  ): Promise<RecomputedPlayable> {
    const spool = await SpoolReader.create(settings.customMeasures);
    const playable = new RecomputedPlayable(recording, spool);
    playable.#computing = playable.#compute(recording, settings);
    return playable;
  }

  get readyS(): number {
    if (this.#isWhole) return this.durationS;
    return Math.max(0, (this.#spool.endUs - this.startUs) / 1e6);
  }

  get happenings() {
    return this.#spool.happenings;
  }

  /** @throws Error with what ended the computing, when all before it was given */
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

  async #compute(recording: Recording, settings: PipelineSettings): Promise<void> {
    const { signal } = this.#stopped;
    const spool = this.#spool.path;
    const onBlock = (block: SpoolBlock): void => {
      this.#spool.add(block);
      this.#tell();
    };
    try {
      if (HAS_THREAD) {
        await computeInThread({ recording: recording.path, settings, spool }, onBlock, signal);
      } else await computeAhead(recording, settings, spool, onBlock, signal);
      this.#isWhole = !signal.aborted;
    } catch (error) {
      this.#failure = new Error(`The replay can be computed no further: ${withoutPath(error)}`);
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
