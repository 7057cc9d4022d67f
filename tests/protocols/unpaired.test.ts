import { describe, expect, it } from 'vitest';
import { PairByArrival } from '../../src/protocols/metaMotion/pairByArrival.ts';
import { PairByTime } from '../../src/protocols/movesense/pairByTime.ts';

describe('samples without a partner', () => {
  it('are counted where the clock tells that they have none', () => {
    const pairs = new PairByTime(50);
    const block = (timestampMs: number) => ({ timestampMs, count: 2 });
    const values = new Float64Array(6);
    pairs.push({ ...block(0), acceleration: values });
    pairs.push({ ...block(40), acceleration: values });
    expect(pairs.unpaired).toBe(0);
    // The angular rates of 0 and 20 ms were lost, and those of 60 and 80 ms have one partner.
    expect(pairs.push({ ...block(60), angularRate: values }).map(({ count }) => count)).toEqual([
      1,
    ]);
    expect(pairs.unpaired).toBe(3);
  });

  it('are counted where the order of arrival tells that they have none', () => {
    const pairs = new PairByArrival(100);
    const push = (stream: 'acceleration' | 'angularRate', n: number) =>
      pairs.push({ stream, counts: new Int16Array(9) }, 30_000 * n).length;
    for (let n = 0; n < 40; n++) {
      push('acceleration', n);
      expect(push('angularRate', n)).toBe(1);
    }
    expect(pairs.unpaired).toBe(0);
    push('angularRate', 40);
    expect(pairs.unpaired).toBe(3);
    push('acceleration', 41);
    expect(push('angularRate', 41)).toBe(1);
    expect(pairs.unpaired).toBe(3);
  });
});
