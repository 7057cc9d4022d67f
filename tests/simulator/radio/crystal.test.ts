import { describe, expect, it } from 'vitest';
import { decodeStreamPacket } from '../../../firmware-protocol/index.ts';
import {
  crystalClock,
  drawDeviceClock,
  type LargestErrors,
} from '../../../src/simulator/radio/crystal.ts';
import { Sampler } from '../../../src/simulator/radio/sampler.ts';
import { sensorClock } from '../../../src/simulator/radio/sensorClock.ts';
import { Random } from '../../../src/simulator/random.ts';
import { countingFeed } from '../../sensors/ble/radioWorld.ts';

const STILL = { skewPpm: 0, walkUsPerRootS: 0, startC: 25, wornC: 25, warmingS: 300 };

function wanderOf(crystal: Partial<typeof STILL>, seed = 1): (elapsedS: number) => number {
  const { wanderUs } = crystalClock({ ...STILL, ...crystal }, 0, new Random(seed, 'walk'));
  if (!wanderUs) throw new Error('a crystal always wanders');
  return wanderUs;
}

describe('the crystal of a sensor', () => {
  it('walks by a microsecond per root second', () => {
    const walks = Array.from({ length: 400 }, (_, seed) => wanderOf({ walkUsPerRootS: 1 }, seed));
    for (const elapsedS of [1, 100, 900]) {
      const ends = walks.map((walk) => walk(elapsedS));
      const variance = ends.reduce((sum, x) => sum + x * x, 0) / ends.length;
      // The variance of n squares of a normal is known to ± sqrt(2/n), here 7 %; four of them.
      expect(variance / elapsedS).toBeGreaterThan(1 - 4 * Math.sqrt(2 / 400));
      expect(variance / elapsedS).toBeLessThan(1 + 4 * Math.sqrt(2 / 400));
    }
  });

  it('reads the same at an instant in whatever order it is asked', () => {
    const asked = [3, 0.25, 1800.5, 0.25, 59.999, 3, 1800.5];
    const forward = wanderOf({ walkUsPerRootS: 1, wornC: 33 });
    const values = asked.map(forward);
    expect(values[0]).toBe(values[5]);
    expect(values[2]).toBe(values[6]);
    const backward = wanderOf({ walkUsPerRootS: 1, wornC: 33 });
    expect([...asked].reverse().map(backward).reverse()).toEqual(values);
  });

  it('loses 35 ppb per square degree beside 25 °C, on the way there too', () => {
    expect(wanderOf({ startC: 35, wornC: 35 })(1000)).toBeCloseTo(-3.5 * 1000, 6);
    expect(wanderOf({ startC: 15, wornC: 15 })(1000)).toBeCloseTo(-3.5 * 1000, 6);
    const warming = wanderOf({ startC: 20, wornC: 33 });
    let expected = 0;
    for (let ms = 0; ms < 900_000; ms++) {
      const temperature = 33 - 13 * Math.exp(-(ms + 0.5) / 300_000);
      expected += -0.035 * (temperature - 25) ** 2 * 1e-3;
    }
    expect(warming(900)).toBeCloseTo(expected, 3);
  });

  it('is drawn within 20 ppm, another for every sensor, the same for a seed', () => {
    const clocks = Array.from({ length: 200 }, (_, i) => drawDeviceClock(7, `s${i}`));
    const skews = clocks.map(({ skewPpm }) => skewPpm);
    expect(new Set(skews).size).toBe(200);
    expect(Math.max(...skews)).toBeLessThan(20);
    expect(Math.min(...skews)).toBeGreaterThan(-20);
    // A uniform ± 20 has a standard deviation of 11.5; the mean of 200 of them one of 0.8.
    expect(Math.abs(skews.reduce((sum, x) => sum + x, 0) / 200)).toBeLessThan(4 * 0.82);
    const [first, again] = [drawDeviceClock(7, 's0'), drawDeviceClock(7, 's0')];
    expect(first.offsetUs).toBe(again.offsetUs);
    expect(first.wanderUs?.(1234)).toBe(again.wanderUs?.(1234));
  });

  it('is drawn as bad as is asked for, the rate of the inertial unit with it', () => {
    const drawn = (largest?: LargestErrors) =>
      Array.from({ length: 200 }, (_, i) => drawDeviceClock(7, `s${i}`, largest));
    const worst = (values: readonly number[]) => Math.max(...values.map(Math.abs));
    const usual = drawn();
    const wide = drawn({ skewPpm: 40, ratePpm: 0 });
    const rates = usual.map(({ rateErrorPpm = 0 }) => rateErrorPpm);
    expect(worst(rates)).toBeGreaterThan(9_000);
    expect(worst(rates)).toBeLessThan(10_000);
    expect(worst(wide.map(({ skewPpm }) => skewPpm))).toBeGreaterThan(36);
    expect(worst(wide.map(({ rateErrorPpm = 1 }) => rateErrorPpm))).toBe(0);
    // The one error tells nothing of the other; correlated, they would hide in one another.
    const product = usual.map(({ skewPpm }, i) => (skewPpm / 20) * (rates[i]! / 10_000));
    const mean = product.reduce((sum, x) => sum + x, 0) / 200;
    expect(Math.abs(mean)).toBeLessThan((4 * (1 / 3)) / Math.sqrt(200));
  });

  it('carries the 32-bit counter of a sensor over its wrap without a jump', () => {
    const startUs = 5_000_000_000;
    const offsetUs = 2 ** 32 - 30_000;
    const clock = crystalClock(
      { ...STILL, skewPpm: 20, walkUsPerRootS: 1, wornC: 33 },
      offsetUs,
      new Random(1, 'walk'),
    );
    const sampler = new Sampler({
      feed: countingFeed('A'),
      clock: sensorClock(clock, startUs),
      startUs,
      ringDepth: 3000,
      sent: { sequence: 0, skipped: 0 },
    });
    sampler.begin(startUs - 1, 1);
    const times: number[] = [];
    sampler.pump(startUs + 60_000, (bytes) => {
      return times.push(decodeStreamPacket(bytes).deviceTimeUs) > 0;
    });
    expect(times[0]).toBe(offsetUs);
    expect(times).toHaveLength(7);
    expect(times.filter((time) => time > 2 ** 31)).toHaveLength(3);
    for (const [i, time] of times.entries()) {
      expect((time - offsetUs + 2 ** 32) % 2 ** 32).toBeGreaterThanOrEqual(10_000 * i - 1);
      expect((time - offsetUs + 2 ** 32) % 2 ** 32).toBeLessThanOrEqual(10_000 * i + 3);
    }
  });
});
