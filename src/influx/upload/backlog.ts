import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentKind, RecordedContent } from '../../recording/channelDecoders.ts';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import { RecordingError } from '../../recording/recordingError.ts';
import { RecordingTail } from '../../recording/tail.ts';
import { unknownText } from '../../recording/unknownMessages.ts';
import { withoutPath } from '../../recording/withoutPath.ts';
import { type LineDetail, LineMaker } from '../lines/lineMaker.ts';
import type { InfluxConfig } from '../server/config.ts';
import { type Cursor, CursorStore } from './cursorStore.ts';

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
  readonly detail: LineDetail;
  readonly maker: LineMaker;
  /** True when nothing of it was ever acknowledged. */
  isNew: boolean;
}

/** What a folder of recordings holds that the database does not have yet. */
export class Backlog {
  readonly #folder: string;
  readonly #hub: string;
  readonly #detail: LineDetail;
  readonly #cursors: CursorStore;
  readonly #followed = new Map<string, Followed>();
  readonly #finished = new Set<string>();
  /** Stamp of a recording when it was last read to its end. */
  readonly #readAt = new Map<string, string>();
  #problem: string | null = null;

  constructor(recordingsFolder: string, stateFolder: string, config: InfluxConfig) {
    this.#folder = recordingsFolder;
    this.#hub = config.hub;
    this.#detail = config.detail;
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

    const { tail, hub, detail, maker, isNew } = followed;
    const before = tail.offset;
    const contents = await readSome(tail, maker.kinds);
    const { offset, ended: finished } = tail;
    if (offset === before) return null;
    if (tail.damagedChunks > 0) {
      this.#problem = `${name} is damaged: ${tail.damagedChunks} of its chunks cannot be uploaded`;
    }
    const unknown = unknownText(tail.unknownMessages);
    if (unknown !== null) {
      this.#problem = `${name} holds ${unknown}, which are not uploaded; the version that wrote them can`;
    }
    this.#readAt.delete(name);
    followed.isNew = false;
    const lines = isNew ? maker.start() : [];
    for (const content of contents) lines.push(...maker.add(content));
    if (finished) lines.push(...maker.end());
    const cursor = { offset, finished, hub, detail, lines: maker.state };
    return { recording: name, lines, cursor };
  }

  async #follow(name: string): Promise<Followed | null> {
    const cursor = await this.#cursors.read(name);
    if (cursor?.finished) {
      this.#finished.add(name);
      return null;
    }
    const tail = await RecordingTail.open(join(this.#folder, name), cursor?.offset ?? 0);
    const { hub, detail } = cursor ?? { hub: this.#hub, detail: this.#detail };
    // A file that was cut after a crash is read from its beginning.
    const isNew = cursor === null || tail.offset !== cursor.offset;
    const maker = new LineMaker(tail.metadata, hub, detail, isNew ? null : cursor.lines);
    const followed = { tail, hub, detail, maker, isNew };
    this.#followed.set(name, followed);
    return followed;
  }

  async #leave(name: string): Promise<void> {
    const followed = this.#followed.get(name);
    this.#followed.delete(name);
    await followed?.tail.close();
  }
}

async function readSome(
  tail: RecordingTail,
  kinds: readonly ContentKind[],
): Promise<RecordedContent[]> {
  const contents: RecordedContent[] = [];
  while (contents.length < BATCH_MESSAGES) {
    const chunk = await tail.next(kinds);
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
