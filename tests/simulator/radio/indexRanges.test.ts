import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexRanges } from '../../../src/simulator/radio/indexRanges.ts';

describe('IndexRanges', () => {
  it('holds what was added, in whatever order and how often, as the fewest ranges', () => {
    const span = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 8 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 40 }), (spans) => {
        const set = new Set<number>();
        const ranges = new IndexRanges();
        for (const [first, count] of spans) {
          ranges.add(first, count);
          for (let i = 0; i < count; i++) set.add(first + i);
        }
        const held = ranges.ranges.flatMap(({ first, end }) =>
          Array.from({ length: end - first }, (_, i) => first + i),
        );
        expect(held).toEqual([...set].sort((a, b) => a - b));
        expect(ranges.size).toBe(set.size);
        for (const [i, { first }] of ranges.ranges.entries()) {
          if (i > 0) expect(first).toBeGreaterThan(ranges.ranges[i - 1]!.end);
        }
      }),
    );
  });
});
