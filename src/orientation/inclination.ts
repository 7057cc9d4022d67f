import { Quaternion, type Vector } from './state.ts';

/**
 * The inclination correction of VQF (Laidig & Seel 2023): turns the frame of
 * gyroscope integration so that the low-passed specific force points up, each time by the
 * smallest rotation, so that no heading comes in.
 */
export class Inclination {
  /** Frame of gyroscope integration to the 6-axis earth frame. */
  readonly correction = new Quaternion();
  /** Horizontal part of the unit vertical before the latest correction: how far it was off. */
  tiltX = 0;
  tiltY = 0;

  /**
   * @param force low-passed specific force in the frame of gyroscope integration
   * @returns false, and nothing changed, for a force of length zero
   */
  correct(force: Vector): boolean {
    const lx = force.x;
    const ly = force.y;
    const lz = force.z;
    const q = this.correction;
    const qw = q.w;
    const qx = q.x;
    const qy = q.y;
    const qz = q.z;
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
    q.w = w2 * n;
    q.x = x2 * n;
    q.y = y2 * n;
    q.z = z2 * n;
    this.tiltX = ex;
    this.tiltY = ey;
    return true;
  }
}
