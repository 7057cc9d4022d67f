import type { Matrix, Vector } from './state.ts';

/**
 * One correction of a Kalman filter of three states, in place:
 * K = P Rᵀ (W + R P Rᵀ)⁻¹, x += K e, P −= K R P.
 *
 * Written out element by element: with loops or helpers over small matrices it takes several
 * times as long, and it is most of an attitude update.
 *
 * @param p covariance P, symmetric
 * @param r observation R
 * @param w diagonal of the observation's covariance W
 * @param e innovation
 * @param x state
 */
export function kalmanCorrect(p: Matrix, r: Matrix, w: Vector, e: Vector, x: Vector): void {
  const { x: px, y: py, z: pz } = p;
  const { x: rx, y: ry, z: rz } = r;
  const p0 = px.x;
  const p1 = px.y;
  const p2 = px.z;
  const p3 = py.x;
  const p4 = py.y;
  const p5 = py.z;
  const p6 = pz.x;
  const p7 = pz.y;
  const p8 = pz.z;
  const r0 = rx.x;
  const r1 = rx.y;
  const r2 = rx.z;
  const r3 = ry.x;
  const r4 = ry.y;
  const r5 = ry.z;
  const r6 = rz.x;
  const r7 = rz.y;
  const r8 = rz.z;
  // R P
  const m0 = r0 * p0 + r1 * p3 + r2 * p6;
  const m1 = r0 * p1 + r1 * p4 + r2 * p7;
  const m2 = r0 * p2 + r1 * p5 + r2 * p8;
  const m3 = r3 * p0 + r4 * p3 + r5 * p6;
  const m4 = r3 * p1 + r4 * p4 + r5 * p7;
  const m5 = r3 * p2 + r4 * p5 + r5 * p8;
  const m6 = r6 * p0 + r7 * p3 + r8 * p6;
  const m7 = r6 * p1 + r7 * p4 + r8 * p7;
  const m8 = r6 * p2 + r7 * p5 + r8 * p8;
  // W + R P Rᵀ
  const s0 = m0 * r0 + m1 * r1 + m2 * r2 + w.x;
  const s1 = m0 * r3 + m1 * r4 + m2 * r5;
  const s2 = m0 * r6 + m1 * r7 + m2 * r8;
  const s3 = m3 * r0 + m4 * r1 + m5 * r2;
  const s4 = m3 * r3 + m4 * r4 + m5 * r5 + w.y;
  const s5 = m3 * r6 + m4 * r7 + m5 * r8;
  const s6 = m6 * r0 + m7 * r1 + m8 * r2;
  const s7 = m6 * r3 + m7 * r4 + m8 * r5;
  const s8 = m6 * r6 + m7 * r7 + m8 * r8 + w.z;
  // Its inverse, by cofactors.
  const c0 = s4 * s8 - s5 * s7;
  const c1 = s5 * s6 - s3 * s8;
  const c2 = s3 * s7 - s4 * s6;
  const d = 1 / (s0 * c0 + s1 * c1 + s2 * c2);
  const i0 = c0 * d;
  const i1 = (s2 * s7 - s1 * s8) * d;
  const i2 = (s1 * s5 - s2 * s4) * d;
  const i3 = c1 * d;
  const i4 = (s0 * s8 - s2 * s6) * d;
  const i5 = (s2 * s3 - s0 * s5) * d;
  const i6 = c2 * d;
  const i7 = (s1 * s6 - s0 * s7) * d;
  const i8 = (s0 * s4 - s1 * s3) * d;
  // P Rᵀ = (R P)ᵀ, for P is symmetric.
  const k0 = m0 * i0 + m3 * i3 + m6 * i6;
  const k1 = m0 * i1 + m3 * i4 + m6 * i7;
  const k2 = m0 * i2 + m3 * i5 + m6 * i8;
  const k3 = m1 * i0 + m4 * i3 + m7 * i6;
  const k4 = m1 * i1 + m4 * i4 + m7 * i7;
  const k5 = m1 * i2 + m4 * i5 + m7 * i8;
  const k6 = m2 * i0 + m5 * i3 + m8 * i6;
  const k7 = m2 * i1 + m5 * i4 + m8 * i7;
  const k8 = m2 * i2 + m5 * i5 + m8 * i8;
  x.x += k0 * e.x + k1 * e.y + k2 * e.z;
  x.y += k3 * e.x + k4 * e.y + k5 * e.z;
  x.z += k6 * e.x + k7 * e.y + k8 * e.z;
  px.x = p0 - (k0 * m0 + k1 * m3 + k2 * m6);
  px.y = p1 - (k0 * m1 + k1 * m4 + k2 * m7);
  px.z = p2 - (k0 * m2 + k1 * m5 + k2 * m8);
  py.x = p3 - (k3 * m0 + k4 * m3 + k5 * m6);
  py.y = p4 - (k3 * m1 + k4 * m4 + k5 * m7);
  py.z = p5 - (k3 * m2 + k4 * m5 + k5 * m8);
  pz.x = p6 - (k6 * m0 + k7 * m3 + k8 * m6);
  pz.y = p7 - (k6 * m1 + k7 * m4 + k8 * m7);
  pz.z = p8 - (k6 * m2 + k7 * m5 + k8 * m8);
}
