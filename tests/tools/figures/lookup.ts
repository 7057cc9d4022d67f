import { RESULTS_FILES, type ResultsFile, type Run, type Runs, readRuns } from './results.ts';
import type { FigureRow } from './row.ts';

export type AllRuns = Readonly<Record<ResultsFile, Runs>>;

/** A row's place; without a trial, the rows of that metric of all trials. */
export interface Place {
  readonly file: ResultsFile;
  readonly set: string;
  readonly trial?: string;
  readonly metric: string;
}

export type Row = Run['rows'][number] & Pick<FigureRow, 'value' | 'target' | 'pass'>;

/** Between the parts of a place in a document: no set, trial or metric has it. */
export const SEPARATOR = ' · ';

export function readAllRuns(): AllRuns {
  return {
    bench: readRuns(RESULTS_FILES.bench),
    soak: readRuns(RESULTS_FILES.soak),
    validate: readRuns(RESULTS_FILES.validate),
  };
}

/** @throws Error that names the runs there are */
export function runOf(all: AllRuns, file: string, set: string): Run {
  if (!isFile(file)) {
    throw new Error(
      `"${file}" is no results file; valid are ${Object.keys(RESULTS_FILES).join(', ')}`,
    );
  }
  const run = all[file][set];
  if (run === undefined) {
    const names = Object.keys(all[file]).join(', ');
    throw new Error(`${RESULTS_FILES[file]} has no run "${set}"; it has ${names}`);
  }
  return run;
}

/** The rows of a place, in their order; none where the run has not been made. */
export function rowsAt(all: AllRuns, { file, set, trial, metric }: Place): readonly Row[] {
  const rows = all[file][set]?.rows ?? [];
  return rows.filter(
    (row) => row.metric === metric && (trial === undefined || row.trial === trial),
  );
}

/**
 * The one row that a document names, as `validate · fan-knee · flexion` or, where trials share a
 * metric, with the trial before it.
 * @throws Error that names the rows there are
 */
export function rowNamed(all: AllRuns, name: string): Row {
  const parts = name.split(SEPARATOR);
  if (parts.length < 3 || parts.length > 4) {
    throw new Error(`"${name}": FILE · SET · METRIC is wanted, or FILE · SET · TRIAL · METRIC`);
  }
  const [file, set] = parts;
  const { rows } = runOf(all, file, set);
  const metric = parts[parts.length - 1];
  const trial = parts.length === 4 ? parts[2] : undefined;
  const found = rows.filter(
    (row) => row.metric === metric && (trial === undefined || row.trial === trial),
  );
  if (found.length === 1) return found[0];
  const valid = (found.length > 1 ? found : rows).map((row) =>
    row.trial === '' ? row.metric : row.trial + SEPARATOR + row.metric,
  );
  const what = found.length > 1 ? 'names several rows' : 'names no row';
  throw new Error(
    `"${name}" ${what}; ${file}${SEPARATOR}${set} has ${[...new Set(valid)].join('; ')}`,
  );
}

function isFile(file: string): file is ResultsFile {
  return file in RESULTS_FILES;
}
