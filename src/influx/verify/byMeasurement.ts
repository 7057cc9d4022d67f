import type { Content } from './content.ts';
import type { Difference } from './differences.ts';

/** How much of one measurement is in the database as it is in the recording. */
export interface MeasurementComparison {
  readonly measurement: string;
  /** Values of all fields and series that should be there. */
  readonly values: number;
  /** Of these, values that are not there. */
  readonly missing: number;
  readonly tooMany: number;
  /** Fields of a series whose number of values is right, and some of which are others. */
  readonly otherFields: number;
}

/** In the order of the recording; measurements that only the database has come last. */
export function byMeasurement(
  wanted: Content,
  differences: readonly Difference[],
): MeasurementComparison[] {
  const names = new Set([...wanted.keys(), ...differences.map(({ measurement }) => measurement)]);
  return [...names].map((name) => {
    const own = differences.filter(({ measurement }) => measurement === name);
    const more = own
      .filter(({ what }) => what === 'count')
      .map((each) => Number(each.found) - Number(each.wanted));
    return {
      measurement: name,
      values: valuesIn(wanted, name),
      missing: sum(more.map((count) => Math.max(0, -count))),
      tooMany: sum(more.map((count) => Math.max(0, count))),
      otherFields: own.length - more.length,
    };
  });
}

function valuesIn(content: Content, measurement: string): number {
  const series = [...(content.get(measurement)?.values() ?? [])];
  return sum(series.flatMap((fields) => [...fields.values()].map(({ count }) => count)));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
