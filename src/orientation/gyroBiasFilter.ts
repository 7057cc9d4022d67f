import { RAD_PER_DEG } from '../geometry/angles.ts';
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
  readonly #rotation: MeanFirstLowPass;
  readonly #rotatedBias: MeanFirstLowPass;
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
    this.#rotation = new MeanFirstLowPass(settings.tauAccS, periodS, 9);
    this.#rotatedBias = new MeanFirstLowPass(settings.tauAccS, periodS, 2);
    this.#p = Float64Array.of(this.#p0, 0, 0, 0, this.#p0, 0, 0, 0, this.#p0);
  }

  get sigma(): number {
    const p = this.#p;
    const bound = Math.max(
      Math.abs(p[0]) + Math.abs(p[1]) + Math.abs(p[2]),
      Math.abs(p[3]) + Math.abs(p[4]) + Math.abs(p[5]),
      Math.abs(p[6]) + Math.abs(p[7]) + Math.abs(p[8]),
    );
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
    const e = this.#e;
    if (restRate !== null) {
      e[0] = restRate[0] - b[0];
      e[1] = restRate[1] - b[1];
      e[2] = restRate[2] - b[2];
    } else {
      const r = this.#rotation.value;
      const rotated = this.#rotatedBias.value;
      e[0] = -tilt[1] / this.#periodS + rotated[0] - (r[0] * b[0] + r[1] * b[1] + r[2] * b[2]);
      e[1] = tilt[0] / this.#periodS + rotated[1] - (r[3] * b[0] + r[4] * b[1] + r[5] * b[2]);
      e[2] = -(r[6] * b[0] + r[7] * b[1] + r[8] * b[2]);
    }
    const clip = this.#clip;
    const p = this.#p;
    for (let i = 0; i < 3; i++) {
      if (p[4 * i] < this.#p0) p[4 * i] += this.#growth;
      e[i] = Math.min(clip, Math.max(-clip, e[i]));
    }
    if (restRate !== null) kalmanCorrect(p, IDENTITY, this.#restW, e, b);
    else kalmanCorrect(p, this.#rotation.value, this.#motionW, e, b);
    for (let i = 0; i < 3; i++) b[i] = Math.min(clip, Math.max(-clip, b[i]));
  }

  /** Low-passes the rotation and the rotated bias as the specific force is low-passed. */
  #followRotation(attitude: Float64Array): void {
    const qw = attitude[0];
    const qx = attitude[1];
    const qy = attitude[2];
    const qz = attitude[3];
    const r = this.#rotation.input;
    r[0] = 1 - 2 * (qy * qy + qz * qz);
    r[1] = 2 * (qx * qy - qw * qz);
    r[2] = 2 * (qx * qz + qw * qy);
    r[3] = 2 * (qx * qy + qw * qz);
    r[4] = 1 - 2 * (qx * qx + qz * qz);
    r[5] = 2 * (qy * qz - qw * qx);
    r[6] = 2 * (qx * qz - qw * qy);
    r[7] = 2 * (qy * qz + qw * qx);
    r[8] = 1 - 2 * (qx * qx + qy * qy);
    const b = this.bias;
    const rotated = this.#rotatedBias.input;
    rotated[0] = r[0] * b[0] + r[1] * b[1] + r[2] * b[2];
    rotated[1] = r[3] * b[0] + r[4] * b[1] + r[5] * b[2];
    this.#rotatedBias.update();
    this.#rotation.update();
  }
}
