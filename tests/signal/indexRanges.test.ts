import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexRanges } from '../../src/signal/indexRanges.ts';

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

describe('IndexRanges.take', () => {
  it('takes out what was in it and leaves the rest', () => {
    const span = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 20 }), span, (spans, [first, count]) => {
        const set = new Set<number>();
        const ranges = new IndexRanges();
        for (const [from, length] of spans) {
          ranges.add(from, length);
          for (let i = 0; i < length; i++) set.add(from + i);
        }
        const indices = (of: readonly { first: number; end: number }[]): number[] =>
          of.flatMap(({ first: low, end }) => Array.from({ length: end - low }, (_, i) => low + i));
        const taken = indices(ranges.take(first, count));
        const within = (i: number): boolean => i >= first && i < first + count;
        const sorted = [...set].sort((a, b) => a - b);
        expect(taken).toEqual(sorted.filter(within));
        expect(indices(ranges.ranges)).toEqual(sorted.filter((i) => !within(i)));
      }),
    );
  });

  it('forgets the lowest ranges beyond so many', () => {
    const ranges = new IndexRanges();
    for (const first of [0, 10, 20]) ranges.add(first, 2);
    ranges.keepHighest(2);
    expect(ranges.ranges).toEqual([
      { first: 10, end: 12 },
      { first: 20, end: 22 },
    ]);
  });
});
