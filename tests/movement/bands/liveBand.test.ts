import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandIndex } from '../../../src/movement/bands/band.ts';
import { LiveBand } from '../../../src/movement/bands/liveBand.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/movement/thresholds.ts';

const CM = { edges: [2, 4, 6], unit: 'cm' } as const;
const WORDS = ['in line', 'slightly in', 'in', 'far in'];

describe('a band shown live', () => {
  it('is entered at its edge and left 0.4 cm below it', () => {
    const band = new LiveBand(CM, DEFAULT_THRESHOLDS);
    expect([3.99, 4, 3.61, 3.59, 3.99].map((value) => band.step(value))).toEqual([
      'slightly in',
      'in',
      'in',
      'slightly in',
      'slightly in',
    ]);
  });

  it('says nothing of what cannot be stated, and begins anew behind it', () => {
    const band = new LiveBand(CM, DEFAULT_THRESHOLDS);
    expect([4, Number.NaN, 3.9].map((value) => band.step(value))).toEqual([
      'in',
      null,
      'slightly in',
    ]);
  });

  it('changes its word at most once while a value stays within the hysteresis', () => {
    const values = fc.array(fc.double({ min: -0.2, max: 0.199, noNaN: true }), { minLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(2, 4, 6), values, (edge, offs) => {
        const band = new LiveBand(CM, DEFAULT_THRESHOLDS);
        const words = offs.map((off) => band.step(edge + off));
        const changes = words.filter((word, i) => i > 0 && word !== words[i - 1]);
        expect(changes.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is never below the plain band and never further than the hysteresis above it', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 10, noNaN: true })), (values) => {
        const band = new LiveBand(CM, DEFAULT_THRESHOLDS);
        for (const value of values) {
          const index = WORDS.indexOf(band.step(value) ?? '');
          expect(index).toBeGreaterThanOrEqual(bandIndex(value, CM.edges));
          expect(index).toBeLessThanOrEqual(bandIndex(value + 0.4 + 1e-9, CM.edges));
        }
      }),
    );
  });
});
