import type { Mat3 } from './rotation.ts';
import type { Vec3 } from './vector.ts';

/** Unit quaternion, scalar first (w, x, y, z), Hamilton product. */
export type Quat = readonly [number, number, number, number];

export const QUAT_IDENTITY: Quat = [1, 0, 0, 0];

/** The product p q: rotation q first, then p. */
export function quatMultiply(p: Quat, q: Quat): Quat {
  return [
    p[0] * q[0] - p[1] * q[1] - p[2] * q[2] - p[3] * q[3],
    p[0] * q[1] + p[1] * q[0] + p[2] * q[3] - p[3] * q[2],
    p[0] * q[2] - p[1] * q[3] + p[2] * q[0] + p[3] * q[1],
    p[0] * q[3] + p[1] * q[2] - p[2] * q[1] + p[3] * q[0],
  ];
}

export function quatConjugate(q: Quat): Quat {
  return [q[0], -q[1], -q[2], -q[3]];
}

export function quatNormalize(q: Quat): Quat {
  const n = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
  return [q[0] / n, q[1] / n, q[2] / n, q[3] / n];
}

/** q v q*. */
export function quatRotate(q: Quat, v: Vec3): Vec3 {
  const w = q[0];
  const x = q[1];
  const y = q[2];
  const z = q[3];
  const tx = 2 * (y * v[2] - z * v[1]);
  const ty = 2 * (z * v[0] - x * v[2]);
  const tz = 2 * (x * v[1] - y * v[0]);
  return [
    v[0] + w * tx + y * tz - z * ty,
    v[1] + w * ty + z * tx - x * tz,
    v[2] + w * tz + x * ty - y * tx,
  ];
}

export function quatToMatrix(q: Quat): Mat3 {
  const w = q[0];
  const x = q[1];
  const y = q[2];
  const z = q[3];
  return [
    1 - 2 * (y * y + z * z),
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    1 - 2 * (x * x + z * z),
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    1 - 2 * (x * x + y * y),
  ];
}

/** Shepperd's method: picks the largest of the four components, so it never divides by a small one. */
export function quatFromMatrix(m: Mat3): Quat {
  const trace = m[0] + m[4] + m[8];
  if (trace >= m[0] && trace >= m[4] && trace >= m[8]) {
    const w = Math.sqrt(1 + trace) / 2;
    return [w, (m[7] - m[5]) / (4 * w), (m[2] - m[6]) / (4 * w), (m[3] - m[1]) / (4 * w)];
  }
  if (m[0] >= m[4] && m[0] >= m[8]) {
    const x = Math.sqrt(1 + m[0] - m[4] - m[8]) / 2;
    return [(m[7] - m[5]) / (4 * x), x, (m[1] + m[3]) / (4 * x), (m[2] + m[6]) / (4 * x)];
  }
  if (m[4] >= m[8]) {
    const y = Math.sqrt(1 - m[0] + m[4] - m[8]) / 2;
    return [(m[2] - m[6]) / (4 * y), (m[1] + m[3]) / (4 * y), y, (m[5] + m[7]) / (4 * y)];
  }
  const z = Math.sqrt(1 - m[0] - m[4] + m[8]) / 2;
  return [(m[3] - m[1]) / (4 * z), (m[2] + m[6]) / (4 * z), (m[5] + m[7]) / (4 * z), z];
}

/** Rotation about the earth's vertical (z up) by `angle` radians. */
export function quatAboutVertical(angle: number): Quat {
  return [Math.cos(angle / 2), 0, 0, Math.sin(angle / 2)];
}

/** Spherical linear interpolation along the shorter arc, `u` in 0..1. */
export function quatSlerp(a: Quat, b: Quat, u: number): Quat {
  let cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
  const sign = cosine < 0 ? -1 : 1;
  cosine = Math.abs(cosine);
  let wa = 1 - u;
  let wb = u;
  if (cosine < 1 - 1e-9) {
    const angle = Math.acos(cosine);
    const sine = Math.sin(angle);
    wa = Math.sin((1 - u) * angle) / sine;
    wb = Math.sin(u * angle) / sine;
  }
  wb *= sign;
  return quatNormalize([
    wa * a[0] + wb * b[0],
    wa * a[1] + wb * b[1],
    wa * a[2] + wb * b[2],
    wa * a[3] + wb * b[3],
  ]);
}

/** Logarithm: the vector about which `q` rotates by its length in radians, 0..π. */
export function quatToRotationVector(q: Quat): Vec3 {
  const sine = Math.sqrt(q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
  const sign = q[0] < 0 ? -1 : 1;
  // Of a small angle the sine is half of it, which the quotient below cannot tell of 0 / 0.
  const perSine = sine < 1e-12 ? 2 : (2 * Math.atan2(sine, sign * q[0])) / sine;
  return [sign * perSine * q[1], sign * perSine * q[2], sign * perSine * q[3]];
}

/** `q` or `−q`, whichever lies nearer to `previous`: keeps a stream's sign continuous. */
export function quatContinuous(previous: Quat, q: Quat): Quat {
  const cosine = previous[0] * q[0] + previous[1] * q[1] + previous[2] * q[2] + previous[3] * q[3];
  return cosine < 0 ? [-q[0], -q[1], -q[2], -q[3]] : q;
}
