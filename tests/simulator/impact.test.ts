import { describe, expect, it } from 'vitest';
import { ringingG } from '../../src/simulator/impact.ts';

const BLOW = { timeS: 2, side: 'left', amplitudeG: 8, frequencyHz: 25, decayS: 0.02 } as const;

describe('the ringing of an impact', () => {
  it('is a damped sine on the shank from the impact on', () => {
    expect(ringingG([BLOW], 'left_shank', 2)).toBe(0);
    expect(ringingG([BLOW], 'left_shank', 1.9)).toBe(0);
    // A quarter of the period of 40 ms: 8 e^(-0.5).
    expect(ringingG([BLOW], 'left_shank', 2.01)).toBeCloseTo(8 * Math.exp(-0.5), 9);
    expect(ringingG([BLOW], 'left_shank', 2.03)).toBeCloseTo(-8 * Math.exp(-1.5), 9);
  });

  it('reaches the thigh 5 ms later with 40 %, and neither the other leg nor the pelvis', () => {
    expect(ringingG([BLOW], 'left_thigh', 2.005)).toBe(0);
    expect(ringingG([BLOW], 'left_thigh', 2.015)).toBeCloseTo(3.2 * Math.exp(-0.5), 9);
    expect(ringingG([BLOW], 'right_shank', 2.01)).toBe(0);
    expect(ringingG([BLOW], 'pelvis', 2.01)).toBe(0);
  });
});
