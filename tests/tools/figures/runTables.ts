import { commandOf, plainMetric } from './commands.ts';
import type { AllRuns } from './lookup.ts';
import { markdownTable } from './markdown.ts';
import { RESULTS_FILES, type ResultsFile, type Run } from './results.ts';
import {
  counted,
  dateText,
  durationText,
  figureText,
  machineText,
  runText,
  scoreText,
  targetText,
  verdictText,
} from './wording.ts';

/** Every run there is: how to make it again, how long it takes, when and where it was made. */
export function runsTable(all: AllRuns): string {
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
export function shortTable(all: AllRuns): string {
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
export function runTable(run: Run, command: string): string {
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
