import type { FieldType } from '../schema/measurement.ts';
import { QueryError } from './queryError.ts';

/** What a column holds: a time in microseconds, or as the server has it in nanoseconds. */
export type CellType = FieldType | 'timeUs' | 'timeNs';

interface ValueOf {
  readonly float: number | null;
  readonly integer: number | null;
  readonly text: string | null;
  readonly boolean: boolean | null;
  readonly timeUs: number;
  readonly timeNs: bigint;
}

/** A row whose columns are of these types; null is a value that is absent. */
export type RowOf<T extends Readonly<Record<string, CellType>>> = {
  readonly [K in keyof T]: ValueOf[T[K]];
};

type Parse = (cell: string) => number | bigint | string | boolean | null;

const PARSERS: Readonly<Record<CellType, Parse>> = {
  float: (cell) => (cell === '' ? null : Number(cell)),
  integer: (cell) => (cell === '' ? null : wholeNumber(cell)),
  text: (cell) => (cell === '' ? null : cell),
  boolean: (cell) => (cell === '' ? null : cell === 'true'),
  timeUs: timeUsOf,
  timeNs: timeNsOf,
};

export function parserOf(type: CellType): Parse {
  return PARSERS[type];
}

/**
 * The microsecond of a time in nanoseconds. All that is recorded lies on one; the three digits behind
 * it only keep lines apart that have an instant in common.
 * @throws QueryError for what is no time
 */
export function timeUsOf(cell: string): number {
  if (/^\d{4,18}$/.test(cell)) return Number(cell.slice(0, -3));
  const timeNs = timeNsOf(cell);
  const behind = timeNs % 1000n;
  // Before 1970 what is behind the microsecond counts backwards.
  return Number((timeNs - (behind < 0n ? behind + 1000n : behind)) / 1000n);
}

/** @throws QueryError for what is no time */
function timeNsOf(cell: string): bigint {
  if (/^-?\d{1,19}$/.test(cell)) return BigInt(cell);
  throw new QueryError(`found "${cell}" where a time in nanoseconds was wanted`);
}

function wholeNumber(cell: string): number {
  const value = Number(cell);
  if (Number.isSafeInteger(value)) return value;
  throw new QueryError(`found "${cell}": valid are whole numbers below 2^53`);
}
