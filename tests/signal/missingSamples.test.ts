import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MissingSamples } from '../../src/signal/missingSamples.ts';
import { Random } from '../../src/simulator/random.ts';

const PERIOD_S = 0.01;
const MS = 1000;

/** How many are missing before each of the samples of these numbers. */
function missing(
  numbers: Iterable<number>,
  { jitter = 0, periodS = PERIOD_S, digits = 9, seed = 7 } = {},
): number[] {
  const samples = new MissingSamples(periodS);
  const random = new Random(seed, 'jitter');
  return Array.from(numbers, (number) => {
    const timeS = (number + random.uniform(-jitter, jitter)) * PERIOD_S;
    return samples.before(Number(timeS.toFixed(digits)));
  });
}

function* upTo(count: number): Generator<number, void, void> {
  for (let i = 0; i < count; i++) yield i;
}

function found(missed: readonly number[]): Map<number, number> {
  return new Map([...missed.entries()].filter(([, count]) => count > 0));
}

describe('the samples that are missing', () => {
  it.each([1, 2, 3, 4, 5])('are none under jitter of 0.3 periods for an hour (seed %i)', (seed) => {
    expect(found(missing(upTo(360_000), { jitter: 0.3, seed })).size).toBe(0);
  });

  it('are none where the rate is known to a ten-thousandth only, for an hour', () => {
    for (const periodS of [PERIOD_S * 1.0001, PERIOD_S * 0.9999]) {
      expect(found(missing(upTo(360_000), { jitter: 0.25, periodS })).size).toBe(0);
    }
  });

  it.each([2000 / 7, 400, 600])('are none at %f Hz in whole milliseconds', (rateHz) => {
    const samples = new MissingSamples(1 / rateHz);
    for (let i = 0; i < 20_000; i++) {
      expect(samples.before(Math.round((i / rateHz) * MS) / MS)).toBe(0);
    }
  });

  it('are counted in gaps of any length, where they are, under jitter', () => {
    const gaps = fc.array(
      fc.record({ rows: fc.integer({ min: 12, max: 200 }), lost: fc.integer({ min: 1, max: 40 }) }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 1e6 }), (lengths, seed) => {
        const numbers: number[] = [];
        const expected = new Map<number, number>();
        let number = 0;
        for (const { rows, lost } of lengths) {
          for (let i = 0; i < rows; i++) numbers.push(number++);
          expected.set(numbers.length, lost);
          number += lost;
        }
        for (let i = 0; i < 50; i++) numbers.push(number++);
        expect(found(missing(numbers, { jitter: 0.25, seed }))).toEqual(expected);
      }),
    );
  });

  it('are not made up behind a long gap, at whatever phase the sensor begins anew', () => {
    for (let phase = 0; phase < 1; phase += 0.05) {
      const numbers = [...upTo(300)].map((i) => (i < 100 ? i : i + 500 + phase));
      const gaps = [...found(missing(numbers, { jitter: 0.2 }))];
      expect(gaps).toHaveLength(1);
      const [row, lost] = gaps[0];
      expect(row).toBe(100);
      expect(Math.abs(lost - 500)).toBeLessThanOrEqual(1);
    }
  });
});
