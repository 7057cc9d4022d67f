import { commandOf } from './commands.ts';
import { designTable } from './designTable.ts';
import { type AllRuns, runOf, SEPARATOR } from './lookup.ts';
import type { ResultsFile } from './results.ts';
import { runsTable, runTable, shortTable } from './runTables.ts';
import { isTopicTable, topicTable } from './topicTables.ts';

/**
 * A table that a document names: `design`, `runs`, `short`, one of `topicTables.ts`, or FILE · SET for all rows
 * of a run.
 * @throws Error where there is no such table
 */
export function tableNamed(name: string, all: AllRuns): string {
  if (name === 'design') return designTable(all);
  if (name === 'runs') return runsTable(all);
  if (name === 'short') return shortTable(all);
  if (isTopicTable(name)) return topicTable(name, all);
  const [file, set] = name.split(SEPARATOR);
  if (set === undefined) throw new Error(`there is no table "${name}"`);
  return runTable(runOf(all, file, set), commandOf(file as ResultsFile, set));
}
