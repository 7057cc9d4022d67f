import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type LineDetail, type LineState, lineState } from '../lines/lineMaker.ts';
import type { InfluxConfig } from '../server/config.ts';

/** How far one recording has been uploaded to one bucket. */
export interface Cursor {
  /** Byte of the recording at which the next unread top-level record begins. */
  readonly offset: number;
  /** True when the end of a finished recording was reached: nothing will follow. */
  readonly finished: boolean;
  /** Value of the tag `hub` in what is uploaded already: a renamed hub must not upload it twice. */
  readonly hub: string;
  /** In how much detail it is uploaded: the same to its end, whatever is set meanwhile. */
  readonly detail: LineDetail;
  /** Of the line maker at `offset`. */
  readonly lines: LineState;
}

const SCHEMA_VERSION = 2;

const cursorFile = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  cursors: z.record(
    z.string(),
    z.object({
      offset: z.int().nonnegative(),
      finished: z.boolean(),
      hub: z.string(),
      detail: z.object({ bodyRateHz: z.number().nullable(), samples: z.boolean() }),
      lines: lineState,
    }),
  ),
});

/** Keeps the cursors of one bucket, one small file per recording. */
export class CursorStore {
  readonly #folder: string;
  readonly #bucket: string;

  /** `folder`: where state that is not a recording lives. */
  constructor(folder: string, { host, org, bucket }: InfluxConfig) {
    this.#folder = join(folder, 'uploads');
    this.#bucket = [host, org, bucket].join(' ');
  }

  /** null when nothing of the recording was acknowledged yet, or the file cannot be understood. */
  async read(recording: string): Promise<Cursor | null> {
    return (await this.#readFile(recording))[this.#bucket] ?? null;
  }

  async save(recording: string, cursor: Cursor): Promise<void> {
    const cursors = { ...(await this.#readFile(recording)), [this.#bucket]: cursor };
    const path = this.#pathOf(recording);
    const text = `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, cursors })}\n`;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    // No sync: a cursor lost in a power cut only sends some lines again, which changes nothing.
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  async #readFile(recording: string): Promise<Record<string, Cursor>> {
    try {
      return cursorFile.parse(JSON.parse(await readFile(this.#pathOf(recording), 'utf8'))).cursors;
    } catch {
      return {};
    }
  }

  #pathOf(recording: string): string {
    return join(this.#folder, `${recording}.json`);
  }
}
