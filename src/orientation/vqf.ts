import type { Quat } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vector.ts';
import { multiplyInto, rotateInto } from './flatQuaternion.ts';
import { GyroBiasFilter } from './gyroBiasFilter.ts';
import { Inclination } from './inclination.ts';
import { MagneticDisturbance } from './magneticDisturbance.ts';
import { MagneticHeading } from './magneticHeading.ts';
import { MeanFirstLowPass } from './meanFirstLowPass.ts';
import { RestDetector } from './restDetector.ts';
import { DEFAULT_ORIENTATION, type OrientationSettings } from './settings.ts';
import { Strapdown } from './strapdown.ts';

/**
 * Orientation of one sensor from its gyroscope and accelerometer, and from its magnetometer
 * too if it has a good one: VQF (Laidig & Seel, Information Fusion 91:187–204, 2023),
 * implemented from its description.
 *
 * 6 axes: sensor to an earth frame with z up whose heading is arbitrary and drifts slowly;
 * no magnetometer ever touches it. 9 axes: sensor to x east, y magnetic north, z up.
 * The attitude is split into strapdown integration of the angular rate, an inclination
 * correction found by low-passing the specific force in the almost inertial frame of that
 * integration, where gravity stands still and movement averages out, and a heading.
 * Nothing is allocated per sample.
 */
export class Vqf {
  readonly #rest: RestDetector;
  readonly #bias: GyroBiasFilter;
  readonly #gyro: Strapdown;
  readonly #force: MeanFirstLowPass;
  readonly #inclination = new Inclination();
  readonly #disturbance: MagneticDisturbance;
  readonly #heading: MagneticHeading;
  readonly #sample = new Float64Array(6);
  readonly #attitude = Float64Array.of(1, 0, 0, 0);
  readonly #field = new Float64Array(3);
  readonly #measuredHeading = new Float64Array(1);

  /** @param rateHz nominal sampling rate of the sensor's own clock */
  constructor(rateHz: number, settings: OrientationSettings = DEFAULT_ORIENTATION) {
    if (!(rateHz > 0)) throw new RangeError(`sampling rate ${rateHz} Hz; valid is above 0`);
    const periodS = 1 / rateHz;
    this.#rest = new RestDetector(periodS, settings);
    this.#bias = new GyroBiasFilter(periodS, settings);
    this.#gyro = new Strapdown(periodS);
    this.#force = new MeanFirstLowPass(settings.tauAccS, periodS, 1);
    this.#disturbance = new MagneticDisturbance(periodS, settings);
    this.#heading = new MagneticHeading(periodS, settings);
  }

  /** One sample: specific force in m/s², angular rate in rad/s, sensor axes. */
  update(fx: number, fy: number, fz: number, wx: number, wy: number, wz: number): void {
    const s = this.#sample;
    s[0] = fx;
    s[1] = fy;
    s[2] = fz;
    s[3] = wx;
    s[4] = wy;
    s[5] = wz;
    this.#step();
  }

  /**
   * The same for the three elements from `at` of two columns of samples. Nothing is allocated,
   * whereas the six numbers of `update` are boxed by a caller that it is not inlined in.
   */
  updateAt(acceleration: Float64Array, angularRate: Float64Array, at: number): void {
    const s = this.#sample;
    s[0] = acceleration[at];
    s[1] = acceleration[at + 1];
    s[2] = acceleration[at + 2];
    s[3] = angularRate[at];
    s[4] = angularRate[at + 1];
    s[5] = angularRate[at + 2];
    this.#step();
  }

  #step(): void {
    const sample = this.#sample;
    this.#rest.update(sample);
    this.#gyro.step(sample, 3, this.#bias.bias, 0);
    const measured = sample[0] !== 0 || sample[1] !== 0 || sample[2] !== 0;
    if (measured) rotateInto(this.#gyro.attitude, sample, this.#force.value);
    if (measured) this.#force.update();
    const corrected = measured && this.#inclination.correct(this.#force.value, 0);
    multiplyInto(this.#inclination.correction, this.#gyro.attitude, this.#attitude);
    if (!corrected) return;
    const restRate = this.#rest.atRest ? this.#rest.angularRate : null;
    this.#bias.update(this.#attitude, this.#inclination.tilt, restRate);
  }

  /**
   * The magnetic field of the sample just given to `update`, sensor axes, any one unit.
   * A field of nothing but zeros counts as not measured.
   */
  updateMagnetometer(mx: number, my: number, mz: number): void {
    if (mx === 0 && my === 0 && mz === 0) return;
    const f = this.#field;
    f[0] = mx;
    f[1] = my;
    f[2] = mz;
    this.#stepHeading();
  }

  /** The same for the three elements from `at` of a column of samples. */
  updateMagnetometerAt(magneticField: Float64Array, at: number): void {
    const mx = magneticField[at];
    const my = magneticField[at + 1];
    const mz = magneticField[at + 2];
    if (mx === 0 && my === 0 && mz === 0) return;
    const f = this.#field;
    f[0] = mx;
    f[1] = my;
    f[2] = mz;
    this.#stepHeading();
  }

  #stepHeading(): void {
    const field = this.#field;
    rotateInto(this.#attitude, field, field);
    this.#disturbance.update(field, this.#rest.angularRate);
    this.#measuredHeading[0] = Math.atan2(field[0], field[1]);
    this.#heading.update(this.#measuredHeading, 0, this.#disturbance.disturbed);
  }

  /** Sensor to the 6-axis earth frame, scalar first. */
  quaternion(): Quat {
    const q = this.#attitude;
    return [q[0], q[1], q[2], q[3]];
  }

  /** Sensor to east, north, up, scalar first; equal to `quaternion` until there is a field. */
  quaternion9D(): Quat {
    const q = this.#attitude;
    const half = 0.5 * this.#heading.headingRad;
    const c = Math.cos(half);
    const s = Math.sin(half);
    return [c * q[0] - s * q[3], c * q[1] - s * q[2], c * q[2] + s * q[1], c * q[3] + s * q[0]];
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

  /** Covariance of the bias, (rad/s)², row-major 3×3 written to `out` from index `at`. */
  biasCovariance(out: Float64Array, at = 0): void {
    this.#bias.covariance(out, at);
  }
}
