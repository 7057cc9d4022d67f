import type { SessionMetadata } from '../../../model/session.ts';
import type { NewFiles } from '../newFiles.ts';
import type { Channel } from './channel.ts';
import { CHANNELS_JSON, channelsTsv, motionJson } from './sidecars.ts';

/** What a tracking system is, as far as it is known before its last row. */
export interface TrackingSystem {
  readonly session: SessionMetadata;
  readonly task: string;
  readonly name: string;
  readonly channels: readonly Channel[];
  readonly rateHz: number;
  readonly model: string;
}

/** One `_motion.tsv`, which has no header, with its sidecars; rows wait until `flush`. */
export class MotionFile {
  /** Without `_motion.tsv`. */
  readonly base: string;
  readonly #files: NewFiles<string>;
  readonly #system: TrackingSystem;
  readonly #serials = new Set<string>();
  #waiting: string[] = [];
  #rows = 0;
  #firstS = 0;
  #lastS = 0;

  constructor(files: NewFiles<string>, base: string, system: TrackingSystem) {
    this.#files = files;
    this.base = base;
    this.#system = system;
  }

  get rows(): number {
    return this.#rows;
  }

  /** @param cells in the order of the channels, the latency first */
  add(latencyS: number, cells: readonly string[]): void {
    if (this.#rows === 0) this.#firstS = latencyS;
    this.#lastS = latencyS;
    this.#rows++;
    this.#waiting.push(`${cells.join('\t')}\n`);
  }

  wornBy(serial: string): void {
    this.#serials.add(serial);
  }

  async flush(): Promise<void> {
    const text = this.#waiting.join('');
    this.#waiting = [];
    await this.#files.add(`${this.base}_motion.tsv`);
    await this.#files.write(`${this.base}_motion.tsv`, text);
  }

  /** The sidecars, which tell what the rows came to. */
  async end(): Promise<void> {
    await this.flush();
    await this.#files.close(`${this.base}_motion.tsv`);
    const { name, channels, rateHz, ...system } = this.#system;
    await this.#put('_channels.tsv', channelsTsv(channels, rateHz));
    await this.#put('_channels.json', CHANNELS_JSON);
    await this.#put(
      '_motion.json',
      motionJson({
        ...system,
        trackingSystem: name,
        channels,
        rateHz,
        rows: this.#rows,
        firstS: this.#firstS,
        lastS: this.#lastS,
        serials: [...this.#serials],
      }),
    );
  }

  async #put(ending: string, text: string): Promise<void> {
    await this.#files.add(this.base + ending);
    await this.#files.write(this.base + ending, text);
    await this.#files.close(this.base + ending);
  }
}
