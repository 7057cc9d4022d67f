import type { FieldType } from '../schema/measurement.ts';
import { QueryError } from './queryError.ts';

/** What a column holds; `time` is nanoseconds in the answer and whole microseconds here. */
export type CellType = FieldType | 'time';

interface ValueOf {
  readonly float: number | null;
  readonly integer: number | null;
  readonly text: string | null;
  readonly boolean: boolean | null;
  readonly time: number;
}

/** A row whose columns are of these types; null is a value that is absent. */
export type RowOf<T extends Readonly<Record<string, CellType>>> = {
  readonly [K in keyof T]: ValueOf[T[K]];
};

type Parse = (cell: string) => number | string | boolean | null;

const PARSERS: Readonly<Record<CellType, Parse>> = {
  float: (cell) => (cell === '' ? null : Number(cell)),
  integer: (cell) => (cell === '' ? null : wholeNumber(cell)),
  text: (cell) => (cell === '' ? null : cell),
  boolean: (cell) => (cell === '' ? null : cell === 'true'),
  time: (cell) => timeUsOf(cell),
};

export function parserOf(type: CellType): Parse {
  return PARSERS[type];
}

/**
 * Microseconds of a time in nanoseconds.
 * @throws QueryError where it lies between two of them: everything written here lies on one
 */
export function timeUsOf(cell: string): number {
  if (/^-?\d{1,15}000$/.test(cell)) return Number(cell.slice(0, -3));
  if (/^-?\d{1,19}$/.test(cell)) {
    const timeNs = BigInt(cell);
    if (timeNs % 1000n === 0n) return Number(timeNs / 1000n);
  }
  throw new QueryError(
    `found the time "${cell}": valid are nanoseconds that are whole microseconds, as all that Plumbline writes; ask for it as CSV with "plumbline influx query"`,
  );
}

function wholeNumber(cell: string): number {
  const value = Number(cell);
  if (Number.isSafeInteger(value)) return value;
  throw new QueryError(`found "${cell}": valid are whole numbers below 2^53`);
}
