import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BAND_HYSTERESIS,
  type BandIndex,
  deviationDirection,
  nextBand,
} from '../../dashboards/live/src/store/band.ts';

const EDGES = [2, 4, 6] as const;
const H = BAND_HYSTERESIS.cm;

describe('bands with hysteresis', () => {
  it.each([
    [1.99, 0],
    [2, 1],
    [3.99, 1],
    [4, 2],
    [6, 3],
    [20, 3],
    [-7, 0],
  ] as const)('puts a first value of %d cm into band %i', (value, band) => {
    expect(nextBand(value, EDGES, H, null)).toBe(band);
  });

  it('enters a band at its edge and leaves it only the hysteresis below', () => {
    let band: BandIndex = nextBand(4, EDGES, H, 1);
    expect(band).toBe(2);
    band = nextBand(3.7, EDGES, H, band);
    expect(band).toBe(2);
    band = nextBand(3.59, EDGES, H, band);
    expect(band).toBe(1);
    expect(nextBand(3.7, EDGES, H, band)).toBe(1);
  });

  it('falls through several bands in one step', () => {
    expect(nextBand(0, EDGES, H, 3)).toBe(0);
  });

  it('never flickers: noise within the hysteresis around any value changes the band at most once', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -10, max: 10, noNaN: true }),
        fc.array(fc.double({ min: -0.99, max: 0.99, noNaN: true }), {
          minLength: 2,
          maxLength: 50,
        }),
        (centre, noise) => {
          let band = nextBand(centre, EDGES, H, null);
          let changes = 0;
          for (const n of noise) {
            const next = nextBand(centre + (n * H) / 2, EDGES, H, band);
            if (next !== band) changes++;
            band = next;
          }
          expect(changes).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('points inwards in every band but the neutral one, outwards when as far out', () => {
    expect(deviationDirection(3, 1, EDGES)).toBe('in');
    expect(deviationDirection(1, 0, EDGES)).toBe('none');
    expect(deviationDirection(-1.9, 0, EDGES)).toBe('none');
    expect(deviationDirection(-2, 0, EDGES)).toBe('out');
  });
});
