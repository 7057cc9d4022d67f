import { describe, expect, it } from 'vitest';
import { STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import type { Vec3 } from '../../../src/geometry/vector.ts';
import type { SegmentSignals } from '../../../src/model/legSignals.ts';
import { MeanForce } from '../../../src/movement/landings/meanForce.ts';
import { segment } from '../feltFeeds.ts';

const RATE_HZ = 100;

function felt(force: Vec3): SegmentSignals {
  const angularRateDps = [0, 0, 0] as const;
  return { forceMps2: Math.hypot(...force), forceVectorMps2: force, angularRateDps };
}

describe('the mean force', () => {
  it('leaves the weight and takes away what wobbles to and fro', () => {
    const standing = new MeanForce(70, RATE_HZ);
    const flying = new MeanForce(70, RATE_HZ);
    expect(standing.lag).toBe(3);
    for (let i = 0; i < 14; i++) {
      // One wobble of 1.2 g in the seven frames of the window.
      const wobble = 1.2 * STANDARD_GRAVITY * Math.sin((2 * Math.PI * i) / 7);
      const whole = standing.step(felt([wobble, STANDARD_GRAVITY, 0]));
      const light = flying.step(felt([wobble, 0, 0]));
      if (i < 6) {
        expect(whole).toBeNaN();
        continue;
      }
      expect(whole).toBeCloseTo(1, 9);
      expect(light).toBeCloseTo(0, 9);
    }
  });

  it('is unknown while something is missing, and takes sizes for want of vectors', () => {
    const mean = new MeanForce(30, RATE_HZ);
    const seen = [2, 2, 2, null, 2, 2, 2].map((forceG) =>
      mean.step(segment(forceG === null ? undefined : forceG * STANDARD_GRAVITY)),
    );
    expect(seen.map((value) => Math.round(value))).toEqual([
      Number.NaN,
      Number.NaN,
      2,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      2,
    ]);
  });
});
