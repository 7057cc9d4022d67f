import type { CsvRows } from '../import/csv/rowBatch.ts';

/** Steps beyond this many periods have rows missing in them. */
const GAP_PERIODS = 1.5;
/** Longer gaps stay: a straight line through them would be invention, s. */
const MAX_BRIDGE_S = 1;

/** One instant of one sensor: x, y, z of force (m/s²), rate (rad/s) and field, if there is one. */
export interface EvenSample {
  /** As the file gives it; null for one that only bridges a gap. */
  readonly timeS: number | null;
  readonly values: Float64Array;
}

/**
 * One sensor of a table at a steady rate, as filters want it: rows that are missing are bridged by
 * a straight line between the ends of the gap.
 * @param sensor its position among the sensors of the table
 */
export async function* evenSamples(
  batches: AsyncIterable<CsvRows>,
  sensor: number,
  rateHz: number,
): AsyncGenerator<EvenSample, void, void> {
  let last: { readonly timeS: number; readonly values: Float64Array } | null = null;
  for await (const rows of batches) {
    for (let row = 0; row < rows.count; row++) {
      const timeS = rows.timeS[row];
      const values = valuesOf(rows.sensors[sensor], row);
      if (last !== null) yield* bridge(last.values, values, (timeS - last.timeS) * rateHz, rateHz);
      last = { timeS, values };
      yield last;
    }
  }
}

function* bridge(
  from: Float64Array,
  to: Float64Array,
  periods: number,
  rateHz: number,
): Generator<EvenSample, void, void> {
  if (periods <= GAP_PERIODS || periods > MAX_BRIDGE_S * rateHz) return;
  const steps = Math.round(periods);
  for (let i = 1; i < steps; i++) {
    const values = from.map((value, k) => value + ((to[k] - value) * i) / steps);
    yield { timeS: null, values };
  }
}

function valuesOf(
  { acceleration, angularRate, magneticField }: CsvRows['sensors'][number],
  row: number,
): Float64Array {
  const columns = magneticField
    ? [acceleration, angularRate, magneticField]
    : [acceleration, angularRate];
  const values = new Float64Array(3 * columns.length);
  columns.forEach((column, i) => {
    values.set(column.subarray(3 * row, 3 * row + 3), 3 * i);
  });
  return values;
}
