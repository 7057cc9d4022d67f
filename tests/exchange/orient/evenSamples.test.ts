import { describe, expect, it } from 'vitest';
import type { CsvRows } from '../../../src/exchange/import/csv/rowBatch.ts';
import { evenSamples } from '../../../src/exchange/orient/evenSamples.ts';
import { LongGaps } from '../../../src/exchange/orient/longGaps.ts';
import { Random } from '../../../src/simulator/random.ts';
import { collect } from '../../recording/collect.ts';

const RATE_HZ = 100;

/** Rows at these times, whose force along x is the time, in two batches. */
async function* batches(timeS: readonly number[]): AsyncGenerator<CsvRows> {
  const half = Math.floor(timeS.length / 2);
  for (const part of [timeS.slice(0, half), timeS.slice(half)]) {
    yield {
      count: part.length,
      firstLine: 2,
      timeS: Float64Array.from(part),
      sensors: [
        {
          acceleration: Float64Array.from(part.flatMap((t) => [t, 0, 0])),
          angularRate: new Float64Array(3 * part.length),
          magneticField: null,
        },
      ],
    };
  }
}

async function even(timeS: readonly number[]) {
  const longGaps = new LongGaps();
  const samples = await collect(evenSamples(batches(timeS), 0, RATE_HZ, longGaps));
  return { samples, longGaps };
}

function rows(count: number, fromS = 0): number[] {
  return Array.from({ length: count }, (_, i) => fromS + i / RATE_HZ);
}

describe('even samples', () => {
  it('bridge missing rows by a straight line', async () => {
    const { samples, longGaps } = await even([...rows(50), ...rows(50, 0.9)]);
    expect(samples).toHaveLength(140);
    expect(samples.filter(({ timeS }) => timeS === null)).toHaveLength(40);
    for (const [i, { values }] of samples.entries()) expect(values[0]).toBeCloseTo(i / 100, 9);
    expect(longGaps.count).toBe(0);
  });

  it('are the rows alone where these jitter by a third of a period', async () => {
    const random = new Random(5, 'jitter');
    const timeS = rows(20_000).map((t) => t + random.uniform(-0.003, 0.003));
    const { samples } = await even(timeS);
    expect(samples.map((sample) => sample.timeS)).toEqual(timeS);
  });

  it('leave gaps beyond a second, and tell of them', async () => {
    const timeS = [...rows(100), ...rows(100, 2.5), ...rows(100, 12), ...rows(100, 14)];
    const { samples, longGaps } = await even(timeS);
    expect(samples).toHaveLength(400);
    expect(longGaps.count).toBe(3);
    expect(longGaps.longestS).toBeCloseTo(12 - 3.49, 9);
    expect(longGaps.longestAtS).toBeCloseTo(3.49, 9);
  });
});
