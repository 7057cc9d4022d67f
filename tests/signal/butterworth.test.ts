import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { butterworthLowPass, LowPass, ScalarLowPass } from '../../src/signal/butterworth.ts';

const RATE_HZ = 100;
const CUTOFF_HZ = 6;

/** Amplitude of the filtered sine after its start has died away. */
function gainAt(frequencyHz: number): number {
  const filter = new ScalarLowPass(butterworthLowPass(CUTOFF_HZ, RATE_HZ));
  let largest = 0;
  for (let i = 0; i < 10 * RATE_HZ; i++) {
    const y = filter.step(Math.sin((2 * Math.PI * frequencyHz * i) / RATE_HZ));
    if (i > 5 * RATE_HZ) largest = Math.max(largest, Math.abs(y));
  }
  return largest;
}

/** |H| of the analogue second order filter at the pre-warped frequency, exact for the bilinear form. */
function butterworthGain(frequencyHz: number): number {
  const warped = (f: number): number => Math.tan((Math.PI * f) / RATE_HZ);
  return 1 / Math.sqrt(1 + (warped(frequencyHz) / warped(CUTOFF_HZ)) ** 4);
}

describe('the low-pass', () => {
  it.each([0.5, 3, CUTOFF_HZ, 12.3, 31])('has the Butterworth gain at %f Hz', (frequencyHz) => {
    // The largest of a sampled sine falls short of its crest by up to 1 − cos(π f / rate) at these f.
    expect(gainAt(frequencyHz)).toBeCloseTo(butterworthGain(frequencyHz), 2);
  });

  it('delays a slow ramp by √2 / (2π cut-off), 37 ms at 6 Hz', () => {
    const filter = new ScalarLowPass(butterworthLowPass(CUTOFF_HZ, RATE_HZ));
    let behind = 0;
    for (let i = 0; i < 300; i++) behind = i - filter.step(i);
    expect((behind / RATE_HZ) * 1000).toBeCloseTo(
      (1000 * Math.SQRT2) / (2 * Math.PI * CUTOFF_HZ),
      0,
    );
  });

  it('starts in steady state on every channel, whatever the first value is', () => {
    const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(values, (first) => {
        const filter = new LowPass(butterworthLowPass(CUTOFF_HZ, RATE_HZ), first.length);
        for (let i = 0; i < 20; i++) {
          const cells = Float64Array.from(first);
          filter.step(cells);
          for (const [c, value] of first.entries()) expect(cells[c]).toBeCloseTo(value, 9);
        }
      }),
    );
  });

  it('forgets all of its past at a reset', () => {
    const filter = new ScalarLowPass(butterworthLowPass(CUTOFF_HZ, RATE_HZ));
    filter.step(0);
    filter.step(50);
    filter.reset();
    expect(filter.step(3)).toBeCloseTo(3, 12);
  });

  it.each([0, -1, 50, Number.NaN])(
    'refuses a cut-off of %f Hz at 100 Hz and says what is valid',
    (cutoffHz) => {
      expect(() => butterworthLowPass(cutoffHz, RATE_HZ)).toThrow(
        `${cutoffHz} Hz; valid is above 0`,
      );
    },
  );
});
