import { type FileHandle, open, rm } from 'node:fs/promises';
import type { McapIndexedReader } from '@mcap/core';
import { writeFully } from './appendFile.ts';
import { endsProperly } from './fileEnd.ts';
import { readHead } from './fileHead.ts';
import { readIndex } from './fileIndex.ts';
import { type Loss, lossesOf } from './losses.ts';
import { ReadFile } from './readFile.ts';
import { RecordingError, reasonOf, systemCode } from './recordingError.ts';
import { spanS } from './recordingTime.ts';
import { type ScannedFile, scanRecording } from './scan.ts';
import { loadZstd } from './zstd.ts';

const COPY_BYTES = 1024 * 1024;

export interface RecoveryReport {
  readonly path: string;
  /** False when the recording had its end and index already and nothing was done. */
  readonly recovered: boolean;
  /** Messages that can be read, and the time they span. */
  readonly messages: number;
  readonly durationS: number;
  /** What cannot be read, in the order of the file. */
  readonly losses: readonly Loss[];
  /** Bytes of an incomplete end that were moved to `tornPath`, or would be. */
  readonly tornBytes: number;
  /** null where there are none, or they stand where they were. */
  readonly tornPath: string | null;
}

export interface RecoveryOptions {
  /** Says what would be done and changes nothing. Default false. */
  readonly checkOnly?: boolean;
  /** Reads every chunk of a recording that has its end, too. Default false: its index is believed. */
  readonly thorough?: boolean;
}

/**
 * Gives an unfinished recording the end that its recorder could not write, in place. Bytes of
 * a torn end are saved beside it before they are cut off; a chunk in the midst that cannot be read
 * stays where it is and is passed over by readers. Not for a file still being written.
 * @throws RecordingError when the file is empty, no recording, or cut within its head.
 */
export async function recoverRecording(
  path: string,
  { checkOnly = false, thorough = false }: RecoveryOptions = {},
): Promise<RecoveryReport> {
  const zstd = await loadZstd();
  const file = await ReadFile.open(path);
  try {
    const head = await readHead(file);
    const index = await wholeIndex(file);
    if (index && !thorough) return untouched(path, index);
    const scanned = await scanRecording(file, head, zstd);
    const losses = await lossesOf(file, scanned, zstd);
    const tornBytes = index || scanned.endsWithSummary ? 0 : file.size - scanned.tornAt;
    let tornPath: string | null = null;
    if (!index && !checkOnly) {
      if (tornBytes > 0) tornPath = await saveTorn(file, scanned.tornAt);
      await writeEnd(path, scanned);
    }
    const { messages, spanNs } = scanned.summary;
    const now = { messages, durationS: spanS(...spanNs) };
    return { path, recovered: index === null, ...now, losses, tornBytes, tornPath };
  } finally {
    await file.close();
  }
}

function untouched(path: string, { statistics }: McapIndexedReader): RecoveryReport {
  const { messageCount = 0n, messageStartTime = 0n, messageEndTime = 0n } = statistics ?? {};
  return {
    path,
    recovered: false,
    messages: Number(messageCount),
    durationS: spanS(messageStartTime, messageEndTime),
    losses: [],
    tornBytes: 0,
    tornPath: null,
  };
}

/** The index of a file that was closed; null when it was not or when its index is damaged. */
async function wholeIndex(file: ReadFile): Promise<McapIndexedReader | null> {
  if (!(await endsProperly(file))) return null;
  try {
    return await readIndex(file);
  } catch {
    return null;
  }
}

/** Truncation first: a recovery that is killed in between leaves a file to be recovered again. */
async function writeEnd(path: string, scanned: ScannedFile): Promise<void> {
  const { summary, indexes, indexesAt, tornAt } = scanned;
  const dataEnd = Math.max(tornAt, indexesAt + indexes.length);
  try {
    const handle = await open(path, 'r+');
    try {
      await handle.truncate(tornAt);
      await writeFully(handle, indexes, indexesAt);
      await writeFully(handle, summary.encode(dataEnd), dataEnd);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unrecoverable(path, error);
  }
}

async function saveTorn(file: ReadFile, from: number): Promise<string> {
  let torn: Torn | null = null;
  try {
    torn = await createBeside(file.path);
    for (let at = from; at < file.size; at += COPY_BYTES) {
      const bytes = await file.readUpTo(at, Math.min(COPY_BYTES, file.size - at));
      await writeFully(torn.handle, bytes, at - from);
    }
    await torn.handle.sync();
    await torn.handle.close();
    return torn.path;
  } catch (error) {
    await torn?.handle.close().catch(() => undefined);
    // Half a copy would be in the way of the next attempt; the original still stands.
    if (torn) await rm(torn.path, { force: true });
    throw unrecoverable(file.path, error);
  }
}

interface Torn {
  readonly path: string;
  readonly handle: FileHandle;
}

function unrecoverable(path: string, error: unknown): RecordingError {
  return new RecordingError(
    'unwritable',
    path,
    `Cannot recover ${path} (${reasonOf(error)}): it has to be writable and the disk must not be full.`,
    error,
  );
}

/** `<recording>.torn`, or the first free of `.torn.2`, `.torn.3`, … */
async function createBeside(recording: string): Promise<Torn> {
  for (let n = 1; ; n++) {
    const path = n === 1 ? `${recording}.torn` : `${recording}.torn.${n}`;
    try {
      return { path, handle: await open(path, 'wx', 0o600) };
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}
