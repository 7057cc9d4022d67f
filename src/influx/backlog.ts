import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedContent } from '../recording/channelDecoders.ts';
import { RECORDING_SUFFIX } from '../recording/naming.ts';
import { RecordingError } from '../recording/recordingError.ts';
import { RecordingTail } from '../recording/tail.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import type { InfluxConfig } from './config.ts';
import { type Cursor, CursorStore } from './cursorStore.ts';
import { linesOf } from './linesOf.ts';
import { seriesTags } from './seriesTags.ts';
import { sessionLines } from './sessionLines.ts';

/** Messages that are in memory at once, besides the rest of their last chunk. */
const BATCH_MESSAGES = 2500;

/** Lines to send, and the cursor to keep once they are acknowledged. */
export interface Batch {
  readonly recording: string;
  readonly lines: readonly string[];
  readonly cursor: Cursor;
}

/** A recording that is not uploaded to its end. */
interface Followed {
  readonly tail: RecordingTail;
  readonly hub: string;
  /** True when nothing of it was ever acknowledged. */
  isNew: boolean;
}

/** What a folder of recordings holds that the database does not have yet. */
export class Backlog {
  readonly #folder: string;
  readonly #hub: string;
  readonly #cursors: CursorStore;
  readonly #followed = new Map<string, Followed>();
  readonly #finished = new Set<string>();
  /** Stamp of a recording when it was last read to its end. */
  readonly #readAt = new Map<string, string>();
  #problem: string | null = null;

  constructor(recordingsFolder: string, stateFolder: string, config: InfluxConfig) {
    this.#folder = recordingsFolder;
    this.#hub = config.hub;
    this.#cursors = new CursorStore(stateFolder, config);
  }

  /** Which recording could not be read or noted last, in a sentence; null when none. */
  get problem(): string | null {
    return this.#problem;
  }

  /**
   * What to send next, null when all is sent. Each call goes on behind the last batch.
   * The newest recording that has something comes first, so that "now" is current.
   */
  async next(): Promise<Batch | null> {
    for (const name of await this.#recordings()) {
      try {
        const batch = await this.#read(name);
        if (batch !== null) return batch;
      } catch (error) {
        await this.#leave(name);
        if (!isUnfinishedHead(error)) {
          this.#problem = `${name} cannot be uploaded: ${withoutPath(error)}`;
        }
      }
    }
    return null;
  }

  /** Notes that everything up to the end of this batch is in the database. */
  async keep({ recording, cursor }: Batch): Promise<void> {
    try {
      await this.#cursors.save(recording, cursor);
    } catch (error) {
      this.#problem = `how far ${recording} is uploaded cannot be noted, so it will be sent again after a restart: ${withoutPath(error)}`;
    }
    if (cursor.finished) {
      await this.#leave(recording);
      this.#finished.add(recording);
    }
  }

  /** Closes the recordings; batches that were not kept come again from another backlog. */
  async close(): Promise<void> {
    for (const name of [...this.#followed.keys()]) await this.#leave(name);
  }

  async #recordings(): Promise<string[]> {
    try {
      const names = await readdir(this.#folder);
      // A recording's name begins with its date.
      return names
        .filter((name) => name.endsWith(RECORDING_SUFFIX))
        .sort()
        .reverse();
    } catch {
      // No folder yet: nothing was recorded.
      return [];
    }
  }

  async #read(name: string): Promise<Batch | null> {
    if (this.#finished.has(name)) return null;
    const stamp = await stampOf(join(this.#folder, name));
    if (stamp === this.#readAt.get(name)) return null;
    // Set first: a file that cannot be read is tried again only when it has changed.
    this.#readAt.set(name, stamp);
    const followed = this.#followed.get(name) ?? (await this.#follow(name));
    if (followed === null) return null;

    const { tail, hub, isNew } = followed;
    const before = tail.offset;
    const contents = await readSome(tail);
    const { offset, ended: finished } = tail;
    if (offset === before) return null;
    if (tail.damagedChunks > 0) {
      this.#problem = `${name} is damaged: ${tail.damagedChunks} of its chunks cannot be uploaded`;
    }
    this.#readAt.delete(name);
    followed.isNew = false;
    const tags = seriesTags(tail.metadata, hub);
    const lines = isNew ? sessionLines(tail.metadata, tags) : [];
    const { customMeasures } = tail.metadata.settings;
    for (const content of contents) lines.push(...linesOf(content, tags, customMeasures));
    return { recording: name, lines, cursor: { offset, finished, hub } };
  }

  async #follow(name: string): Promise<Followed | null> {
    const cursor = await this.#cursors.read(name);
    if (cursor?.finished) {
      this.#finished.add(name);
      return null;
    }
    const tail = await RecordingTail.open(join(this.#folder, name), cursor?.offset ?? 0);
    const followed = { tail, hub: cursor?.hub ?? this.#hub, isNew: cursor === null };
    this.#followed.set(name, followed);
    return followed;
  }

  async #leave(name: string): Promise<void> {
    const followed = this.#followed.get(name);
    this.#followed.delete(name);
    await followed?.tail.close();
  }
}

async function readSome(tail: RecordingTail): Promise<RecordedContent[]> {
  const contents: RecordedContent[] = [];
  while (contents.length < BATCH_MESSAGES) {
    const chunk = await tail.next(['frame', 'event']);
    if (chunk === null) break;
    contents.push(...chunk);
  }
  return contents;
}

/** Changes when the file does; a recovery can make it smaller. */
async function stampOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return `${size} ${mtimeMs}`;
}

/** A recording that was begun a moment ago. */
function isUnfinishedHead(error: unknown): boolean {
  return (
    error instanceof RecordingError && (error.problem === 'truncated' || error.problem === 'empty')
  );
}
