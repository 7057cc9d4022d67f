import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type FigureRow, rowOf } from '../tools/figures/row.ts';
import type { DataSet } from './dataSet.ts';

export interface Validation {
  readonly rows: readonly FigureRow[];
  /** Sets that could not be scored because they are not there, one sentence each. */
  readonly absent: readonly string[];
}

/**
 * Scores every trial of every set found below `dataFolder`. A trial that cannot be scored gets a
 * row that says why, and the others go on.
 * @param progress told of each trial as it begins
 */
export async function validate(
  dataFolder: string,
  sets: readonly DataSet[],
  progress: (line: string) => void,
): Promise<Validation> {
  const rows: FigureRow[] = [];
  const absent: string[] = [];
  const hasFolder = existsSync(dataFolder);
  if (!hasFolder && sets.some(({ isSimulated }) => !isSimulated)) {
    absent.push(`the data folder ${dataFolder} is absent: no recording was scored`);
  }
  for (const set of sets) {
    if (!hasFolder && !set.isSimulated) continue;
    const folder = join(dataFolder, set.name);
    const trials = set.isSimulated || existsSync(folder) ? set.trials(folder) : [];
    if (trials.length === 0) {
      absent.push(`the set ${set.name} is absent from ${dataFolder}: not scored`);
      continue;
    }
    const ofSet: FigureRow[] = [];
    for (const trial of trials) {
      progress(`${set.name}/${trial}`);
      ofSet.push(...(await scoreTrial(set, folder, trial)));
    }
    rows.push(...ofSet);
    for (const figure of set.overall?.(ofSet) ?? []) rows.push(rowOf(set.name, 'all', figure));
  }
  return { rows, absent };
}

async function scoreTrial(set: DataSet, folder: string, trial: string): Promise<FigureRow[]> {
  try {
    return (await set.score(folder, trial)).map((figure) => rowOf(set.name, trial, figure));
  } catch (error) {
    const note = error instanceof Error ? error.message : String(error);
    const figure = { metric: 'readable', value: null, unit: '', target: null, note };
    return [rowOf(set.name, trial, figure)];
  }
}
