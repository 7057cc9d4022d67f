import { describe, expect, it } from 'vitest';
import { SmoothSeries, smoothSeries } from '../../src/movement/smoothSeries.ts';
import { bodyFrame } from './frames.ts';

describe('a series', () => {
  const series = new SmoothSeries(
    Float64Array.from([0, 10, 20, 30, 40, 50]),
    Float64Array.from([0, 4, 2, Number.NaN, 6, 5.8]),
  );

  it('is read between its times, and not where it is unknown', () => {
    expect(series.at(5)).toBe(2);
    expect(series.at(20)).toBe(2);
    expect(series.at(25)).toBeNull();
    expect(series.at(-1)).toBeNull();
    expect(series.at(51)).toBeNull();
  });

  it('has extremes, means and rates of what is known', () => {
    expect(series.max(0, 50)).toBe(6);
    expect(series.min(5, 50)).toBe(2);
    expect(series.max(5, 8)).toBeCloseTo(3.2, 9);
    expect(series.mean(0, 30)).toBe(2);
    expect(series.max(60, 70)).toBeNull();
    // From 0 to 4 in 10 µs.
    expect(series.maxRate(0, 50)).toBeCloseTo(4e5, 3);
    expect(series.maxRate(20, 40)).toBeNull();
  });

  it('peaks before it first falls by as much as is asked', () => {
    expect(series.peakUs(0, 50, 1)).toBe(10);
    expect(series.peakUs(0, 50, 3)).toBe(40);
    expect(series.peakUs(60, 70, 1)).toBeNull();
  });

  it('that rests at its peak has it where it came there', () => {
    const resting = new SmoothSeries(
      Float64Array.from([0, 10, 20, 30, 40]),
      Float64Array.from([0, 70, 69.8, 70.1, 60]),
    );
    expect(resting.peakUs(0, 40, 1)).toBe(10);
  });
});

describe('the series of a leg', () => {
  it('is low-passed without lag', () => {
    const frames = Array.from({ length: 200 }, (_, i) => {
      const slow = 20 * Math.sin((2 * Math.PI * i) / 200);
      const kneeFlexionDeg = slow + (i % 2 === 0 ? 3 : -3);
      return bodyFrame(i * 5000, { right: { kneeFlexionDeg }, left: {} });
    });
    const read = (side: 'right' | 'left') =>
      smoothSeries(frames, side, (leg) => leg.measures.kneeFlexionDeg, 20, 200);
    // A sine of 1 Hz passes 20 Hz whole, and none of the alternation at 100 Hz.
    expect(read('right').at(250_000)).toBeCloseTo(20, 1);
    expect(read('right').at(500_000)).toBeCloseTo(0, 1);
    expect(read('left').at(500_000)).toBeNull();
  });
});
