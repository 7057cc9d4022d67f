import type { Quat } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vector.ts';
import { readInto, writeQuaternion, writeVector } from './columns.ts';
import { GyroBiasFilter } from './gyroBiasFilter.ts';
import { Inclination } from './inclination.ts';
import { MagneticDisturbance } from './magneticDisturbance.ts';
import { MagneticHeading } from './magneticHeading.ts';
import { MeanFirstLowPass } from './meanFirstLowPass.ts';
import { RestDetector } from './restDetector.ts';
import { DEFAULT_ORIENTATION, type OrientationSettings } from './settings.ts';
import { multiplyInto, Quaternion, rotateInto, Vector } from './state.ts';
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
  readonly #sampleForce = new Vector();
  readonly #sampleRate = new Vector();
  readonly #sampleField = new Vector();
  readonly #attitude = new Quaternion();
  #interrupted = false;

  /** @param rateHz nominal sampling rate of the sensor's own clock */
  constructor(rateHz: number, settings: OrientationSettings = DEFAULT_ORIENTATION) {
    if (!(rateHz > 0)) throw new RangeError(`sampling rate ${rateHz} Hz; valid is above 0`);
    const periodS = 1 / rateHz;
    this.#rest = new RestDetector(periodS, settings);
    this.#bias = new GyroBiasFilter(periodS, settings);
    this.#gyro = new Strapdown(periodS);
    this.#force = new MeanFirstLowPass(settings.tauAccS, periodS);
    this.#disturbance = new MagneticDisturbance(periodS, settings);
    this.#heading = new MagneticHeading(periodS, settings);
  }

  /**
   * The samples from now on are this far apart, s. The angular rate is integrated with it, for a unit
   * that samples 1 % slow turns 0.6° more in 60° than its nominal rate tells; the time constants of
   * the filter keep to the nominal one.
   */
  set samplePeriodS(periodS: number) {
    this.#gyro.periodS = periodS;
  }

  /**
   * Samples are missing in which the sensor may have turned anyhow. The inclination is found as by a
   * fresh filter, from the next samples alone; the heading goes on as it was, and the bias is kept.
   */
  interrupt(): void {
    this.#force.restart();
    this.#bias.interrupt();
    this.#interrupted = true;
  }

  /** One sample: specific force in m/s², angular rate in rad/s, sensor axes. */
  update(fx: number, fy: number, fz: number, wx: number, wy: number, wz: number): void {
    const force = this.#sampleForce;
    force.x = fx;
    force.y = fy;
    force.z = fz;
    const rate = this.#sampleRate;
    rate.x = wx;
    rate.y = wy;
    rate.z = wz;
    this.#step();
  }

  /**
   * The same for the three elements from `at` of two columns of samples. Nothing is allocated,
   * whereas the six numbers of `update` are boxed by a caller that it is not inlined in.
   */
  updateAt(acceleration: Float64Array, angularRate: Float64Array, at: number): void {
    readInto(acceleration, at, this.#sampleForce);
    readInto(angularRate, at, this.#sampleRate);
    this.#step();
  }

  #step(): void {
    const force = this.#sampleForce;
    this.#rest.update(force, this.#sampleRate);
    const gyro = this.#gyro.attitude;
    this.#gyro.step(this.#sampleRate, this.#bias.bias);
    const inclination = this.#inclination;
    let corrected = false;
    if (force.x !== 0 || force.y !== 0 || force.z !== 0) {
      rotateInto(gyro, force, this.#force.value);
      this.#force.update();
      corrected = inclination.correct(this.#force.value);
    }
    multiplyInto(inclination.correction, gyro, this.#attitude);
    if (!corrected) return;
    if (this.#interrupted) {
      // How far it turned meanwhile is no sign of a bias.
      this.#interrupted = false;
      return;
    }
    this.#bias.update(
      this.#attitude,
      inclination,
      this.#rest.atRest ? this.#rest.angularRate : null,
    );
  }

  /**
   * The magnetic field of the sample just given to `update`, sensor axes, any one unit.
   * A field of nothing but zeros counts as not measured.
   */
  updateMagnetometer(mx: number, my: number, mz: number): void {
    const field = this.#sampleField;
    field.x = mx;
    field.y = my;
    field.z = mz;
    this.#stepHeading();
  }

  /** The same for the three elements from `at` of a column of samples. */
  updateMagnetometerAt(magneticField: Float64Array, at: number): void {
    readInto(magneticField, at, this.#sampleField);
    this.#stepHeading();
  }

  #stepHeading(): void {
    const field = this.#sampleField;
    if (field.x === 0 && field.y === 0 && field.z === 0) return;
    rotateInto(this.#attitude, field, field);
    this.#disturbance.update(field, this.#rest.angularRate);
    this.#heading.measuredRad = Math.atan2(field.x, field.y);
    this.#heading.update(this.#disturbance.disturbed);
  }

  /** Sensor to the 6-axis earth frame, scalar first. */
  quaternion(): Quat {
    const { w, x, y, z } = this.#attitude;
    return [w, x, y, z];
  }

  /** Sensor to east, north, up, scalar first; equal to `quaternion` until there is a field. */
  quaternion9D(): Quat {
    const { w, x, y, z } = this.#attitude;
    const half = 0.5 * this.#heading.headingRad;
    const c = Math.cos(half);
    const s = Math.sin(half);
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
    const { x, y, z } = this.#bias.bias;
    return [x, y, z];
  }

  /** `quaternion` and `bias` into row `i` of two columns; nothing is allocated. */
  writeState(quaternions: Float64Array, biases: Float64Array, i: number): void {
    writeQuaternion(this.#attitude, quaternions, i);
    writeVector(this.#bias.bias, biases, i);
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
