import { describe, expect, it } from 'vitest';
import { pathOf, ticks } from '../../../../src/report/page/plots/scale.ts';

describe('the ticks of an axis', () => {
  it('are round, and within it', () => {
    expect(ticks(-0.4, 8.4, 5)).toEqual([0, 2, 4, 6, 8]);
    expect(ticks(0, 1, 4)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(ticks(-10.6, 3.1, 5)).toEqual([-10, -5, 0]);
    expect(ticks(2, 2, 5).length).toBeLessThan(7);
  });
});

describe('a path', () => {
  it('has a hole where a point is missing', () => {
    expect(pathOf([[0, 1], [1.006, 2], null, [3, 4]])).toBe('M0 1L1.01 2M3 4');
  });
});
