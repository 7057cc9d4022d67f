/**
 * Attitude from the angular rate alone: sensor to the almost inertial frame it started in.
 * Exact for a rate that is constant over the sample.
 */
export class Strapdown {
  readonly #periodS: number;
  /** Unit quaternion, scalar first. */
  readonly attitude = Float64Array.of(1, 0, 0, 0);

  constructor(periodS: number) {
    this.#periodS = periodS;
  }

  /** One sample: the three elements of `rate` less those of `bias`, rad/s, sensor axes. */
  step(rate: Float64Array, rateAt: number, bias: Float64Array, biasAt: number): void {
    const wx = rate[rateAt] - bias[biasAt];
    const wy = rate[rateAt + 1] - bias[biasAt + 1];
    const wz = rate[rateAt + 2] - bias[biasAt + 2];
    const norm = Math.sqrt(wx * wx + wy * wy + wz * wz);
    if (norm === 0) return;
    const half = 0.5 * norm * this.#periodS;
    const c = Math.cos(half);
    const s = Math.sin(half) / norm;
    const x = s * wx;
    const y = s * wy;
    const z = s * wz;
    const q = this.attitude;
    const qw = q[0];
    const qx = q[1];
    const qy = q[2];
    const qz = q[3];
    const w2 = qw * c - qx * x - qy * y - qz * z;
    const x2 = qw * x + qx * c + qy * z - qz * y;
    const y2 = qw * y - qx * z + qy * c + qz * x;
    const z2 = qw * z + qx * y - qy * x + qz * c;
    const n = 1 / Math.sqrt(w2 * w2 + x2 * x2 + y2 * y2 + z2 * z2);
    q[0] = w2 * n;
    q[1] = x2 * n;
    q[2] = y2 * n;
    q[3] = z2 * n;
  }
}
