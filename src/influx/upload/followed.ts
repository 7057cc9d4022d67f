import { stat } from 'node:fs/promises';
import { RecordingTail } from '../../recording/tail.ts';
import { unknownText } from '../../recording/unknownMessages.ts';
import { type LineDetail, LineMaker } from '../lines/lineMaker.ts';
import type { Cursor } from './cursorStore.ts';
import { kinOf } from './kin.ts';

/** Lines that are in memory at once, besides those of one chunk more. */
const BATCH_LINES = 5000;
/** A stretch without any line must not keep newer recordings waiting. */
const BATCH_CHUNKS = 200;

/** Lines to send, and the cursor to keep once they are acknowledged. */
export interface Batch {
  /** Name of the file. */
  readonly recording: string;
  readonly lines: readonly string[];
  readonly cursor: Cursor;
  /** Whether nothing of the recording was acknowledged before it. */
  readonly isFirst: boolean;
  /** Byte of the recording at which it begins. */
  readonly fromOffset: number;
  /** Size of the recording when it was read; the cursor stands at a byte of it. */
  readonly sizeBytes: number;
}

/** How a recording that was not begun is to be uploaded. */
export interface UploadAs {
  readonly hub: string;
  readonly detail: LineDetail;
}

/** What a cursor keeps of a recording from its first batch to its last. */
type Tags = Omit<Cursor, 'offset' | 'finished' | 'lines'>;

/** A recording that is not uploaded to its end: makes its lines from where the last batch ended. */
export class Followed {
  readonly #name: string;
  readonly #path: string;
  readonly #tail: RecordingTail;
  readonly #maker: LineMaker;
  readonly #tags: Tags;
  /** True when nothing of it was ever acknowledged. */
  #isNew: boolean;

  private constructor(
    name: string,
    path: string,
    tail: RecordingTail,
    tags: Tags,
    cursor: Cursor | null,
  ) {
    this.#name = name;
    this.#path = path;
    this.#tail = tail;
    this.#tags = tags;
    // A file that was cut after a crash is read from its beginning.
    this.#isNew = cursor === null || tail.offset !== cursor.offset;
    const session = { ...tail.metadata, subject: tags.subject };
    const state = this.#isNew ? null : (cursor?.lines ?? null);
    this.#maker = new LineMaker(session, tags.hub, tags.detail, state);
  }

  /**
   * @param id base name of the file
   * @param cursor how far it was uploaded, null for not at all
   * @param subjectOf who it is of; asked where nothing of it was uploaded
   * @throws RecordingError as `RecordingTail.open`
   */
  static async open(
    path: string,
    id: string,
    name: string,
    cursor: Cursor | null,
    as: UploadAs,
    subjectOf: (recordedSubject: string, kin: readonly string[]) => string,
  ): Promise<Followed> {
    const tail = await RecordingTail.open(path, cursor?.offset ?? 0);
    const { metadata } = tail;
    const kin = kinOf(metadata, id);
    const tags = {
      hub: cursor?.hub ?? as.hub,
      detail: cursor?.detail ?? as.detail,
      session: metadata.id,
      subject: cursor?.subject ?? subjectOf(metadata.subject, kin),
      recordedSubject: metadata.subject,
      kin,
    };
    return new Followed(name, path, tail, tags, cursor);
  }

  /** Tag `session` of its lines. */
  get session(): string {
    return this.#tags.session;
  }

  /** What of it cannot be uploaded, as the end of a sentence; null when all of it can. */
  get problem(): string | null {
    const { damagedChunks, damagedStretches, unknownMessages } = this.#tail;
    const unknown = unknownText(unknownMessages);
    if (unknown !== null) {
      return `holds ${unknown}, which are not uploaded; the version that wrote them can`;
    }
    const places = damagedChunks + damagedStretches;
    if (places === 0) return null;
    return `is damaged in ${places} ${places === 1 ? 'place' : 'places'}: what stood there cannot be uploaded`;
  }

  /** What comes next; null when no more of it is on the disk. */
  async nextBatch(): Promise<Batch | null> {
    const tail = this.#tail;
    const before = tail.offset;
    const isFirst = this.#isNew;
    const lines = isFirst ? this.#maker.start() : [];
    for (let chunks = 0; chunks < BATCH_CHUNKS && lines.length < BATCH_LINES; chunks++) {
      const contents = await tail.next(this.#maker.kinds);
      if (contents === null) break;
      for (const content of contents) for (const line of this.#maker.add(content)) lines.push(line);
    }
    const { offset, ended: finished } = tail;
    if (offset === before) return null;
    this.#isNew = false;
    if (finished) lines.push(...this.#maker.end());
    const { size: sizeBytes } = await stat(this.#path);
    const cursor = { offset, finished, lines: this.#maker.state, ...this.#tags };
    return { recording: this.#name, lines, cursor, isFirst, fromOffset: before, sizeBytes };
  }

  close(): Promise<void> {
    return this.#tail.close();
  }
}
