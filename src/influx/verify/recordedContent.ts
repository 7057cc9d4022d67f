import type { SessionMetadata } from '../../model/session.ts';
import { RecordingTail } from '../../recording/tail.ts';
import { LineMaker } from '../lines/lineMaker.ts';
import type { Cursor } from '../upload/cursorStore.ts';
import { addLine, type Content } from './content.ts';
import { readLine } from './readLine.ts';

/** What a recording gives, under the tags that its upload began with. */
export interface RecordedContent {
  /** Up to where it was acknowledged. */
  readonly uploaded: LinesContent;
  /** Up to its present end. */
  readonly all: LinesContent;
}

export interface LinesContent {
  readonly content: Content;
  readonly lines: number;
}

export const NOTHING: LinesContent = { content: new Map(), lines: 0 };

/** @throws RecordingError as `RecordingTail.open` */
export async function recordedContent(
  path: string,
  metadata: SessionMetadata,
  cursor: Cursor,
): Promise<RecordedContent> {
  const { hub, detail, subject, finished } = cursor;
  const maker = new LineMaker({ ...metadata, subject }, hub, detail, null);
  const content: Content = new Map();
  let lines = 0;
  const add = (made: readonly string[]): void => {
    lines += made.length;
    for (const line of made) addLine(content, readLine(line));
  };
  // A cursor may be noted before anything is acknowledged.
  if (cursor.offset > 0) await addUploaded(path, cursor, maker, add);
  const uploaded = { content: structuredClone(content), lines };
  if (!finished) await addRest(path, cursor, maker, add);
  return { uploaded, all: { content, lines } };
}

type Add = (lines: readonly string[]) => void;

async function addUploaded(
  path: string,
  { offset, finished }: Cursor,
  maker: LineMaker,
  add: Add,
): Promise<void> {
  const tail = await RecordingTail.open(path);
  try {
    add(maker.start());
    while (tail.offset < offset) {
      const contents = await tail.next(maker.kinds);
      // A cursor may stand behind the index of a chunk: the chunk that follows is not acknowledged then.
      if (contents === null || tail.offset > offset) break;
      for (const each of contents) add(maker.add(each));
    }
    if (finished) add(maker.end());
  } finally {
    await tail.close();
  }
}

async function addRest(
  path: string,
  { offset }: Cursor,
  maker: LineMaker,
  add: Add,
): Promise<void> {
  const tail = await RecordingTail.open(path, offset);
  try {
    // A file that was cut after a crash is uploaded from its beginning, over what is there.
    if (offset > 0 && tail.offset !== offset) return;
    if (offset === 0) add(maker.start());
    for (;;) {
      const contents = await tail.next(maker.kinds);
      if (contents === null) break;
      for (const each of contents) add(maker.add(each));
    }
    if (tail.ended) add(maker.end());
  } finally {
    await tail.close();
  }
}
