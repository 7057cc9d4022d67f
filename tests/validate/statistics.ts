import { percentile } from '../../src/signal/statistics.ts';

/** Root of the mean square over the finite values; NaN where there is none. */
export function rms(values: Iterable<number>): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sum += value * value;
    count++;
  }
  return Math.sqrt(sum / count);
}

/** Percentile over the finite values; NaN where there is none. */
export function finitePercentile(values: readonly number[], p: number): number {
  const finite = values.filter(Number.isFinite);
  return finite.length === 0 ? Number.NaN : percentile(finite, p);
}

/** About their mean; NaN where there is none. */
export function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return rms(values.map((value) => value - mean));
}
