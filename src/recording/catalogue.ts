import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { endsProperly } from './fileEnd.ts';
import { readHead } from './fileHead.ts';
import { readStatistics } from './fileStatistics.ts';
import { partOf, RECORDING_SUFFIX } from './naming.ts';
import { ReadFile } from './readFile.ts';
import { RecordingError, reasonOf } from './recordingError.ts';
import { spanS } from './recordingTime.ts';

export interface RecordingListing {
  /** Base name of the file; unique in its folder. */
  readonly id: string;
  readonly path: string;
  /** Id of the first part of its session; its own where the session is in one file. */
  readonly session: string;
  /** Which part of its session it is, from 1: a session that broke off goes on in another file. */
  readonly part: number;
  readonly subject: string;
  readonly protocol: string;
  readonly simulated: boolean;
  readonly startedUs: number;
  /** null while it is unfinished, or when its index is damaged. */
  readonly durationS: number | null;
  /** False while its recorder runs, or after that was killed and until it is recovered. */
  readonly finished: boolean;
  readonly sizeBytes: number;
}

/**
 * The recordings in a folder, newest first, read from the head and the end of each file.
 * Other files are passed over.
 * @throws RecordingError `missing` when the folder cannot be read.
 */
export async function listRecordings(folder: string): Promise<RecordingListing[]> {
  const names = await namesIn(folder);
  const listings: RecordingListing[] = [];
  for (const name of names.filter((candidate) => candidate.endsWith(RECORDING_SUFFIX))) {
    const listing = await listingOf(join(folder, name), name.slice(0, -RECORDING_SUFFIX.length));
    if (listing) listings.push(listing);
  }
  return listings.sort((a, b) => b.startedUs - a.startedUs || (a.id < b.id ? -1 : 1));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new RecordingError(
      'missing',
      folder,
      `Cannot list the recordings in ${folder}: ${reasonOf(error)}.`,
      error,
    );
  }
}

/** null for a file that is no recording of ours, or was removed meanwhile. */
async function listingOf(path: string, id: string): Promise<RecordingListing | null> {
  let file: ReadFile | null = null;
  try {
    file = await ReadFile.open(path);
    const { session } = await readHead(file);
    const finished = await endsProperly(file);
    const { subject, protocol, simulated, startedUs, continues } = session;
    return {
      id,
      path,
      ...(continues === undefined ? { session: id, part: 1 } : partOf(id)),
      subject,
      protocol,
      simulated,
      startedUs,
      durationS: finished ? await durationOf(file) : null,
      finished,
      sizeBytes: file.size,
    };
  } catch (error) {
    if (error instanceof RecordingError) return null;
    throw error;
  } finally {
    await file?.close();
  }
}

async function durationOf(file: ReadFile): Promise<number | null> {
  const statistics = await readStatistics(file);
  return statistics && spanS(statistics.messageStartTime, statistics.messageEndTime);
}
