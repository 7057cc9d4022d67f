import { join } from 'node:path';
import type { AssessmentId } from '../model/assessment.ts';
import type { Task } from '../model/task.ts';
import { endsProperly } from './fileEnd.ts';
import { readHead } from './fileHead.ts';
import { readStatistics } from './fileStatistics.ts';
import type { ListingMemory } from './listingMemory.ts';
import { partOf, RECORDING_SUFFIX } from './naming.ts';
import { plainFilesIn } from './plainFiles.ts';
import { ReadFile } from './readFile.ts';
import { RecordingError, reasonOf } from './recordingError.ts';
import { spanS } from './recordingTime.ts';

/** Files that are read at the same time: while one waits for the disk another is understood. */
const AT_ONCE = 8;
/** The session record and the statistics are in these as a rule; else they are read by themselves. */
const HEAD_BYTES = 16 * 1024;
const TAIL_BYTES = 4 * 1024;

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
  readonly task: Task;
  /** null where what was recorded is of none. */
  readonly assessment: AssessmentId | null;
  /** Its own name of itself; that of the file, unless somebody renamed it. */
  readonly sessionId: string;
  /** Ids of the recordings it was computed from, nearest first. */
  readonly ancestors: readonly string[];
  readonly startedUs: number;
  /** null while it is unfinished, or when its index is damaged. */
  readonly durationS: number | null;
  /** False while its recorder runs, or after that was killed and until it is recovered. */
  readonly finished: boolean;
  readonly sizeBytes: number;
}

/**
 * The recordings in a folder, newest first, read from the head and the end of each file.
 * Other files, links and folders are passed over.
 * @param memory of who lists the folder again and again; without it every file is read
 * @throws RecordingError `missing` when the folder cannot be read.
 */
export async function listRecordings(
  folder: string,
  memory: ListingMemory<RecordingListing> | null = null,
): Promise<RecordingListing[]> {
  const names = await namesIn(folder);
  memory?.keepOnly(folder, names);
  const waiting = names.filter((candidate) => candidate.endsWith(RECORDING_SUFFIX));
  const listings: RecordingListing[] = [];
  const readOn = async (): Promise<void> => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const path = join(folder, name);
      const read = () => listingOf(path, name.slice(0, -RECORDING_SUFFIX.length));
      const listing = await (memory === null ? read() : memory.listing(path, read));
      if (listing) listings.push(listing);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
  return listings.sort((a, b) => b.startedUs - a.startedUs || (a.id < b.id ? -1 : 1));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await plainFilesIn(folder);
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
    await file.keepEnds(HEAD_BYTES, TAIL_BYTES);
    const { session } = await readHead(file);
    const finished = await endsProperly(file);
    const { subject, protocol, simulated, startedUs, settings, parent, continues } = session;
    const { ancestors = parent === undefined ? [] : [{ id: parent }] } = session;
    return {
      id,
      path,
      ...(continues === undefined ? { session: id, part: 1 } : partOf(id)),
      subject,
      protocol,
      simulated,
      task: settings.task,
      assessment: settings.assessment ?? null,
      sessionId: session.id,
      ancestors: ancestors.map((each) => each.id),
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
