import { readdirSync } from 'node:fs';
import type { Figure, FigureRow } from '../tools/figures/row.ts';

/** A set of recordings with one way of scoring them, whatever its files are called. */
export interface DataSet {
  /** Its folder below the data folder, and its name in the table. */
  readonly name: string;
  /** True for a set that is simulated: it has no folder, and is scored wherever the data are. */
  readonly isSimulated?: true;
  /** Names of the trials in the set's folder. */
  readonly trials: (folder: string) => readonly string[];
  /** @throws where the trial cannot be read; the other trials go on */
  readonly score: (folder: string, trial: string) => readonly Figure[] | Promise<readonly Figure[]>;
  /** Figures over all trials of the set. */
  readonly overall?: (rows: readonly FigureRow[]) => readonly Figure[];
}

const TABLE = '.csv.gz';
/** Results of another filter on a trial, stored beside it. */
const REFERENCE = '.vqf-reference';

/** The trials stored as one gzipped table each, without the files that accompany one. */
export function tablesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(TABLE) && !file.endsWith(REFERENCE + TABLE))
    .map((file) => file.slice(0, -TABLE.length))
    .sort();
}

export function tableFile(trial: string): string {
  return trial + TABLE;
}

export function referenceFile(trial: string): string {
  return trial + REFERENCE + TABLE;
}
