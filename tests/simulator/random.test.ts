import { describe, expect, it } from 'vitest';
import { Random } from '../../src/simulator/random.ts';

function draws(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.gaussian());
}

describe('seeded random numbers', () => {
  it('repeat for the same seed and label and differ for another of either', () => {
    const reference = draws(new Random(3, 'a'), 20);
    expect(draws(new Random(3, 'a'), 20)).toEqual(reference);
    expect(draws(new Random(4, 'a'), 20)).not.toEqual(reference);
    expect(draws(new Random(3, 'b'), 20)).not.toEqual(reference);
  });

  it('are normal: mean 0, variance 1, a tenth of them beyond 1.645', () => {
    const values = draws(new Random(1, 'normal'), 40_000);
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
    const beyond = values.filter((x) => Math.abs(x) > 1.645).length / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    expect(Math.abs(beyond - 0.1)).toBeLessThan(0.006);
  });

  it('are uniform in the range asked for', () => {
    const random = new Random(9, 'uniform');
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i++) {
      const value = random.uniform(-2, 3);
      expect(value).toBeGreaterThanOrEqual(-2);
      expect(value).toBeLessThan(3);
      bins[Math.floor((value + 2) * 2)]++;
    }
    for (const count of bins) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});
