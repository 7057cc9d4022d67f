/**
 * State of the filter, in fields and not in typed arrays: V8 checks every access to a typed
 * array, and twice once anything in the process has moved a buffer to a worker; and it boxes
 * numbers that go to or come from a call which is not inlined.
 */
export class Vector {
  x = 0;
  y = 0;
  z = 0;

  static of(x: number, y: number, z: number): Vector {
    return Object.assign(new Vector(), { x, y, z });
  }
}

/** A 3×3 matrix by its rows. */
export class Matrix {
  readonly x: Vector;
  readonly y: Vector;
  readonly z: Vector;

  constructor(x: Vector, y: Vector, z: Vector) {
    this.x = x;
    this.y = y;
    this.z = z;
  }

  static diagonal(x: number, y: number, z: number): Matrix {
    return new Matrix(Vector.of(x, 0, 0), Vector.of(0, y, 0), Vector.of(0, 0, z));
  }
}

/** A rotation, scalar first; the identity at first. */
export class Quaternion {
  w = 1;
  x = 0;
  y = 0;
  z = 0;
}

/** out = p q; `out` may be neither of them. */
export function multiplyInto(p: Quaternion, q: Quaternion, out: Quaternion): void {
  const { w: pw, x: px, y: py, z: pz } = p;
  const { w: qw, x: qx, y: qy, z: qz } = q;
  out.w = pw * qw - px * qx - py * qy - pz * qz;
  out.x = pw * qx + px * qw + py * qz - pz * qy;
  out.y = pw * qy - px * qz + py * qw + pz * qx;
  out.z = pw * qz + px * qy - py * qx + pz * qw;
}

/** out = q v q*; `out` may be `v`. */
export function rotateInto(q: Quaternion, v: Vector, out: Vector): void {
  const { w, x, y, z } = q;
  const { x: vx, y: vy, z: vz } = v;
  const tx = 2 * (y * vz - z * vy);
  const ty = 2 * (z * vx - x * vz);
  const tz = 2 * (x * vy - y * vx);
  out.x = vx + w * tx + y * tz - z * ty;
  out.y = vy + w * ty + z * tx - x * tz;
  out.z = vz + w * tz + x * ty - y * tx;
}

export function copyInto(v: Vector, out: Vector): void {
  out.x = v.x;
  out.y = v.y;
  out.z = v.z;
}
