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
 * covariance: K = P (P + P₂)⁻¹; x += K (x₂ − x); P −= K P. Nothing is allocated.
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
  for (let i = 0; i < 9; i++) {
    BEFORE[i] = p[pAt + i];
    SUM[i] = p2[i] + p[pAt + i];
  }
  invert(SUM, INVERSE);
  const dx = x2[0] - x[xAt];
  const dy = x2[1] - x[xAt + 1];
  const dz = x2[2] - x[xAt + 2];
  for (let i = 0; i < 3; i++) {
    const b0 = BEFORE[3 * i];
    const b1 = BEFORE[3 * i + 1];
    const b2 = BEFORE[3 * i + 2];
    const k0 = b0 * INVERSE[0] + b1 * INVERSE[3] + b2 * INVERSE[6];
    const k1 = b0 * INVERSE[1] + b1 * INVERSE[4] + b2 * INVERSE[7];
    const k2 = b0 * INVERSE[2] + b1 * INVERSE[5] + b2 * INVERSE[8];
    x[xAt + i] += k0 * dx + k1 * dy + k2 * dz;
    for (let j = 0; j < 3; j++) {
      p[pAt + 3 * i + j] -= k0 * BEFORE[j] + k1 * BEFORE[3 + j] + k2 * BEFORE[6 + j];
    }
  }
}

/** Cells of one call, kept so that the next allocates none. */
const BEFORE = new Float64Array(9);
const SUM = new Float64Array(9);
const INVERSE = new Float64Array(9);

/** Inverse of a positive definite 3×3 matrix, by cofactors, into `out`. */
function invert(m: Float64Array, out: Float64Array): void {
  const c0 = m[4] * m[8] - m[5] * m[7];
  const c1 = m[5] * m[6] - m[3] * m[8];
  const c2 = m[3] * m[7] - m[4] * m[6];
  const d = 1 / (m[0] * c0 + m[1] * c1 + m[2] * c2);
  out[0] = c0 * d;
  out[1] = (m[2] * m[7] - m[1] * m[8]) * d;
  out[2] = (m[1] * m[5] - m[2] * m[4]) * d;
  out[3] = c1 * d;
  out[4] = (m[0] * m[8] - m[2] * m[6]) * d;
  out[5] = (m[2] * m[3] - m[0] * m[5]) * d;
  out[6] = c2 * d;
  out[7] = (m[1] * m[6] - m[0] * m[7]) * d;
  out[8] = (m[0] * m[4] - m[1] * m[3]) * d;
}
