import type { SiteRepeatability } from '../movement/detectableChange.ts';
import type { RecordingListing } from '../recording/catalogue.ts';
import type { Recording } from '../recording/reader.ts';
import type { Sidecar } from '../recording/sidecar/sidecar.ts';
import type { Report } from '../report/report.ts';
import type { Feed } from './feed.ts';

/** What a client learns of a recording; where it lies on this machine is not its business. */
export type RecordingSummary = Omit<RecordingListing, 'path'>;

/** A recording that is open for as long as it is read. */
export interface OpenedRecording {
  readonly id: string;
  readonly recording: Recording;
  /** Of whom it is, also where that was put right after it was recorded. */
  readonly subject: string;
  /** What was said of it since it was recorded. */
  readonly said: Sidecar;
  /** Other than before where the file is. */
  readonly version: string;
  /** What the site measured of itself at its task; null takes the defaults. */
  readonly site: SiteRepeatability | null;
}

/** The recordings of the hub. */
export interface RecordingLibrary {
  /** Newest first. */
  list(): Promise<readonly RecordingSummary[]>;
  /**
   * Opens a recording to be replayed; the feed closes it when it stops.
   * @param settings those that differ from its own; given, if empty, its results are computed anew from
   * its packets, else what it holds is shown
   * @throws FeedError when the settings are not valid or it cannot be computed anew as it is played
   * @throws UnknownRecordingError when there is none of this id.
   * @throws RecordingError when it cannot be read, in a sentence.
   */
  openReplay(id: string, settings?: Readonly<Record<string, unknown>>): Promise<Feed>;
  /**
   * What the stored results of a recording tell.
   * @throws UnknownRecordingError when there is none of this id.
   * @throws RecordingError when it cannot be read, ReportError when it holds packets alone.
   */
  report(id: string): Promise<Report>;
  /**
   * Reads recordings, one reading at a time: the live session has the same processor.
   * @throws UnknownRecordingError when there is none of an id.
   * @throws RecordingError when one cannot be opened, and whatever `read` throws.
   */
  read<T>(
    ids: readonly string[],
    read: (opened: readonly OpenedRecording[]) => Promise<T>,
  ): Promise<T>;
}

export class UnknownRecordingError extends Error {
  override name = 'UnknownRecordingError';

  constructor(id: string) {
    super(`There is no recording "${id}".`);
  }
}
