import { DESIGN_ROWS, type DesignRow } from './designRows.ts';
import { type AllRuns, rowsAt, runOf, SEPARATOR } from './lookup.ts';
import { markdownTable } from './markdown.ts';
import { RESULTS_FILES, type ResultsFile, type Run } from './results.ts';
import { isTopicTable, topicTable } from './topicTables.ts';
import {
  counted,
  dateText,
  durationText,
  figureText,
  machineText,
  runText,
  scoreText,
  targetText,
  type Verdict,
  verdictOf,
  verdictText,
} from './wording.ts';

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

/** Every target of the design, with what was measured of it. */
function designTable(all: AllRuns): string {
  const passes = DESIGN_ROWS.map((row) => passesOf(row, all));
  const verdicts = passes.map(verdictOf);
  const lines = DESIGN_ROWS.map((row, i) => [
    row.note === undefined ? row.what : `${row.what} (${row.note})`,
    row.target,
    row.from.map((place) => placeText(place, all)).join('; ') || 'nothing yet',
    verdictText(passes[i]),
    whenText(row, all),
  ]);
  const count = (verdict: Verdict): number => verdicts.filter((each) => each === verdict).length;
  return [
    `Of ${counted(DESIGN_ROWS.length, 'target')} ${count('met')} are met, ${count('short')} short, ${count('not measured')} not or not wholly measured.`,
    markdownTable(['what', 'target', 'measured', '', 'by'], lines),
  ].join('\n\n');
}

function passesOf({ from }: DesignRow, all: AllRuns): (boolean | null)[] {
  const found = from.map((place) => rowsAt(all, place));
  // Part of a target is not the target.
  if (found.some((rows) => rows.length === 0)) return [];
  return found.flat().map(({ pass }) => pass);
}

function placeText(place: DesignRow['from'][number], all: AllRuns): string {
  const rows = rowsAt(all, place);
  const figures = rows.length === 0 ? 'not measured' : rows.map(figureText).join(', ');
  return `${plainMetric(place.metric)} ${figures}`;
}

/** Without what only a program needs, and the unit, which stands behind the figure. */
function plainMetric(metric: string): string {
  if (!/^[a-z_.]+\w+(?:,.*)?$/.test(metric)) return metric;
  return metric
    .replace(/^[a-z]+\./, '')
    .replace(/_(?:ms|kb|pct)(?=_|$)/, '')
    .replaceAll('_', ' ');
}

function whenText({ from }: DesignRow, all: AllRuns): string {
  const runs = [...new Set(from.map(({ file, set }) => `${file}${SEPARATOR}${set}`))];
  return runs
    .map((name) => {
      const [file, set] = name.split(SEPARATOR) as [ResultsFile, string];
      const run = all[file][set];
      const command = `\`${commandOf(file, set)}\``;
      return run === undefined ? command : `${command}, ${dateText(run.date)}`;
    })
    .join('; ');
}

/** What is typed to measure a run anew. */
function commandOf(file: ResultsFile, set: string): string {
  if (file === 'validate') return `npm run validate -- --only ${set}`;
  // The four clocks are benches of one kind, by their own names.
  return `npm run ${file} -- ${set}`;
}

/** Every run there is: how to make it again, how long it takes, when and where it was made. */
function runsTable(all: AllRuns): string {
  const files = Object.keys(RESULTS_FILES) as ResultsFile[];
  const runs = files.flatMap((file) =>
    Object.entries(all[file]).map(([set, run]) => ({ command: commandOf(file, set), run })),
  );
  const machines = [...new Set(runs.flatMap(({ run }) => machineOf(run) ?? []))].sort();
  const lines = runs.map(({ command, run }) => {
    const machine = machineOf(run);
    return [
      `\`${[command, ...(run.options ?? [])].join(' ')}\``,
      durationText(run.seconds),
      `${counted(run.rows.length, 'figure')}, ${scoreText(run.rows.map(({ pass }) => pass))}`,
      dateText(run.date),
      machine === null ? 'not noted' : letterOf(machines.indexOf(machine)),
      run.loadBefore === null ? '–' : String(run.loadBefore),
      run.commit ?? '–',
    ];
  });
  return [
    ...machines.map((machine, i) => `Machine ${letterOf(i)}: ${machine}.`),
    markdownTable(
      ['command', 'takes', 'what it found', 'when', 'machine', 'load before', 'code'],
      lines,
    ),
  ].join('\n\n');
}

/** Every figure of every run that misses its target. */
function shortTable(all: AllRuns): string {
  const files = Object.keys(RESULTS_FILES) as ResultsFile[];
  const lines = files.flatMap((file) =>
    Object.entries(all[file]).flatMap(([set, run]) =>
      run.rows
        .filter(({ pass }) => pass === false)
        .map((row) => [
          `\`${commandOf(file, set)}\``,
          [row.trial, plainMetric(row.metric)].filter((part) => part !== '').join(': '),
          ...[
            figureText(row),
            targetText(row),
            run.loadBefore === null ? '–' : `${run.loadBefore}`,
          ],
        ]),
    ),
  );
  if (lines.length === 0) return 'No figure misses its target.';
  return [
    `${counted(lines.length, 'figure')} of all runs ${lines.length === 1 ? 'misses its target' : 'miss their targets'}:`,
    markdownTable(['command', 'what', 'figure', 'target', 'load before'], lines),
  ].join('\n\n');
}

function machineOf({ machine }: Run): string | null {
  return machine === null ? null : machineText(machine);
}

function letterOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

/** All rows of one run, under its date and machine. */
function runTable(run: Run, command: string): string {
  const hasTrials = new Set(run.rows.map(({ trial }) => trial)).size > 1;
  const lines = run.rows.map((row, i) => [
    ...(hasTrials ? [i > 0 && row.trial === run.rows[i - 1].trial ? '' : row.trial] : []),
    plainMetric(row.metric) + (row.note === undefined ? '' : ` (${row.note})`),
    figureText(row),
    targetText(row),
    row.pass === null ? '' : verdictText([row.pass]),
  ]);
  const [only] = run.rows;
  const on = hasTrials || only === undefined || only.trial === '' ? '' : `, ${only.trial}`;
  return [
    `\`${command}\`${on}. Measured ${runText(run)}.`,
    markdownTable([...(hasTrials ? ['on'] : []), 'what', 'figure', 'target', ''], lines),
  ].join('\n\n');
}
