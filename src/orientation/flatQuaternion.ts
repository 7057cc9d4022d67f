/** out = p q of scalar-first quaternions in flat arrays; `out` may be neither of them. */
export function multiplyInto(p: Float64Array, q: Float64Array, out: Float64Array): void {
  const pw = p[0];
  const px = p[1];
  const py = p[2];
  const pz = p[3];
  const qw = q[0];
  const qx = q[1];
  const qy = q[2];
  const qz = q[3];
  out[0] = pw * qw - px * qx - py * qy - pz * qz;
  out[1] = pw * qx + px * qw + py * qz - pz * qy;
  out[2] = pw * qy - px * qz + py * qw + pz * qx;
  out[3] = pw * qz + px * qy - py * qx + pz * qw;
}

/** out = q v q* of the first three elements of `v`; `out` may be `v`. */
export function rotateInto(q: Float64Array, v: Float64Array, out: Float64Array): void {
  const w = q[0];
  const x = q[1];
  const y = q[2];
  const z = q[3];
  const vx = v[0];
  const vy = v[1];
  const vz = v[2];
  const tx = 2 * (y * vz - z * vy);
  const ty = 2 * (z * vx - x * vz);
  const tz = 2 * (x * vy - y * vx);
  out[0] = vx + w * tx + y * tz - z * ty;
  out[1] = vy + w * ty + z * tx - x * tz;
  out[2] = vz + w * tz + x * ty - y * tx;
}
