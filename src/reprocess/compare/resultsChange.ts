import type {
  FieldChange,
  ResultChange,
  ResultKind,
  ResultPlace,
  ResultsChange,
} from './comparison.ts';
import { fieldChanges } from './fieldChanges.ts';
import type { Result } from './resultsOf.ts';

/** Two are one and the same where they overlap by more than this share of the shorter. */
const OVERLAP_SHARE = 0.5;

/** Results of one kind in two recordings, matched by their overlap in time. */
export function resultsChange(
  kind: ResultKind,
  a: readonly Result[],
  b: readonly Result[],
  headlineUnit: string,
): ResultsChange {
  const { both, onlyA, onlyB } = matched(a, b);
  const all = both.map(
    ([left, right]): ResultChange => ({
      a: placeOf(left),
      b: placeOf(right),
      changes: fieldChanges(left.content, right.content, headlineUnit),
    }),
  );
  const changed = all.filter(({ changes }) => changes.length > 0);
  return {
    kind,
    a: a.length,
    b: b.length,
    same: all.length - changed.length,
    inBoth: all.length,
    onlyA: onlyA.map(placeOf),
    onlyB: onlyB.map(placeOf),
    changed,
    bandChanged: changed.filter(({ changes }) => changes.some(isBand)).length,
    countedChanged: changed.filter(({ changes }) => changes.some(isCounted)).length,
  };
}

export function isBand({ field }: FieldChange): boolean {
  return field === 'band' || field.endsWith('.band');
}

export function isCounted({ field }: FieldChange): boolean {
  return field === 'counted';
}

type Timed = Pick<Result, 'startUs' | 'endUs' | 'side'>;

interface Matched<R> {
  readonly both: (readonly [a: R, b: R])[];
  readonly onlyA: R[];
  readonly onlyB: R[];
}

/** Which of two recordings are one and the same. Legs apart: their strides and holds overlap each other. */
export function matched<R extends Timed>(a: readonly R[], b: readonly R[]): Matched<R> {
  const all: Matched<R> = { both: [], onlyA: [], onlyB: [] };
  for (const side of new Set([...a, ...b].map((each) => each.side))) {
    matchInTurn(inOrder(a, side), inOrder(b, side), all);
  }
  all.both.sort(([x], [y]) => x.startUs - y.startUs);
  all.onlyA.sort((x, y) => x.startUs - y.startUs);
  all.onlyB.sort((x, y) => x.startUs - y.startUs);
  return all;
}

function inOrder<R extends Timed>(results: readonly R[], side: R['side']): R[] {
  return results.filter((each) => each.side === side).sort((x, y) => x.startUs - y.startUs);
}

function matchInTurn<R extends Timed>(a: readonly R[], b: readonly R[], into: Matched<R>): void {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a.at(i);
    const right = b.at(j);
    if (i < a.length && j < b.length && left && right && areOne(left, right)) {
      into.both.push([left, right]);
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && left && right && left.endUs <= right.endUs)) {
      if (left) into.onlyA.push(left);
      i++;
    } else {
      if (right) into.onlyB.push(right);
      j++;
    }
  }
}

function areOne(a: Timed, b: Timed): boolean {
  const overlapUs = Math.min(a.endUs, b.endUs) - Math.max(a.startUs, b.startUs);
  const shorterUs = Math.min(a.endUs - a.startUs, b.endUs - b.startUs);
  return overlapUs > OVERLAP_SHARE * shorterUs || (a.startUs === b.startUs && a.endUs === b.endUs);
}

function placeOf({ startUs, endUs, side, number, reason }: Result): ResultPlace {
  return { startUs, endUs, side, number, reason };
}
