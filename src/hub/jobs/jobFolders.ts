import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { exportedFrom, forgetExports } from '../../recording/deletion/exportLog.ts';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { removeHalfMade, removeLeftovers } from '../../recording/partFile.ts';
import type { Job } from './job.ts';

/**
 * Where jobs leave what they make, beside the recordings: a deletion finds it in the book of exports, and
 * what goes from here is taken out of that again.
 */
export class JobFolders {
  readonly path: string;
  readonly #recordings: string;
  readonly #logger: Logger;
  #forgetting: Promise<void> = Promise.resolve();

  /** @param recordings the hub's own folder */
  constructor(recordings: string, logger: Logger) {
    this.#recordings = recordings;
    this.#logger = logger;
    this.path = join(recordings, STATE_FOLDER, 'jobs');
  }

  async make({ folder }: Job): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }

  /** Nothing of a job stays but a recording that is whole. */
  async remove({ folder, task, output }: Job): Promise<void> {
    if (output !== null) await this.#quietly(removeLeftovers(output));
    await this.#clear(folder);
    await this.#forget([task.recording], folder);
  }

  /** Nothing of any job stays, also of those of a hub that was killed. */
  async removeAll(): Promise<void> {
    await this.#quietly(removeHalfMade(this.#recordings));
    if (!existsSync(this.path)) return;
    await this.#clear(this.path);
    await this.#forget(await exportedFrom(this.#recordings), this.path);
  }

  async #clear(folder: string): Promise<void> {
    await this.#quietly(rm(folder, { recursive: true, force: true }));
  }

  async #quietly(removed: Promise<void>): Promise<void> {
    await removed.catch((error: unknown) =>
      this.#logger.warn({ err: error }, 'files of a job are still there'),
    );
  }

  /** One after the other: they may be of one book. */
  async #forget(recordings: readonly string[], made: string): Promise<void> {
    const forgotten = this.#forgetting.then(async () => {
      for (const id of recordings) await forgetExports(this.#recordings, id, made);
    });
    this.#forgetting = forgotten.catch((error: unknown) =>
      this.#logger.warn({ err: error }, 'the book of exports names files that are gone'),
    );
    await this.#forgetting;
  }
}
