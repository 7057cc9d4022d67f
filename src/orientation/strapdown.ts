import { Quaternion, type Vector } from './state.ts';

/**
 * Attitude from the angular rate alone: sensor to the almost inertial frame it started in.
 * Exact for a rate that is constant over the sample.
 */
export class Strapdown {
  /** From one sample to the next, s. */
  periodS: number;
  readonly attitude = new Quaternion();

  constructor(periodS: number) {
    this.periodS = periodS;
  }

  /** One sample: angular rate and what of it is bias, rad/s, sensor axes. */
  step(rate: Vector, bias: Vector): void {
    const wx = rate.x - bias.x;
    const wy = rate.y - bias.y;
    const wz = rate.z - bias.z;
    const norm = Math.sqrt(wx * wx + wy * wy + wz * wz);
    if (norm === 0) return;
    const half = 0.5 * norm * this.periodS;
    const c = Math.cos(half);
    const s = Math.sin(half) / norm;
    const x = s * wx;
    const y = s * wy;
    const z = s * wz;
    const q = this.attitude;
    const qw = q.w;
    const qx = q.x;
    const qy = q.y;
    const qz = q.z;
    const w2 = qw * c - qx * x - qy * y - qz * z;
    const x2 = qw * x + qx * c + qy * z - qz * y;
    const y2 = qw * y - qx * z + qy * c + qz * x;
    const z2 = qw * z + qx * y - qy * x + qz * c;
    const n = 1 / Math.sqrt(w2 * w2 + x2 * x2 + y2 * y2 + z2 * z2);
    q.w = w2 * n;
    q.x = x2 * n;
    q.y = y2 * n;
    q.z = z2 * n;
  }
}
