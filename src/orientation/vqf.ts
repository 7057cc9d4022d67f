import type { Quat } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vector.ts';
import { GyroBiasFilter } from './gyroBiasFilter.ts';
import { MagneticDisturbance } from './magneticDisturbance.ts';
import { MagneticHeading } from './magneticHeading.ts';
import { MeanFirstLowPass } from './meanFirstLowPass.ts';
import { RestDetector } from './restDetector.ts';
import { DEFAULT_ORIENTATION, type OrientationSettings } from './settings.ts';

/**
 * Orientation of one sensor from its gyroscope and accelerometer, and from its magnetometer
 * too if it has a good one: VQF (Laidig & Seel, Information Fusion 91:187–204, 2023),
 * implemented from its description.
 *
 * 6 axes: sensor to an earth frame with z up whose heading is arbitrary and drifts slowly;
 * no magnetometer ever touches it. 9 axes: sensor to x east, y magnetic north, z up.
 * The attitude is split into strapdown integration of the angular rate and an inclination
 * correction found by low-passing the specific force in the almost inertial frame of that
 * integration, where gravity stands still and movement averages out.
 * Nothing is allocated per sample.
 */
export class Vqf {
  readonly #periodS: number;
  readonly #rest: RestDetector;
  readonly #bias: GyroBiasFilter;
  readonly #force: MeanFirstLowPass;
  readonly #disturbance: MagneticDisturbance;
  readonly #heading: MagneticHeading;
  #gw = 1;
  #gx = 0;
  #gy = 0;
  #gz = 0;
  #aw = 1;
  #ax = 0;
  #ay = 0;
  #az = 0;

  /** @param rateHz nominal sampling rate of the sensor's own clock */
  constructor(rateHz: number, settings: OrientationSettings = DEFAULT_ORIENTATION) {
    if (!(rateHz > 0)) throw new RangeError(`sampling rate ${rateHz} Hz; valid is above 0`);
    this.#periodS = 1 / rateHz;
    this.#rest = new RestDetector(this.#periodS, settings);
    this.#bias = new GyroBiasFilter(this.#periodS, settings);
    this.#force = new MeanFirstLowPass(settings.tauAccS, this.#periodS, 3);
    this.#disturbance = new MagneticDisturbance(this.#periodS, settings);
    this.#heading = new MagneticHeading(this.#periodS, settings);
  }

  /** One sample: specific force in m/s², angular rate in rad/s, sensor axes. */
  update(fx: number, fy: number, fz: number, wx: number, wy: number, wz: number): void {
    this.#rest.update(fx, fy, fz, wx, wy, wz);
    const bias = this.#bias.bias;
    this.#integrate(wx - bias[0], wy - bias[1], wz - bias[2]);
    if (fx !== 0 || fy !== 0 || fz !== 0) this.#correctInclination(fx, fy, fz);
  }

  /**
   * The magnetic field of the sample just given to `update`, sensor axes, any one unit.
   * A field of nothing but zeros counts as not measured.
   */
  updateMagnetometer(mx: number, my: number, mz: number): void {
    const norm = Math.sqrt(mx * mx + my * my + mz * mz);
    if (norm === 0) return;
    const aw = this.#aw;
    const ax = this.#ax;
    const ay = this.#ay;
    const az = this.#az;
    const gw = this.#gw;
    const gx = this.#gx;
    const gy = this.#gy;
    const gz = this.#gz;
    const w = aw * gw - ax * gx - ay * gy - az * gz;
    const x = aw * gx + ax * gw + ay * gz - az * gy;
    const y = aw * gy - ax * gz + ay * gw + az * gx;
    const z = aw * gz + ax * gy - ay * gx + az * gw;
    const tx = 2 * (y * mz - z * my);
    const ty = 2 * (z * mx - x * mz);
    const tz = 2 * (x * my - y * mx);
    this.#disturbance.update(norm, mz + w * tz + x * ty - y * tx, this.#rest.angularRate);
    const measuredRad = Math.atan2(mx + w * tx + y * tz - z * ty, my + w * ty + z * tx - x * tz);
    this.#heading.update(measuredRad, this.#disturbance.disturbed);
  }

  #integrate(wx: number, wy: number, wz: number): void {
    const rate = Math.sqrt(wx * wx + wy * wy + wz * wz);
    if (rate === 0) return;
    const half = 0.5 * rate * this.#periodS;
    const c = Math.cos(half);
    const s = Math.sin(half) / rate;
    const x = s * wx;
    const y = s * wy;
    const z = s * wz;
    const gw = this.#gw;
    const gx = this.#gx;
    const gy = this.#gy;
    const gz = this.#gz;
    const w2 = gw * c - gx * x - gy * y - gz * z;
    const x2 = gw * x + gx * c + gy * z - gz * y;
    const y2 = gw * y - gx * z + gy * c + gz * x;
    const z2 = gw * z + gx * y - gy * x + gz * c;
    const n = 1 / Math.sqrt(w2 * w2 + x2 * x2 + y2 * y2 + z2 * z2);
    this.#gw = w2 * n;
    this.#gx = x2 * n;
    this.#gy = y2 * n;
    this.#gz = z2 * n;
  }

  #correctInclination(fx: number, fy: number, fz: number): void {
    const gw = this.#gw;
    const gx = this.#gx;
    const gy = this.#gy;
    const gz = this.#gz;
    // Specific force in the frame of gyroscope integration, low-passed there.
    let tx = 2 * (gy * fz - gz * fy);
    let ty = 2 * (gz * fx - gx * fz);
    let tz = 2 * (gx * fy - gy * fx);
    this.#force.beginSample();
    const lx = this.#force.step(0, fx + gw * tx + gy * tz - gz * ty);
    const ly = this.#force.step(1, fy + gw * ty + gz * tx - gx * tz);
    const lz = this.#force.step(2, fz + gw * tz + gx * ty - gy * tx);
    // The same in the earth frame, as a direction.
    const aw = this.#aw;
    const ax = this.#ax;
    const ay = this.#ay;
    const az = this.#az;
    tx = 2 * (ay * lz - az * ly);
    ty = 2 * (az * lx - ax * lz);
    tz = 2 * (ax * ly - ay * lx);
    let ex = lx + aw * tx + ay * tz - az * ty;
    let ey = ly + aw * ty + az * tx - ax * tz;
    let ez = lz + aw * tz + ax * ty - ay * tx;
    const length = Math.sqrt(ex * ex + ey * ey + ez * ez);
    if (length === 0) return;
    ex /= length;
    ey /= length;
    ez /= length;
    // The smallest turn that brings it back to vertical.
    const w = Math.sqrt(Math.max(0, (ez + 1) / 2));
    const upsideDown = w < 1e-6;
    const cw = upsideDown ? 0 : w;
    const cx = upsideDown ? 1 : (0.5 * ey) / w;
    const cy = upsideDown ? 0 : (-0.5 * ex) / w;
    const w2 = cw * aw - cx * ax - cy * ay;
    const x2 = cw * ax + cx * aw + cy * az;
    const y2 = cw * ay - cx * az + cy * aw;
    const z2 = cw * az + cx * ay - cy * ax;
    const n = 1 / Math.sqrt(w2 * w2 + x2 * x2 + y2 * y2 + z2 * z2);
    this.#aw = w2 * n;
    this.#ax = x2 * n;
    this.#ay = y2 * n;
    this.#az = z2 * n;
    this.#updateBias(ex, ey);
  }

  #updateBias(ex: number, ey: number): void {
    const aw = this.#aw;
    const ax = this.#ax;
    const ay = this.#ay;
    const az = this.#az;
    const gw = this.#gw;
    const gx = this.#gx;
    const gy = this.#gy;
    const gz = this.#gz;
    this.#bias.update(
      aw * gw - ax * gx - ay * gy - az * gz,
      aw * gx + ax * gw + ay * gz - az * gy,
      aw * gy - ax * gz + ay * gw + az * gx,
      aw * gz + ax * gy - ay * gx + az * gw,
      ex,
      ey,
      this.#rest.atRest ? this.#rest.angularRate : null,
    );
  }

  /** Sensor to the 6-axis earth frame, scalar first. */
  quaternion(): Quat {
    const aw = this.#aw;
    const ax = this.#ax;
    const ay = this.#ay;
    const az = this.#az;
    const gw = this.#gw;
    const gx = this.#gx;
    const gy = this.#gy;
    const gz = this.#gz;
    return [
      aw * gw - ax * gx - ay * gy - az * gz,
      aw * gx + ax * gw + ay * gz - az * gy,
      aw * gy - ax * gz + ay * gw + az * gx,
      aw * gz + ax * gy - ay * gx + az * gw,
    ];
  }

  /** Sensor to east, north, up, scalar first; equal to `quaternion` until there is a field. */
  quaternion9D(): Quat {
    const [w, x, y, z] = this.quaternion();
    const c = Math.cos(0.5 * this.#heading.headingRad);
    const s = Math.sin(0.5 * this.#heading.headingRad);
    return [c * w - s * z, c * x - s * y, c * y + s * x, c * z + s * w];
  }

  /** Heading of the 6-axis earth frame in the 9-axis one, rad, −π to π about the vertical. */
  get headingRad(): number {
    return this.#heading.headingRad;
  }

  /** True while the field differs from the known one, and before one is known. */
  get magneticallyDisturbed(): boolean {
    return this.#disturbance.disturbed;
  }

  /** True while the sensor has been still long enough for its rate to be its bias. */
  get atRest(): boolean {
    return this.#rest.atRest;
  }

  /** Estimated gyroscope bias, rad/s, sensor axes. */
  get bias(): Vec3 {
    const b = this.#bias.bias;
    return [b[0], b[1], b[2]];
  }

  /** Upper bound of the bias's standard deviation, rad/s. */
  get biasSigma(): number {
    return this.#bias.sigma;
  }
}
