import type {
  ComparedCue,
  CuesChange,
  FieldChange,
  ResultKind,
  ResultPlace,
  ResultsChange,
} from '../../reprocess/compare/comparison.ts';
import { isBand, isCounted } from '../../reprocess/compare/resultsChange.ts';
import { alignedTable } from '../info/alignedTable.ts';
import { type At, andMore, shortened, shownDifference, shownValue, wrapped } from './shown.ts';

/** More of them would hide the rest; `--json` has all. */
const ROWS_SHOWN = 10;
const FIGURES_SHOWN = 8;

const NOUNS: Record<ResultKind, string> = {
  rep: 'repetitions',
  landing: 'landings',
  stride: 'strides',
  hold: 'holds',
};

/** What the person did, as both have it. */
export function resultLines(change: ResultsChange, at: At, isRejected: boolean): string[] {
  const { kind, a, b, same, inBoth, onlyA, onlyB, changed } = change;
  const noun = `${isRejected ? 'rejected ' : ''}${NOUNS[kind]}`;
  if (a === same && b === same) return [`${noun} are the same: ${a}`];
  const judged = changed.flatMap((each) =>
    each.changes
      .filter((field) => isBand(field) || isCounted(field) || field.field === 'reason')
      .map((field) => [
        `  ${at(each.a.startUs)}`,
        String(each.a.number ?? '-'),
        field.field.replace('.', ' '),
        shownValue(field.a),
        shownValue(field.b),
      ]),
  );
  return [
    `${noun}: ${a} in A, ${b} in B, ${inBoth} in both, ${same} of these the same`,
    ...aloneLines('A', onlyA, at),
    ...aloneLines('B', onlyB, at),
    ...(judged.length === 0
      ? []
      : alignedTable([['  at s', 'no.', 'what', 'A', 'B'], ...judged.slice(0, ROWS_SHOWN)])),
    ...andMore(judged.length - ROWS_SHOWN),
    ...figureLines(change),
  ];
}

function aloneLines(name: 'A' | 'B', places: readonly ResultPlace[], at: At): string[] {
  const shown = places.slice(0, ROWS_SHOWN);
  return [
    ...shown.flatMap(({ startUs, endUs, side, reason }) => {
      const leg = side === null ? '' : ` ${side}`;
      const why = reason === null ? '' : `: ${reason}`;
      return wrapped(`only ${name} ${at(startUs)} to ${at(endUs)} s${leg}${why}`, '  ');
    }),
    ...andMore(places.length - shown.length),
  ];
}

/** A figure over all results that differ in it, at its largest difference. */
interface Figure {
  readonly field: string;
  readonly unit: string;
  largest: number;
  number: number | null;
  times: number;
}

function figureLines({ changed, inBoth }: ResultsChange): string[] {
  const figures = new Map<string, Figure>();
  for (const { a, changes } of changed) {
    for (const { field, unit, difference } of changes) {
      if (difference === null || field === 'number') continue;
      const known = figures.get(field);
      const figure = known ?? { field, unit, largest: 0, number: null, times: 0 };
      if (!known) figures.set(field, figure);
      figure.times++;
      if (Math.abs(difference) <= Math.abs(figure.largest)) continue;
      figure.largest = difference;
      figure.number = a.number;
    }
  }
  if (figures.size === 0) return [];
  const sorted = [...figures.values()].sort(bySize);
  const shown = sorted.slice(0, FIGURES_SHOWN);
  return [
    ...alignedTable([
      ['  figure', 'largest', 'no.', 'in'],
      ...shown.map(({ field, unit, largest, number, times }) => [
        `  ${shortened(field, 40)}`,
        shownDifference(unit === 'µs' ? largest / 1e6 : largest) +
          (unit === 'µs' ? ' s' : unit === '' ? '' : ` ${unit}`),
        String(number ?? '-'),
        `${times} of ${inBoth}`,
      ]),
    ]),
    ...andMore(sorted.length - shown.length),
  ];
}

/** What a reader looks at first, and how much of each unit is about as much as of the others. */
const UNITS: Readonly<Record<string, { readonly rank: number; readonly step: number }>> = {
  deg: { rank: 0, step: 1 },
  cm: { rank: 0, step: 1 },
  m: { rank: 0, step: 0.01 },
  s: { rank: 1, step: 1 },
  µs: { rank: 1, step: 1e6 },
  ms: { rank: 1, step: 1000 },
  'deg/s': { rank: 2, step: 1 },
  'cm/s': { rank: 2, step: 1 },
  'm/s': { rank: 2, step: 0.01 },
};
const LAST = { rank: 3, step: 1 };

/** Angles and distances first, then times, rates and shares; of each the largest difference. */
function bySize(x: Figure, y: Figure): number {
  const ofX = UNITS[x.unit] ?? LAST;
  const ofY = UNITS[y.unit] ?? LAST;
  return ofX.rank - ofY.rank || Math.abs(y.largest / ofY.step) - Math.abs(x.largest / ofX.step);
}

/** The cues of both, those of one alone first. */
export function cueLines(noun: string, change: CuesChange, at: At): string[] {
  const { a, b, same, onlyA, onlyB, changed } = change;
  if (a + b === 0) return [];
  if (a === same && b === same) return [`${noun} are the same: ${a}`];
  const rows = [
    ...onlyA.map((cue) => ['  only A', ...cueCells(cue, at)]),
    ...onlyB.map((cue) => ['  only B', ...cueCells(cue, at)]),
    ...changed.flatMap((each) => [
      ['  in A', ...cueCells(each.a, at)],
      ['    B', ...cueCells(each.b, at), ...otherChanges(each.changes)],
    ]),
  ];
  return [
    `${noun}: ${a} in A, ${b} in B, ${same} the same`,
    ...alignedTable(rows.slice(0, ROWS_SHOWN)),
    ...andMore(rows.length - ROWS_SHOWN),
  ];
}

function cueCells({ timeUs, side, value, threshold, reason }: ComparedCue, at: At): string[] {
  const over =
    value === null || threshold === null ? '' : `${value.toFixed(1)} at ${threshold.toFixed(1)}`;
  return [`${at(timeUs)} s`, side, over, ...(reason === null ? [] : [reason])];
}

/** What the cells do not show. */
function otherChanges(changes: readonly FieldChange[]): string[] {
  const shown = ['timeUs', 'value', 'threshold', 'reason', 'intensity'];
  const others = changes.filter(({ field }) => !shown.includes(field));
  const texts = others.map(({ field, unit, a, b, difference }) =>
    unit === 'µs' && difference !== null
      ? `${field.replace('Us', '')} ${shownDifference(difference / 1e6)} s`
      : `${field} ${shownValue(a)} → ${shownValue(b)}`,
  );
  return texts.length === 0 ? [] : [texts.join(', ')];
}
