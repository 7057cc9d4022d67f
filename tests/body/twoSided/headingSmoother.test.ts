import { describe, expect, it } from 'vitest';
import { type HeadingNode, smoothHeading } from '../../../src/body/twoSided/headingSmoother.ts';
import { DEG_PER_RAD, RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import { Random } from '../../../src/simulator/random.ts';

const STEP_S = 0.25;
const START_VARIANCE = (30 * RAD_PER_DEG) ** 2;

interface Course {
  readonly nodes: readonly HeadingNode[];
  readonly truthDeg: readonly number[];
}

/** A heading that drifts, measured with `sdDeg` wherever `isMeasured`. */
function course(
  seed: number,
  sdDeg: number,
  isMeasured: (k: number) => boolean,
  jump: { at: number; deg: number } = { at: -1, deg: 0 },
): Course {
  const random = new Random(seed, 'heading');
  const truthDeg: number[] = [];
  const nodes: HeadingNode[] = [];
  let deg = 20;
  let drift = 0.05;
  for (let k = 0; k < 400; k++) {
    drift += 0.03 * Math.sqrt(STEP_S) * random.gaussian();
    deg += drift * STEP_S + 0.1 * Math.sqrt(STEP_S) * random.gaussian();
    if (k === jump.at) deg += jump.deg;
    truthDeg.push(deg);
    const headingRad = (deg + sdDeg * random.gaussian()) * RAD_PER_DEG;
    nodes.push({
      timeS: k * STEP_S,
      lostVariance: k === jump.at ? START_VARIANCE : 0,
      measured: isMeasured(k)
        ? [{ headingRad, variance: (sdDeg * RAD_PER_DEG) ** 2, isDoubtful: true }]
        : [],
    });
  }
  return { nodes, truthDeg };
}

function rms(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
}

function errorsOf({ nodes, truthDeg }: Course): { errors: number[]; inSds: number[] } {
  const { headingRad, variance } = smoothHeading(nodes, 10 * RAD_PER_DEG, START_VARIANCE);
  const errors = truthDeg.map((deg, k) => headingRad[k] * DEG_PER_RAD - deg);
  return { errors, inSds: errors.map((e, k) => (e * RAD_PER_DEG) / Math.sqrt(variance[k])) };
}

describe('a heading smoothed from both sides', () => {
  it('is off by what it says, over many courses', () => {
    const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
    const all = seeds.map((seed) => errorsOf(course(seed, 3, () => true)));
    const inSds = rms(all.flatMap((each) => each.inSds));
    // The courses follow the filter's own noises: one, within the spread of 40 of them.
    expect(inSds).toBeGreaterThan(0.85);
    expect(inSds).toBeLessThan(1.15);
  });

  it('knows the middle of what it was told nothing of from both of its ends', () => {
    const isMeasured = (k: number): boolean => k < 150 || k > 250;
    const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
    const middle = seeds.map((seed) => errorsOf(course(seed, 1, isMeasured)).errors[200]);
    // A filter that only looks back has drifted for 12.5 s then, and says ± 2°.
    expect(rms(middle)).toBeLessThan(1.2);
  });

  it('lets a heading be another behind a loss, and does not smear the two', () => {
    const { errors } = errorsOf(course(3, 1, () => true, { at: 200, deg: 70 }));
    expect(Math.abs(errors[195])).toBeLessThan(2);
    expect(Math.abs(errors[200])).toBeLessThan(2);
  });

  it('doubts what is far off all around it', () => {
    const given = course(5, 2, () => true);
    const nodes = given.nodes.map((node, k) =>
      k % 40 === 20
        ? {
            ...node,
            measured: node.measured.map((m) => ({ ...m, headingRad: m.headingRad + 1.5 })),
          }
        : node,
    );
    // Ten of four hundred are 86° off: undoubted they would move all by 2°.
    expect(rms(errorsOf({ ...given, nodes }).errors)).toBeLessThan(1);
  });

  it('takes nothing for nothing', () => {
    expect(smoothHeading([], 0, 1).headingRad).toHaveLength(0);
  });
});
