import { describe, expect, it } from 'vitest';
import { chiSquareQuantile, chiSquareShare } from '../../src/signal/chiSquare.ts';

/** Printed tables of the distribution, to the digits they give: half a unit of the last one. */
const TABLE: readonly (readonly [df: number, p: number, value: number, tolerance: number])[] = [
  [1, 0.025, 0.00098207, 5e-9],
  [1, 0.975, 5.0239, 5e-5],
  [2, 0.025, 0.050636, 5e-7],
  [2, 0.975, 7.3778, 5e-5],
  [5, 0.95, 11.0705, 5e-5],
  [10, 0.025, 3.247, 5e-4],
  [10, 0.975, 20.4832, 5e-5],
  [100, 0.025, 74.222, 5e-4],
  [100, 0.975, 129.561, 5e-4],
];

describe('the χ² distribution', () => {
  it.each(TABLE)('with %d degrees of freedom has its %d quantile at %d', (df, p, value, within) => {
    expect(Math.abs(chiSquareQuantile(p, df) - value)).toBeLessThan(within);
  });

  it('with two degrees is an exponential, exactly', () => {
    for (const x of [0.01, 1, 3, 20]) {
      expect(chiSquareShare(x, 2)).toBeCloseTo(1 - Math.exp(-x / 2), 13);
    }
  });
});
