import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BandIndex, nextBand } from '../../src/model/liveBand.ts';
import { bandIndex } from '../../src/movement/bands/band.ts';

const EDGES = [2, 4, 6] as const;
const HYSTERESIS = 0.4;

describe('a band shown live', () => {
  it('is never below the plain band and never further than the hysteresis above it', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 10, noNaN: true })), (values) => {
        let band: BandIndex | null = null;
        for (const value of values) {
          band = nextBand(value, EDGES, HYSTERESIS, band);
          expect(band).toBeGreaterThanOrEqual(bandIndex(value, EDGES));
          // Rounding of the edge less the hysteresis.
          expect(band).toBeLessThanOrEqual(bandIndex(value + HYSTERESIS + 1e-9, EDGES));
        }
      }),
    );
  });
});
