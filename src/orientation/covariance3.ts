/**
 * Upper bound of the variance in any direction: the largest absolute row sum of a 3×3
 * covariance, row-major from `at`.
 */
export function varianceBound(p: Float64Array, at: number): number {
  return Math.max(
    Math.abs(p[at]) + Math.abs(p[at + 1]) + Math.abs(p[at + 2]),
    Math.abs(p[at + 3]) + Math.abs(p[at + 4]) + Math.abs(p[at + 5]),
    Math.abs(p[at + 6]) + Math.abs(p[at + 7]) + Math.abs(p[at + 8]),
  );
}

/**
 * Fuses a second, independent estimate into the first, in place, each weighed by its
 * covariance: K = P (P + P₂)⁻¹; x += K (x₂ − x); P −= K P.
 *
 * @param x three elements from `xAt`
 * @param p covariance of x, row-major 3×3 from `pAt`
 * @param x2 the other estimate, three elements
 * @param p2 its covariance, row-major 3×3
 */
export function fuse(
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  x2: Float64Array,
  p2: Float64Array,
): void {
  const inverse = invert(p2.map((v, i) => v + p[pAt + i]));
  const before = p.slice(pAt, pAt + 9);
  const dx = x2.map((v, i) => v - x[xAt + i]);
  for (let i = 0; i < 3; i++) {
    const k = [0, 1, 2].map(
      (j) =>
        before[3 * i] * inverse[j] +
        before[3 * i + 1] * inverse[3 + j] +
        before[3 * i + 2] * inverse[6 + j],
    );
    x[xAt + i] += k[0] * dx[0] + k[1] * dx[1] + k[2] * dx[2];
    for (let j = 0; j < 3; j++) {
      p[pAt + 3 * i + j] -= k[0] * before[j] + k[1] * before[3 + j] + k[2] * before[6 + j];
    }
  }
}

/** Inverse of a positive definite 3×3 matrix, by cofactors. */
function invert(m: Float64Array): Float64Array {
  const c0 = m[4] * m[8] - m[5] * m[7];
  const c1 = m[5] * m[6] - m[3] * m[8];
  const c2 = m[3] * m[7] - m[4] * m[6];
  const d = 1 / (m[0] * c0 + m[1] * c1 + m[2] * c2);
  return Float64Array.of(
    c0 * d,
    (m[2] * m[7] - m[1] * m[8]) * d,
    (m[1] * m[5] - m[2] * m[4]) * d,
    c1 * d,
    (m[0] * m[8] - m[2] * m[6]) * d,
    (m[2] * m[3] - m[0] * m[5]) * d,
    c2 * d,
    (m[1] * m[6] - m[0] * m[7]) * d,
    (m[0] * m[4] - m[1] * m[3]) * d,
  );
}
