/**
 * The inclination correction of VQF (Laidig & Seel 2023, section 3.3): turns the frame of
 * gyroscope integration so that the low-passed specific force points up, each time by the
 * smallest rotation, so that no heading comes in.
 */
export class Inclination {
  /** Frame of gyroscope integration to the 6-axis earth frame: unit quaternion, scalar first. */
  readonly correction = Float64Array.of(1, 0, 0, 0);
  /** Horizontal part of the unit vertical before the latest correction: how far it was off. */
  readonly tilt = new Float64Array(2);

  /**
   * @param force low-passed specific force in the frame of gyroscope integration, from `at`
   * @returns false, and nothing changed, for a force of length zero
   */
  correct(force: Float64Array, at: number): boolean {
    const lx = force[at];
    const ly = force[at + 1];
    const lz = force[at + 2];
    const q = this.correction;
    const qw = q[0];
    const qx = q[1];
    const qy = q[2];
    const qz = q[3];
    const tx = 2 * (qy * lz - qz * ly);
    const ty = 2 * (qz * lx - qx * lz);
    const tz = 2 * (qx * ly - qy * lx);
    let ex = lx + qw * tx + qy * tz - qz * ty;
    let ey = ly + qw * ty + qz * tx - qx * tz;
    let ez = lz + qw * tz + qx * ty - qy * tx;
    const length = Math.sqrt(ex * ex + ey * ey + ez * ez);
    if (length === 0) return false;
    ex /= length;
    ey /= length;
    ez /= length;
    const w = Math.sqrt(Math.max(0, (ez + 1) / 2));
    const upsideDown = w < 1e-6;
    const cw = upsideDown ? 0 : w;
    const cx = upsideDown ? 1 : (0.5 * ey) / w;
    const cy = upsideDown ? 0 : (-0.5 * ex) / w;
    const w2 = cw * qw - cx * qx - cy * qy;
    const x2 = cw * qx + cx * qw + cy * qz;
    const y2 = cw * qy - cx * qz + cy * qw;
    const z2 = cw * qz + cx * qy - cy * qx;
    const n = 1 / Math.sqrt(w2 * w2 + x2 * x2 + y2 * y2 + z2 * z2);
    q[0] = w2 * n;
    q[1] = x2 * n;
    q[2] = y2 * n;
    q[3] = z2 * n;
    this.tilt[0] = ex;
    this.tilt[1] = ey;
    return true;
  }
}
