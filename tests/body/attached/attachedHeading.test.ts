import { describe, expect, it } from 'vitest';
import { AttachedHeading } from '../../../src/body/attached/attachedHeading.ts';
import { DEG_PER_RAD, RAD_PER_DEG } from '../../../src/geometry/angles.ts';

const DEG = RAD_PER_DEG;

describe('the heading of an attached sensor', () => {
  it('is carried, and its uncertainty grows by its law', () => {
    const heading = new AttachedHeading(0.3, 1 * DEG);
    for (let i = 0; i < 2500; i++) heading.step(0.01);
    expect(heading.headingRad).toBe(0.3);
    expect(heading.ageS).toBeCloseTo(25, 6);
    // 1° at the zero, 0.1°/√s of walk, 0.03°/s of two biases.
    expect(heading.sigmaRad * DEG_PER_RAD).toBeCloseTo(Math.hypot(1, 0.1 * 5, 0.03 * 25), 6);
  });

  it('is pulled by a stand as the variances say', () => {
    const heading = new AttachedHeading(0, 2 * DEG);
    heading.stood(7 * DEG, 5 * DEG);
    expect(heading.headingRad * DEG_PER_RAD).toBeCloseTo((7 * 4) / 29, 9);
    expect(heading.sigmaRad * DEG_PER_RAD).toBeCloseTo(Math.sqrt((4 * 25) / 29), 9);
    expect(heading.ageS).toBe(0);
  });

  it('believes a stand once it was lost, over ±180° too', () => {
    const heading = new AttachedHeading(178 * DEG, 1 * DEG);
    heading.lose();
    heading.stood(-160 * DEG, 5 * DEG);
    const gain = 900 / 925;
    expect(heading.headingRad * DEG_PER_RAD).toBeCloseTo(178 + gain * 22, 9);
    expect(heading.sigmaRad * DEG_PER_RAD).toBeLessThan(5);
  });
});
