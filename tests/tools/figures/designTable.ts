import { commandOf, plainMetric } from './commands.ts';
import { DESIGN_ROWS, type DesignRow } from './designRows.ts';
import { type AllRuns, rowsAt, SEPARATOR } from './lookup.ts';
import { markdownTable } from './markdown.ts';
import type { ResultsFile } from './results.ts';
import { counted, dateText, figureText, type Verdict, verdictOf, verdictText } from './wording.ts';

/** Every target of the design, with what was measured of it. */
export function designTable(all: AllRuns): string {
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
