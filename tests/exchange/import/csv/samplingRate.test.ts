import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplingRateHz, typicalStepS } from '../../../../src/exchange/import/csv/samplingRate.ts';
import { Random } from '../../../../src/simulator/random.ts';

function timesAt(rateHz: number, digits: number, rows: number, startS = 0): number[] {
  return Array.from({ length: rows }, (_, i) => Number((startS + i / rateHz).toFixed(digits)));
}

describe('the sampling rate of a table', () => {
  it.each([
    [120, 5, 1000],
    [120, 3, 1000],
    [285.7142857, 4, 1000],
    [400, 3, 2000],
    [60, 2, 1000],
    [10, 1, 20],
  ])('of %f Hz is found behind times of %i digits', (rateHz, digits, rows) => {
    expect(samplingRateHz(Float64Array.from(timesAt(rateHz, digits, rows)))).toBeCloseTo(rateHz, 3);
  });

  it('is found behind Unix seconds', () => {
    const times = Float64Array.from(timesAt(104, 6, 1000, 1_700_000_000));
    expect(samplingRateHz(times)).toBeCloseTo(104, 4);
  });

  it.each([0, 0.1, 0.3])(
    'is found behind times that jitter by a third of a period, a share of %f missing',
    (missing) => {
      for (let seed = 1; seed <= 20; seed++) {
        const random = new Random(seed, 'jitter');
        const timeS = Array.from(
          { length: 2000 },
          (_, i) => i / 100 + random.uniform(-0.003, 0.003),
        ).filter(() => random.uniform(0, 1) >= missing);
        expect(Math.abs(samplingRateHz(Float64Array.from(timeS)) - 100)).toBeLessThan(0.01);
      }
    },
  );

  it('is found whatever rows are missing, as long as most neighbours are there', () => {
    const gaps = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 399 }), fc.integer({ min: 1, max: 300 })),
      {
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 400 }), gaps, (rateHz, missing) => {
        const lost = new Map(missing);
        let sample = 0;
        const timeS = Float64Array.from({ length: 400 }, (_, row) => {
          sample += 1 + (lost.get(row) ?? 0);
          return Number((sample / rateHz).toFixed(5));
        });
        expect(Math.abs(samplingRateHz(timeS) / rateHz - 1)).toBeLessThan(1e-5);
      }),
    );
  });

  it('has a typical step that coarse rounding does not move', () => {
    expect(typicalStepS([2, 3, 2, 3, 3, 2, 3, 2, 20])).toBe(2.5);
    expect(typicalStepS([1, 100])).toBeGreaterThan(0);
  });
});
