import { basename, dirname, join } from 'node:path';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { plainFilesIn } from '../../recording/plainFiles.ts';
import { RecordingTail } from '../../recording/tail.ts';
import type { InfluxLink } from '../query/influxLink.ts';
import type { InfluxConfig } from '../server/config.ts';
import { type Cursor, CursorStore } from '../upload/cursorStore.ts';
import { idOf } from '../upload/recordingFile.ts';
import { SubjectBook } from '../upload/subjectBook.ts';
import { byMeasurement, type MeasurementComparison } from './byMeasurement.ts';
import { databaseContent } from './databaseContent.ts';
import { type Difference, differencesOf } from './differences.ts';
import { NOTHING, recordedContent } from './recordedContent.ts';

export interface UploadVerification {
  /**
   * How far it was acknowledged, which is what was compared; `open` is all so far of a recording that is
   * not closed.
   */
  readonly uploaded: 'all' | 'open' | 'part' | 'nothing';
  /** Lines of the recording that were compared. */
  readonly lines: number;
  /** Lines of all of it that is on the disk. */
  readonly allLines: number;
  /** Under whom it was uploaded where that was put right since; null where it was not. */
  readonly subject: { readonly uploaded: string; readonly now: string } | null;
  /** Of the lines under the pseudonym that they were uploaded under. */
  readonly differences: readonly Difference[];
  /** The same, in sums. */
  readonly measurements: readonly MeasurementComparison[];
}

/**
 * Compares what a recording gives, up to where it was acknowledged, with what the database holds of it.
 * Kept in memory are figures per field, however long the recording is.
 * @param path of the recording, whose cursor lies in `.plumbline` beside it
 * @throws RecordingError where it is no recording, UploadError when the server is away or may not be read
 */
export async function verifyUpload(
  path: string,
  config: InfluxConfig,
  link: InfluxLink,
): Promise<UploadVerification> {
  const cursors = new CursorStore(join(dirname(path), STATE_FOLDER), config);
  const cursor = await cursors.read(basename(path));
  const tail = await RecordingTail.open(path, cursor?.offset ?? 0);
  try {
    const { metadata } = tail;
    const { uploaded, all } =
      cursor === null
        ? { uploaded: NOTHING, all: NOTHING }
        : await recordedContent(path, metadata, cursor);
    const hub = cursor?.hub ?? config.hub;
    const found = await databaseContent(link, metadata.id, hub, uploaded.content);
    const differences = differencesOf(uploaded.content, found, all.content);
    return {
      uploaded: cursor === null || cursor.offset === 0 ? 'nothing' : await howFar(tail, cursor),
      lines: uploaded.lines,
      allLines: all.lines,
      subject: cursor === null ? null : await subjectChange(path, cursor),
      differences,
      measurements: byMeasurement(uploaded.content, differences),
    };
  } finally {
    await tail.close();
  }
}

async function subjectChange(path: string, cursor: Cursor): Promise<UploadVerification['subject']> {
  const book = new SubjectBook(dirname(path));
  await book.learn(await plainFilesIn(dirname(path)));
  const now = book.subjectOf({ id: idOf(basename(path)), ...cursor });
  // A damaged sidecar hides who it is: an upload changes nothing then, either.
  return now === null || now === cursor.subject ? null : { uploaded: cursor.subject, now };
}

/** `tail` stands where the cursor does. */
async function howFar(tail: RecordingTail, { finished }: Cursor): Promise<'all' | 'open' | 'part'> {
  if (finished) return 'all';
  const next = await tail.next([]);
  return next === null && !tail.ended ? 'open' : 'part';
}
