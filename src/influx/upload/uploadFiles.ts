import { join } from 'node:path';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import type { InfluxConfig } from '../server/config.ts';
import { Delivery } from './delivery.ts';
import { UploadRun } from './uploadRun.ts';

export interface UploadFilesOptions {
  readonly config: InfluxConfig;
  /** Where the recordings lie; how far they are uploaded is kept in its folder `.plumbline`. */
  readonly folder: string;
  /** Names of their files in it. */
  readonly names: readonly string[];
  /** Whether what the database has of them is deleted, where it can be, and all is sent anew. */
  readonly again?: boolean;
  /** Told whenever the database has more of a recording, by the name of its file: which part, from 0 to 1. */
  readonly onProgress?: (name: string, from: number, to: number) => void;
}

export interface FilesUploaded {
  readonly linesSent: number;
  readonly linesRefused: number;
  /** What could not be uploaded or deleted, in a sentence; null when all could. */
  readonly problem: string | null;
}

/** Uploads some recordings of a folder to their present end, by the same steps as the hub. */
export class FilesUpload {
  readonly #delivery: Delivery;
  readonly #run: UploadRun;

  constructor({ config, folder, names, again = false, onProgress }: UploadFilesOptions) {
    this.#delivery = new Delivery({ config, stateFolder: join(folder, STATE_FOLDER) });
    this.#run = new UploadRun({
      config,
      recordingsFolder: folder,
      delivery: this.#delivery,
      pollMs: null,
      only: new Set(names),
      again: again ? names : [],
      onBatch: ({ recording, cursor: { offset, finished }, fromOffset, sizeBytes }) =>
        onProgress?.(recording, fromOffset / sizeBytes, finished ? 1 : offset / sizeBytes),
    });
  }

  get linesSent(): number {
    return this.#delivery.linesSent;
  }

  /** Why it waits, in a sentence; null when it does not. */
  get waitsBecause(): string | null {
    return this.#delivery.waitsBecause ?? (this.#run.isPutOff ? this.#run.problem : null);
  }

  /**
   * Goes on until all is sent, however often the server is away; the next one goes on where `signal`
   * broke this one off.
   * @throws RecordingError where one that is to be uploaded anew is no recording
   */
  async finish(signal: AbortSignal): Promise<FilesUploaded> {
    const stop = (): void => this.#delivery.disconnect();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await this.#run.run(signal);
    } finally {
      signal.removeEventListener('abort', stop);
      await this.#run.close();
      this.#delivery.disconnect();
    }
    const { linesSent, linesRefused, leftOut } = this.#delivery;
    return { linesSent, linesRefused, problem: leftOut ?? this.#run.problem };
  }
}
