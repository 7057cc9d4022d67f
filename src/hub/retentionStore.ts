import { join } from 'node:path';
import { z } from 'zod';
import { STATE_FOLDER } from '../recording/deletion/stateFolder.ts';
import { readStateFile, writeStateFile } from './stateFile.ts';

export const RETENTION_VERSION = 1;

const DAY_US = 86_400e6;

const fileSchema = z.object({
  schemaVersion: z.literal(RETENTION_VERSION),
  days: z.int().min(1).max(36_500).nullable(),
});

/**
 * For how many days recordings are meant to be kept; null for ever. Nothing is deleted by it: lists say
 * what is older, and a person deletes that.
 * @throws StateFileError where the file is not what it should be
 */
export async function keptRetention(recordingsFolder: string): Promise<number | null> {
  return (await readStateFile(pathIn(recordingsFolder), fileSchema))?.days ?? null;
}

/** @param days null for ever */
export async function keepRetention(recordingsFolder: string, days: number | null): Promise<void> {
  await writeStateFile(pathIn(recordingsFolder), { schemaVersion: RETENTION_VERSION, days });
}

/** Whether a recording is older than recordings are kept. */
export function isExpired(startedUs: number, days: number | null, nowUs: number): boolean {
  return days !== null && startedUs < nowUs - days * DAY_US;
}

function pathIn(recordingsFolder: string): string {
  return join(recordingsFolder, STATE_FOLDER, 'retention.json');
}
