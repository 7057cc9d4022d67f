import { describe, expect, it } from 'vitest';
import { axisPrior } from '../../../src/body/calibration/axisPrior.ts';

/** A stance with the feet outside the hips: knee outside the hip, and inside the ankle. */
const WIDE = { thighLeanDeg: -6, shankLeanDeg: 6 };

describe('what is known of the axes before the movement', () => {
  it('leans both segments out on either leg where the feet stand wide', () => {
    // The right leg's long axes point towards −z, that is a negative turn about x; mirrored left.
    expect(axisPrior('right', WIDE, 0, null).aboutXDeg).toBeLessThan(-4);
    expect(axisPrior('left', WIDE, 0, null).aboutXDeg).toBeGreaterThan(4);
    expect(axisPrior('right', WIDE, 0, null).aboutXDeg).toBe(
      -axisPrior('left', WIDE, 0, null).aboutXDeg,
    );
  });

  it('is the surer the more was measured, and never says more than each tells', () => {
    const usual = axisPrior('right', undefined, 0, null);
    const thigh = axisPrior('right', { thighLeanDeg: -6 }, 0, null);
    const both = axisPrior('right', WIDE, 0, null);
    expect(thigh.aboutXSdDeg).toBeLessThan(usual.aboutXSdDeg);
    expect(both.aboutXSdDeg).toBeLessThan(thigh.aboutXSdDeg);
    // Two readings of 1.5° and a usual stance of 3°: 1 / √(2 / 1.5² + 1 / 3²).
    expect(both.aboutXSdDeg).toBeCloseTo(1, 9);
  });

  it('begins at the axis of the movement and is drawn to condyles that were felt', () => {
    const felt = { condylesInwardDeg: 10 };
    expect(axisPrior('right', undefined, 4, null).aboutYDeg).toBe(4);
    // A turn that is + about the vertical faces the right knee inward, and the left one outward.
    // Weights of 6° and 3°: four fifths of the way.
    expect(axisPrior('right', felt, 4, null).aboutYDeg).toBeCloseTo(4 + 0.8 * 6, 9);
    expect(axisPrior('left', felt, 4, null).aboutYDeg).toBeCloseTo(4 + 0.8 * -14, 9);
  });
});
