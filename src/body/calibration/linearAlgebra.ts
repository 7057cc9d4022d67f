import { createRequire } from 'node:module';
import type { Vec3 } from '../../geometry/vector.ts';

/** Its bundle: the thousand modules behind the package's entry take a second and a half to load. */
const math: typeof import('mathjs') = createRequire(import.meta.url)('mathjs/lib/browser/math.js');

/** Solves the dense square system a x = b. */
export function solve(a: number[][], b: number[]): number[] {
  const x = math.lusolve(a, b) as unknown as number[][];
  return x.map((row) => row[0]);
}

/** Inverse of a dense square matrix. */
export function invert(a: number[][]): number[][] {
  return math.inv(a);
}

export interface PrincipalAxis {
  readonly axis: Vec3;
  /** The largest eigenvalue's share of the trace, 1/3..1; 0 for a matrix of zeros. */
  readonly share: number;
}

/** Dominant eigenvector of a symmetric 3×3 matrix; its sign is arbitrary. */
export function principalAxis(symmetric: number[][]): PrincipalAxis {
  const { eigenvectors } = math.eigs(symmetric);
  const ranked = eigenvectors
    .map(({ value, vector }) => ({
      value: Number(value),
      vector: (vector as unknown as number[]).map(Number),
    }))
    .sort((a, b) => b.value - a.value);
  const [x, y, z] = ranked[0].vector;
  const n = Math.hypot(x, y, z);
  const trace = ranked.reduce((sum, { value }) => sum + value, 0);
  return { axis: [x / n, y / n, z / n], share: trace === 0 ? 0 : ranked[0].value / trace };
}
