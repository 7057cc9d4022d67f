import { describe, expect, it } from 'vitest';
import { multiply, transpose } from '../../src/geometry/rotation.ts';
import { fuse, varianceBound } from '../../src/orientation/covariance3.ts';
import { kalmanCorrect } from '../../src/orientation/kalmanCorrect.ts';
import { Matrix, Vector } from '../../src/orientation/state.ts';
import { seededNoise } from './seededNoise.ts';

type Nine = [number, number, number, number, number, number, number, number, number];

const noise = seededNoise(7);
const random = (): Nine => [
  noise(),
  noise(),
  noise(),
  noise(),
  noise(),
  noise(),
  noise(),
  noise(),
  noise(),
];

const vector = Vector.of;
const matrix = (m: readonly number[]): Matrix =>
  new Matrix(vector(m[0], m[1], m[2]), vector(m[3], m[4], m[5]), vector(m[6], m[7], m[8]));
const elements = ({ x, y, z }: Matrix): number[] => [x, y, z].flatMap((v) => [v.x, v.y, v.z]);

describe('kalmanCorrect', () => {
  it('solves K (W + R P Rᵀ) = P Rᵀ and corrects state and covariance with that gain', () => {
    const a = random();
    const r = random();
    const p = multiply(a, transpose(a));
    const w = [0.5, 0.6, 0.7] as const;
    const s = [...multiply(r, p, transpose(r))];
    s[0] += w[0];
    s[4] += w[1];
    s[8] += w[2];
    const [s0, s1, s2, s3, s4, s5, s6, s7, s8] = s;
    let corrected: number[] = [];
    // With e the k-th unit vector the state moves by the k-th column of the gain.
    const columns = [vector(1, 0, 0), vector(0, 1, 0), vector(0, 0, 1)].map((e) => {
      const x = new Vector();
      const covariance = matrix(p);
      kalmanCorrect(covariance, matrix(r), vector(...w), e, x);
      corrected = elements(covariance);
      return [x.x, x.y, x.z];
    });
    const gain: Nine = [
      columns[0][0],
      columns[1][0],
      columns[2][0],
      columns[0][1],
      columns[1][1],
      columns[2][1],
      columns[0][2],
      columns[1][2],
      columns[2][2],
    ];
    const wanted = multiply(p, transpose(r));
    multiply(gain, [s0, s1, s2, s3, s4, s5, s6, s7, s8]).forEach((v, i) => {
      expect(v).toBeCloseTo(wanted[i], 12);
    });
    multiply(gain, r, p).forEach((v, i) => {
      expect(corrected[i]).toBeCloseTo(p[i] - v, 12);
    });
  });
});

describe('fuse', () => {
  it('weighs two estimates by the inverse of their variances', () => {
    const x = Float64Array.of(9, 1, 2, 3);
    const p = Float64Array.of(4, 0, 0, 0, 4, 0, 0, 0, 4);
    fuse(x, 1, p, 0, Float64Array.of(6, 7, 8), Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1));
    expect([...x]).toEqual([9, 5, 6, 7].map((v) => expect.closeTo(v, 12)));
    expect(varianceBound(p, 0)).toBeCloseTo(0.8, 12);
  });
});
