import { RAD_PER_DEG } from '../geometry/angles.ts';
import { varianceBound } from './covariance3.ts';
import { kalmanCorrect } from './kalmanCorrect.ts';
import { MeanFirstLowPass } from './meanFirstLowPass.ts';
import type { OrientationSettings } from './settings.ts';

/** Covariances are kept in (0.01 deg/s)², so that they are near one. */
const SIGMA_UNIT_PER_DPS = 100;

const IDENTITY = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);

/**
 * Gyroscope bias by a three-state Kalman filter (Laidig & Seel 2023, section 4): at rest the
 * low-passed rate is the bias; while moving, a bias shows as a steady inclination
 * correction, which observes its horizontal part only.
 */
export class GyroBiasFilter {
  readonly #periodS: number;
  readonly #clip: number;
  readonly #p0: number;
  readonly #growth: number;
  readonly #motionW: Float64Array;
  readonly #restW: Float64Array;
  /** The rotation matrix, row-major, then the horizontal part of the rotated bias. */
  readonly #lowPass: MeanFirstLowPass;
  readonly #p: Float64Array;
  readonly #e = new Float64Array(3);
  /** rad/s, sensor axes. */
  readonly bias = new Float64Array(3);

  constructor(periodS: number, settings: OrientationSettings) {
    this.#periodS = periodS;
    this.#clip = settings.biasClipDps * RAD_PER_DEG;
    this.#p0 = (settings.biasSigmaInitDps * SIGMA_UNIT_PER_DPS) ** 2;
    this.#growth = ((0.1 * SIGMA_UNIT_PER_DPS) ** 2 * periodS) / settings.biasForgettingTimeS;
    const converged = (sigmaDps: number): number => {
      const p = (sigmaDps * SIGMA_UNIT_PER_DPS) ** 2;
      return (p * p) / this.#growth + p;
    };
    const motionW = converged(settings.biasSigmaMotionDps);
    const verticalW = motionW / settings.biasVerticalForgettingFactor;
    this.#motionW = Float64Array.of(motionW, motionW, verticalW);
    this.#restW = new Float64Array(3).fill(converged(settings.biasSigmaRestDps));
    this.#lowPass = new MeanFirstLowPass(settings.tauAccS, periodS, 4);
    this.#p = Float64Array.of(this.#p0, 0, 0, 0, this.#p0, 0, 0, 0, this.#p0);
  }

  get sigma(): number {
    const bound = varianceBound(this.#p, 0);
    return (Math.sqrt(Math.min(bound, this.#p0)) / SIGMA_UNIT_PER_DPS) * RAD_PER_DEG;
  }

  /** Covariance of the bias, (rad/s)², row-major 3×3 written to `out` from index `at`. */
  covariance(out: Float64Array, at: number): void {
    const unit = (RAD_PER_DEG / SIGMA_UNIT_PER_DPS) ** 2;
    for (let i = 0; i < 9; i++) out[at + i] = this.#p[i] * unit;
  }

  /**
   * @param attitude corrected sensor-to-earth quaternion
   * @param tilt horizontal part of the unit vertical before that correction
   * @param restRate low-passed angular rate when at rest, else null
   */
  update(attitude: Float64Array, tilt: Float64Array, restRate: Float64Array | null): void {
    this.#followRotation(attitude);
    const b = this.bias;
    const b0 = b[0];
    const b1 = b[1];
    const b2 = b[2];
    const e = this.#e;
    const r = this.#lowPass.value;
    if (restRate !== null) {
      e[0] = restRate[0] - b0;
      e[1] = restRate[1] - b1;
      e[2] = restRate[2] - b2;
    } else {
      e[0] = -tilt[1] / this.#periodS + r[9] - (r[0] * b0 + r[1] * b1 + r[2] * b2);
      e[1] = tilt[0] / this.#periodS + r[10] - (r[3] * b0 + r[4] * b1 + r[5] * b2);
      e[2] = -(r[6] * b0 + r[7] * b1 + r[8] * b2);
    }
    this.#clipAll(e);
    const p = this.#p;
    const p0 = this.#p0;
    if (p[0] < p0) p[0] += this.#growth;
    if (p[4] < p0) p[4] += this.#growth;
    if (p[8] < p0) p[8] += this.#growth;
    if (restRate !== null) kalmanCorrect(p, IDENTITY, this.#restW, e, b);
    else kalmanCorrect(p, r, this.#motionW, e, b);
    this.#clipAll(b);
  }

  #clipAll(v: Float64Array): void {
    const clip = this.#clip;
    for (let i = 0; i < 3; i++) {
      if (v[i] > clip) v[i] = clip;
      else if (v[i] < -clip) v[i] = -clip;
    }
  }

  /** Low-passes the rotation and the rotated bias as the specific force is low-passed. */
  #followRotation(attitude: Float64Array): void {
    const qw = attitude[0];
    const qx = attitude[1];
    const qy = attitude[2];
    const qz = attitude[3];
    const r00 = 1 - 2 * (qy * qy + qz * qz);
    const r01 = 2 * (qx * qy - qw * qz);
    const r02 = 2 * (qx * qz + qw * qy);
    const r10 = 2 * (qx * qy + qw * qz);
    const r11 = 1 - 2 * (qx * qx + qz * qz);
    const r12 = 2 * (qy * qz - qw * qx);
    const r = this.#lowPass.value;
    r[0] = r00;
    r[1] = r01;
    r[2] = r02;
    r[3] = r10;
    r[4] = r11;
    r[5] = r12;
    r[6] = 2 * (qx * qz - qw * qy);
    r[7] = 2 * (qy * qz + qw * qx);
    r[8] = 1 - 2 * (qx * qx + qy * qy);
    const b = this.bias;
    r[9] = r00 * b[0] + r01 * b[1] + r02 * b[2];
    r[10] = r10 * b[0] + r11 * b[1] + r12 * b[2];
    this.#lowPass.update();
  }
}
