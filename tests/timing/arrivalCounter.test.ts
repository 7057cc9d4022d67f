import { describe, expect, it } from 'vitest';
import { Random } from '../../src/simulator/random.ts';
import { ArrivalCounter } from '../../src/timing/arrivalCounter.ts';
import { decoded } from './decoded.ts';

const EPOCH_US = Date.UTC(2026, 0, 1) * 1000;
const RATE_HZ = 50;
const PERIOD_US = 1e6 / RATE_HZ;

interface Course {
  readonly seconds: number;
  /** By which the unit samples more often than nominal. */
  readonly rateError: number;
  readonly isLost: (index: number) => boolean;
  /** From sampling to arrival, µs. */
  readonly delayUs: (index: number) => number;
}

/** The truth and the count of samples that come one by one. */
function run(given: Partial<Course>): { truth: number[]; counted: number[] } {
  const random = new Random(1, 'delay');
  const course = {
    seconds: 60,
    rateError: 0,
    isLost: () => false,
    // A connection interval of 15 ms, and one packet in ten waits for another.
    delayUs: () => random.uniform(0, 15_000) + (random.uniform(0, 1) < 0.1 ? 15_000 : 0),
    ...given,
  };
  const counter = new ArrivalCounter(RATE_HZ);
  const truth: number[] = [];
  const counted: number[] = [];
  let arrivalUs = 0;
  for (let index = 0; index < course.seconds * RATE_HZ; index++) {
    if (course.isLost(index)) continue;
    const trueUs = EPOCH_US + (index * PERIOD_US) / (1 + course.rateError);
    arrivalUs = Math.max(arrivalUs, Math.round(trueUs + course.delayUs(index)));
    const block = counter.count(decoded(1, null), arrivalUs);
    truth.push(index);
    counted.push(block.firstIndex);
    expect(block.deviceTimeUs).toBe(block.firstIndex * PERIOD_US);
  }
  return { truth, counted };
}

describe('the counter of a sensor that tells neither index nor clock', () => {
  it.each([-0.02, 0, 0.02])('counts what comes, at a rate off by %d', (rateError) => {
    const { truth, counted } = run({ rateError });
    expect(counted).toEqual(truth);
  });

  it.each([2, 10, 100])('finds a hole of %i samples, within three seconds', (missing) => {
    const at = 30 * RATE_HZ;
    const isLost = (index: number): boolean => index >= at && index < at + missing;
    const { truth, counted } = run({ isLost, rateError: 0.01 });
    const off = truth.map((index, i) => index - counted[i]);
    // The bin in which it was lost, and two that are late throughout.
    const late = off.filter((count) => count === missing).length;
    expect(late).toBeGreaterThanOrEqual(2 * RATE_HZ - missing);
    expect(late).toBeLessThanOrEqual(3 * RATE_HZ * 1.02);
    expect(off.filter((count) => count !== missing && count !== 0)).toEqual([]);
    expect(off[off.length - 1]).toBe(0);
  });

  it('finds single lost samples once they add up to 30 ms', () => {
    const lost = new Set([25, 28, 31, 34].map((second) => second * RATE_HZ));
    const { truth, counted } = run({ isLost: (index) => lost.has(index) });
    const off = truth.map((index, i) => index - counted[i]);
    // Of 20 ms each: never are two of them missing for longer than it takes to see a hole.
    expect(Math.max(...off)).toBeLessThanOrEqual(3);
    expect(off[off.length - 1]).toBe(0);
  });

  it('takes no stall for a loss, after which all that waited comes at once', () => {
    const stalls = [20, 24, 31.5, 40].map((second) => ({
      from: second * RATE_HZ,
      to: (second + 1.9) * RATE_HZ,
    }));
    const delayUs = (index: number): number => {
      const stall = stalls.find(({ from, to }) => index >= from && index < to);
      return stall ? (stall.to - index) * PERIOD_US : 5000;
    };
    const { truth, counted } = run({ delayUs });
    expect(counted).toEqual(truth);
  });
});
