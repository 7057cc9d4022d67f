import { describe, expect, it } from 'vitest';
import { finiteStretches, zeroLagLowPass } from '../../src/signal/zeroLag.ts';

const RATE_HZ = 100;

function sine(hz: number, seconds = 20): Float64Array {
  return Float64Array.from({ length: seconds * RATE_HZ }, (_, i) =>
    Math.sin((2 * Math.PI * hz * i) / RATE_HZ),
  );
}

/** In phase with the sine of `hz`, and a quarter of a period behind it. */
function parts(values: Float64Array, hz: number): { inPhase: number; behind: number } {
  let inPhase = 0;
  let behind = 0;
  // Whole periods in the middle, away from both ends.
  for (let i = 500; i < 1500; i++) {
    const phase = (2 * Math.PI * hz * i) / RATE_HZ;
    inPhase += (values[i] * Math.sin(phase)) / 500;
    behind -= (values[i] * Math.cos(phase)) / 500;
  }
  return { inPhase, behind };
}

describe('the low-pass without lag', () => {
  it.each([
    // Fourth order, of which a half is the square of the magnitude of either pass: exact for a
    // Butterworth up to the warping of the bilinear transform, 2 % at these rates.
    [1, 1 / (1 + (1 / 6 / 1.2465) ** 4)],
    [6, Math.SQRT1_2],
    [20, 1 / (1 + (20 / 6 / 1.2465) ** 4)],
  ])('passes %f Hz as one of fourth order at 6 Hz does, in phase', (hz, gain) => {
    const values = sine(hz);
    zeroLagLowPass(values, 6, RATE_HZ);
    const { inPhase, behind } = parts(values, hz);
    expect(Math.abs(inPhase - gain)).toBeLessThan(0.02);
    expect(Math.abs(behind)).toBeLessThan(1e-9);
  });

  it('keeps a ramp to its very ends, and what lies outside the stretch', () => {
    const values = Float64Array.from({ length: 300 }, (_, i) => 0.1 * i);
    values[10] = 99;
    values[290] = 99;
    zeroLagLowPass(values, 6, RATE_HZ, 11, 290);
    expect([values[10], values[290]]).toEqual([99, 99]);
    // The mirror image of a ramp is the ramp: what is left is what the filter had to settle in.
    for (let i = 11; i < 290; i++) expect(Math.abs(values[i] - 0.1 * i)).toBeLessThan(1e-3);
  });

  it.each([0, 1, 2, 5])('takes %i values as they come', (count) => {
    const values = Float64Array.from({ length: count }, () => 3);
    zeroLagLowPass(values, 6, RATE_HZ);
    for (const value of values) expect(value).toBeCloseTo(3, 12);
  });
});

describe('stretches without a gap', () => {
  it.each([
    [[], []],
    [[Number.NaN], []],
    [[1, 2], [[0, 2]]],
    [
      [1, Number.NaN, Number.NaN, 2, 3],
      [
        [0, 1],
        [3, 5],
      ],
    ],
  ])('of %j', (values, stretches) => {
    expect([...finiteStretches(Float64Array.from(values))]).toEqual(stretches);
  });
});
