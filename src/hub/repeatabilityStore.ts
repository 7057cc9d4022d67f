import { join } from 'node:path';
import { z } from 'zod';
import { TASKS } from '../model/task.ts';
import type { SiteChange, SiteRepeatability } from '../movement/detectableChange.ts';
import { REPEATED_QUANTITIES } from '../movement/repeatedMeasures.ts';
import { pooled, type RepeatabilityRun } from '../reprocess/repeatability/repeatabilityRun.ts';
import { readStateFile, writeStateFile } from './stateFile.ts';

export const REPEATABILITY_VERSION = 1;

const change = z.object({
  mdc95: z.number().nonnegative(),
  df: z.number().int().positive(),
});

const tasks = z.enum(TASKS);

const fileSchema = z.object({
  schemaVersion: z.literal(REPEATABILITY_VERSION),
  /** By task. */
  tasks: z.partialRecord(
    tasks,
    z.object({
      between: z.enum(['sameMounting', 'newMounting']),
      /** The sessions it was found in. */
      sessions: z.array(z.string()),
      changes: z.partialRecord(z.enum(REPEATED_QUANTITIES.map(({ measure }) => measure)), change),
    }),
  ),
});

/**
 * What change a site can tell, as it measured it.
 * @returns null where it never did
 * @throws StateFileError where the file is not what it should be
 */
export async function keptRepeatability(
  recordingsFolder: string,
  task: RepeatabilityRun['task'],
): Promise<SiteRepeatability | null> {
  const stored = await readStateFile(pathIn(recordingsFolder), fileSchema);
  return stored?.tasks[task] ?? null;
}

/**
 * Keeps the figures of a run for its task in place of what was kept before.
 * @returns where they are kept
 * @throws StateFileError where what is there already cannot be read, and so must not be replaced
 */
export async function keepRepeatability(
  recordingsFolder: string,
  run: RepeatabilityRun,
): Promise<string> {
  const path = pathIn(recordingsFolder);
  const stored = await readStateFile(path, fileSchema);
  const changes: Record<string, SiteChange> = {};
  for (const { measure } of REPEATED_QUANTITIES) {
    const found = pooled(run, measure);
    if (found) changes[measure] = { mdc95: found.mdc95, df: found.df };
  }
  const { task, between, sets } = run;
  const sessions = [...new Set(sets.map(({ sessionId }) => sessionId))];
  await writeStateFile(path, {
    schemaVersion: REPEATABILITY_VERSION,
    tasks: { ...stored?.tasks, [task]: { between, sessions, changes } },
  });
  return path;
}

function pathIn(recordingsFolder: string): string {
  return join(recordingsFolder, '.plumbline', 'repeatability.json');
}
