import { describe, expect, it } from 'vitest';
import { CentredMedian } from '../../src/signal/centredMedian.ts';

describe('a centred median', () => {
  it('belongs to the value in the middle of its window', () => {
    const median = new CentredMedian(5);
    expect(median.lag).toBe(2);
    const out = [1, 2, 30, 4, 5, 6, 7].map((value) => median.step(value));
    // The windows are 1 2 30 4 5, 2 30 4 5 6 and 30 4 5 6 7.
    expect(out).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, 4, 5, 6]);
  });

  it('takes what is missing for large, and begins anew', () => {
    const median = new CentredMedian(3);
    for (const value of [0.1, Number.NaN]) median.step(value);
    expect(median.step(0.2)).toBe(0.2);
    expect(median.step(Number.NaN)).toBeNaN();
    median.reset();
    expect(median.step(1)).toBeNaN();
  });

  it('has an odd width', () => {
    expect(new CentredMedian(4).lag).toBe(2);
    expect(new CentredMedian(1).step(7)).toBe(7);
  });
});
