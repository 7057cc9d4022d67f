import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, percentile } from '../../src/signal/statistics.ts';

// Without −0, which is neither above nor below 0 and yet another number to a test.
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);
const numbers = fc.array(number, {
  minLength: 1,
  maxLength: 50,
});

describe('statistics', () => {
  it('takes the plain mean', () => {
    expect(mean([1, 2, 6])).toBe(3);
  });

  it('interpolates percentiles between order statistics, in any order of the values', () => {
    expect(percentile([30, 10, 20, 40], 50)).toBe(25);
    expect(percentile([5], 97)).toBe(5);
  });

  it('keeps percentiles between the extremes, reached at 0 and 100', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 100, noNaN: true }), (values, p) => {
        const low = Math.min(...values);
        const high = Math.max(...values);
        expect(percentile(values, 0)).toBe(low);
        expect(percentile(values, 100)).toBe(high);
        expect(percentile(values, p)).toBeGreaterThanOrEqual(low - 1e-9);
        expect(percentile(values, p)).toBeLessThanOrEqual(high + 1e-9);
      }),
    );
  });
});
