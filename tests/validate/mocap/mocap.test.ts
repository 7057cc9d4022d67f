import { describe, expect, it } from 'vitest';
import { CubicSpline } from './cubicSpline.ts';
import { Playback } from './playback.ts';
import { matchReps, trueReps } from './repScore.ts';
import { smooth } from './smooth.ts';

const RATE_HZ = 100;

describe('playing a recording to and fro', () => {
  const playback = new Playback(500, RATE_HZ, 120, 8, 40);

  it('holds the standing row, then reaches both ends', () => {
    expect(playback.rowAt(0)).toBe(120);
    expect(playback.rowAt(8)).toBe(120);
    const rows = Array.from({ length: 3200 }, (_, i) => playback.rowAt(8 + i / RATE_HZ));
    expect(Math.max(...rows)).toBeCloseTo(499, 1);
    expect(Math.min(...rows)).toBeCloseTo(0, 1);
    expect(rows.every((row) => row > -1e-9 && row < 499 + 1e-9)).toBe(true);
  });

  it('runs at the pace of the recording between the turns, and never jerks', () => {
    const step = 1e-3;
    const paces = Array.from({ length: 31_500 }, (_, i) => {
      const t = 7.5 + i * step;
      return (playback.rowAt(t + step) - playback.rowAt(t)) / step / RATE_HZ;
    });
    const changes = paces.slice(1).map((pace, i) => Math.abs(pace - paces[i]) / step);
    expect(Math.max(...paces.map(Math.abs))).toBeLessThan(1 + 1e-6);
    // A smooth step over 0.3 s changes the pace by at most 5 per second.
    expect(Math.max(...changes)).toBeLessThan(5.1);
    expect((playback.rowAt(10) - playback.rowAt(9)) / RATE_HZ).toBeCloseTo(1, 9);
  });
});

describe('motion between the rows of a recording', () => {
  const sine = Float64Array.from({ length: 400 }, (_, i) => Math.sin((2 * Math.PI * i) / RATE_HZ));

  it('follows a sine and its acceleration', () => {
    const spline = new CubicSpline(sine);
    expect(spline.at(200)).toBe(sine[200]);
    expect(spline.at(130.5)).toBeCloseTo(Math.sin(2 * Math.PI * 1.305), 6);
    const h = 0.2;
    const bend = (spline.at(225 + h) - 2 * spline.at(225) + spline.at(225 - h)) / h ** 2;
    expect(bend * RATE_HZ ** 2).toBeCloseTo(-((2 * Math.PI) ** 2), 1);
  });

  it('loses fast noise and is not delayed', () => {
    const noisy = sine.map((value, i) => value + (i % 2 === 0 ? 0.01 : -0.01));
    const smoothed = smooth(noisy, 10, RATE_HZ);
    for (let i = 100; i < 300; i++) expect(smoothed[i]).toBeCloseTo(sine[i], 3);
  });
});

describe('counting reps', () => {
  const timesS = Array.from({ length: 1000 }, (_, i) => i / RATE_HZ);
  // Three bends to 80 degrees, deepest at 1.5, 4.5 and 7.5 s; a fourth is cut off.
  const flexion = timesS.map((t) => 40 - 40 * Math.cos((2 * Math.PI * t) / 3));
  const reps = trueReps(flexion, timesS);

  it('finds the deepest instant of every whole bend', () => {
    expect(reps.map(({ deepest }) => deepest)).toEqual([1.5, 4.5, 7.5]);
    expect(reps[0].from).toBeCloseTo(0.75, 1);
    expect(reps[0].to).toBeCloseTo(2.25, 1);
  });

  it('counts what was missed, invented or found twice', () => {
    expect(matchReps([1.52, 4.47, 7.5], reps)).toMatchObject({ trueReps: 3, wrong: 0 });
    const match = matchReps([1.52, 1.6, 6, 7.4], reps);
    expect(match.wrong).toBe(3);
    expect(match.errorsS.map((error) => Math.round(error * 100))).toEqual([2, -10]);
  });
});
