import { MissingSamples } from '../../signal/missingSamples.ts';
import type { CsvRows } from '../import/csv/rowBatch.ts';
import type { LongGaps } from './longGaps.ts';

/** Longer gaps stay: a straight line through them would be invention, s. */
export const MAX_BRIDGE_S = 1;

/** One instant of one sensor: x, y, z of force (m/s²), rate (rad/s) and field, if there is one. */
export interface EvenSample {
  /** As the file gives it; null for one that only bridges a gap. */
  readonly timeS: number | null;
  readonly values: Float64Array;
}

/**
 * One sensor of a table at a steady rate, as filters want it: rows that are missing are bridged by
 * a straight line between the ends of the gap, up to `MAX_BRIDGE_S`.
 * @param sensor its position among the sensors of the table
 * @param longGaps is given the gaps that stay
 */
export async function* evenSamples(
  batches: AsyncIterable<CsvRows>,
  sensor: number,
  rateHz: number,
  longGaps: LongGaps,
): AsyncGenerator<EvenSample, void, void> {
  const missingSamples = new MissingSamples(1 / rateHz);
  let last: { readonly timeS: number; readonly values: Float64Array } | null = null;
  for await (const rows of batches) {
    for (let row = 0; row < rows.count; row++) {
      const timeS = rows.timeS[row];
      const values = valuesOf(rows.sensors[sensor], row);
      const missing = missingSamples.before(timeS);
      if (last !== null && missing > 0) {
        if (timeS - last.timeS > MAX_BRIDGE_S) longGaps.add(last.timeS, timeS);
        else yield* bridge(last.values, values, missing);
      }
      last = { timeS, values };
      yield last;
    }
  }
}

function* bridge(
  from: Float64Array,
  to: Float64Array,
  missing: number,
): Generator<EvenSample, void, void> {
  for (let i = 1; i <= missing; i++) {
    const values = from.map((value, k) => value + ((to[k] - value) * i) / (missing + 1));
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
