import { describe, expect, it } from 'vitest';
import { spanWith } from '../../../../src/report/page/plots/bandZones.ts';

describe('the span of a plot', () => {
  it('holds nothing, the second edge and every value, with room around', () => {
    const { low, high } = spanWith([-3, 1], [2, 4, 6]);
    expect(low).toBeLessThan(-3);
    expect(high).toBeGreaterThan(4);
    expect(high).toBeLessThan(6);
  });

  it('is found of as many values as an hour of reps has', () => {
    const values = Array.from({ length: 300_000 }, (_, i) => i / 1e4);
    expect(spanWith(values, [2, 4, 6]).high).toBeGreaterThan(29.9);
  });
});
