import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keepLaterVersion } from '../../recording/keepLaterVersion.ts';
import { readPlainFile } from '../../recording/readPlainFile.ts';
import { systemCode } from '../../recording/recordingError.ts';
import { type LineDetail, type LineState, lineState } from '../lines/lineMaker.ts';
import type { InfluxConfig } from '../server/config.ts';

/** How far one recording has been uploaded to one bucket. */
export interface Cursor {
  /**
   * Byte of the recording at which the next unread top-level record begins; 0 where nothing was
   * acknowledged, while lines may have been sent.
   */
  readonly offset: number;
  /** True when the end of a finished recording was reached: nothing will follow. */
  readonly finished: boolean;
  /** Value of the tag `hub` in what is uploaded already: a renamed hub must not upload it twice. */
  readonly hub: string;
  /** In how much detail it is uploaded: the same to its end, whatever is set meanwhile. */
  readonly detail: LineDetail;
  /** Of the line maker at `offset`. */
  readonly lines: LineState;
  /** Tag `session` in what is uploaded already. */
  readonly session: string;
  /** Tag `subject` in what is uploaded already. */
  readonly subject: string;
  /** Whom the recording itself names; its sidecar may say another. */
  readonly recordedSubject: string;
  /** Ids of recordings whose person is also that of this one: what was put right there holds here. */
  readonly kin: readonly string[];
}

/** A bucket as cursors and requests for deletion name it. */
export function bucketName({ host, org, bucket }: InfluxConfig): string {
  return [host, org, bucket].join(' ');
}

export const CURSOR_VERSION = 2;
/** Too many open files, and a disk that fails. */
const PASSING: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'EIO']);
const SUFFIX = '.json';

const cursorFile = z.object({
  schemaVersion: z.literal(CURSOR_VERSION),
  cursors: z.record(
    z.string(),
    z.object({
      offset: z.int().nonnegative(),
      finished: z.boolean(),
      hub: z.string(),
      detail: z.object({ bodyRateHz: z.number().nullable(), samples: z.boolean() }),
      lines: lineState,
      session: z.string(),
      subject: z.string(),
      recordedSubject: z.string(),
      kin: z.array(z.string()),
    }),
  ),
});

/** Keeps the cursors of one bucket, one small file per recording. */
export class CursorStore {
  readonly #folder: string;
  readonly #bucket: string;

  /** `folder`: where state that is not a recording lives. */
  constructor(folder: string, config: InfluxConfig) {
    this.#folder = join(folder, 'uploads');
    this.#bucket = bucketName(config);
  }

  /**
   * Makes the folder that tells a deletion of recordings that lines of them may be in a database: it has
   * to be there before the first line is.
   */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }

  /**
   * null when nothing of the recording was sent yet, or the file cannot be understood.
   * @throws Error of the system when it cannot be read now
   */
  async read(recording: string): Promise<Cursor | null> {
    return (await this.#readFile(recording))[this.#bucket] ?? null;
  }

  save(recording: string, cursor: Cursor): Promise<void> {
    return this.#change(recording, (cursors) => ({ ...cursors, [this.#bucket]: cursor }));
  }

  /** Forgets how far a recording was uploaded to this bucket: it will be uploaded anew. */
  async drop(recording: string): Promise<void> {
    if ((await this.read(recording)) === null) return;
    await this.#change(recording, ({ [this.#bucket]: _, ...others }) => others);
  }

  /** Names of the recordings whose lines in this bucket have these tags; two files may be one session. */
  async holding(session: string, hubs: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const name of await this.#names()) {
      const cursor = await this.read(name);
      if (cursor?.session === session && hubs.includes(cursor.hub)) found.push(name);
    }
    return found;
  }

  /** Forgets how far a recording was uploaded to any bucket. */
  async dropAll(recording: string): Promise<void> {
    await rm(this.#pathOf(recording), { force: true });
  }

  async #change(
    recording: string,
    change: (cursors: Readonly<Record<string, Cursor>>) => Record<string, Cursor>,
  ): Promise<void> {
    const cursors = change(await this.#readFile(recording));
    const path = this.#pathOf(recording);
    const text = `${JSON.stringify({ schemaVersion: CURSOR_VERSION, cursors })}\n`;
    await this.prepare();
    await keepLaterVersion(path, CURSOR_VERSION);
    // No sync: a cursor lost in a power cut only sends some lines again, which changes nothing.
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.#folder))
        .filter((name) => name.endsWith(SUFFIX))
        .map((name) => name.slice(0, -SUFFIX.length));
    } catch {
      return [];
    }
  }

  async #readFile(recording: string): Promise<Record<string, Cursor>> {
    try {
      return cursorFile.parse(JSON.parse(await readPlainFile(this.#pathOf(recording)))).cursors;
    } catch (error) {
      // Taken for lost, it would be uploaded under the names of now beside those of then.
      if (PASSING.has(systemCode(error) ?? '')) throw error;
      return {};
    }
  }

  #pathOf(recording: string): string {
    return join(this.#folder, `${recording}${SUFFIX}`);
  }
}
