import { RAD_PER_DEG } from '../geometry/angles.ts';
import type { Inclination } from './inclination.ts';
import { kalmanCorrect } from './kalmanCorrect.ts';
import { MeanFirstLowPass } from './meanFirstLowPass.ts';
import type { OrientationSettings } from './settings.ts';
import { Matrix, type Quaternion, Vector } from './state.ts';

/** Covariances are kept in (0.01 deg/s)², so that they are near one. */
const SIGMA_UNIT_PER_DPS = 100;

const IDENTITY = Matrix.diagonal(1, 1, 1);

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
  readonly #motionW: Vector;
  readonly #restW: Vector;
  /** The low-passed rotation matrix, and the filters of its rows. */
  readonly #rotation: Matrix;
  readonly #rx: MeanFirstLowPass;
  readonly #ry: MeanFirstLowPass;
  readonly #rz: MeanFirstLowPass;
  /** Horizontal part of the rotated bias. */
  readonly #rotatedBias: MeanFirstLowPass;
  readonly #p: Matrix;
  readonly #e = new Vector();
  /** rad/s, sensor axes. */
  readonly bias = new Vector();

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
    this.#motionW = Vector.of(motionW, motionW, verticalW);
    const restW = converged(settings.biasSigmaRestDps);
    this.#restW = Vector.of(restW, restW, restW);
    this.#rx = new MeanFirstLowPass(settings.tauAccS, periodS);
    this.#ry = new MeanFirstLowPass(settings.tauAccS, periodS);
    this.#rz = new MeanFirstLowPass(settings.tauAccS, periodS);
    this.#rotation = new Matrix(this.#rx.value, this.#ry.value, this.#rz.value);
    this.#rotatedBias = new MeanFirstLowPass(settings.tauAccS, periodS);
    this.#p = Matrix.diagonal(this.#p0, this.#p0, this.#p0);
  }

  get sigma(): number {
    const { x, y, z } = this.#p;
    const bound = Math.max(absoluteSum(x), absoluteSum(y), absoluteSum(z));
    return (Math.sqrt(Math.min(bound, this.#p0)) / SIGMA_UNIT_PER_DPS) * RAD_PER_DEG;
  }

  /** Covariance of the bias, (rad/s)², row-major 3×3 written to `out` from index `at`. */
  covariance(out: Float64Array, at: number): void {
    const unit = (RAD_PER_DEG / SIGMA_UNIT_PER_DPS) ** 2;
    const { x, y, z } = this.#p;
    [x.x, x.y, x.z, y.x, y.y, y.z, z.x, z.y, z.z].forEach((p, i) => {
      out[at + i] = p * unit;
    });
  }

  /**
   * @param attitude sensor to earth, after the inclination correction
   * @param inclination that correction, for the tilt before it
   * @param restRate low-passed angular rate when at rest, else null
   */
  update(attitude: Quaternion, inclination: Inclination, restRate: Vector | null): void {
    this.#followRotation(attitude);
    const p = this.#p;
    const p0 = this.#p0;
    if (p.x.x < p0) p.x.x += this.#growth;
    if (p.y.y < p0) p.y.y += this.#growth;
    if (p.z.z < p0) p.z.z += this.#growth;
    if (restRate !== null) this.#observeRest(restRate);
    else this.#observeMotion(inclination);
    this.#clipAll(this.bias);
  }

  #observeRest(rate: Vector): void {
    const b = this.bias;
    const e = this.#e;
    e.x = rate.x - b.x;
    e.y = rate.y - b.y;
    e.z = rate.z - b.z;
    this.#clipAll(e);
    kalmanCorrect(this.#p, IDENTITY, this.#restW, e, b);
  }

  #observeMotion({ tiltX, tiltY }: Inclination): void {
    const b = this.bias;
    const e = this.#e;
    const { x: rx, y: ry, z: rz } = this.#rotation;
    const rotated = this.#rotatedBias.value;
    e.x = -tiltY / this.#periodS + rotated.x - (rx.x * b.x + rx.y * b.y + rx.z * b.z);
    e.y = tiltX / this.#periodS + rotated.y - (ry.x * b.x + ry.y * b.y + ry.z * b.z);
    e.z = -(rz.x * b.x + rz.y * b.y + rz.z * b.z);
    this.#clipAll(e);
    kalmanCorrect(this.#p, this.#rotation, this.#motionW, e, b);
  }

  #clipAll(v: Vector): void {
    const clip = this.#clip;
    if (Math.abs(v.x) > clip) v.x = Math.sign(v.x) * clip;
    if (Math.abs(v.y) > clip) v.y = Math.sign(v.y) * clip;
    if (Math.abs(v.z) > clip) v.z = Math.sign(v.z) * clip;
  }

  /** The attitude jumped: what it was before says nothing of the tilt to come. The bias is kept. */
  interrupt(): void {
    this.#rx.restart();
    this.#ry.restart();
    this.#rz.restart();
    this.#rotatedBias.restart();
  }

  /** Low-passes the rotation and the rotated bias as the specific force is low-passed. */
  #followRotation({ w: qw, x: qx, y: qy, z: qz }: Quaternion): void {
    const { x: rx, y: ry, z: rz } = this.#rotation;
    rx.x = 1 - 2 * (qy * qy + qz * qz);
    rx.y = 2 * (qx * qy - qw * qz);
    rx.z = 2 * (qx * qz + qw * qy);
    ry.x = 2 * (qx * qy + qw * qz);
    ry.y = 1 - 2 * (qx * qx + qz * qz);
    ry.z = 2 * (qy * qz - qw * qx);
    rz.x = 2 * (qx * qz - qw * qy);
    rz.y = 2 * (qy * qz + qw * qx);
    rz.z = 1 - 2 * (qx * qx + qy * qy);
    const b = this.bias;
    const rotated = this.#rotatedBias.value;
    rotated.x = rx.x * b.x + rx.y * b.y + rx.z * b.z;
    rotated.y = ry.x * b.x + ry.y * b.y + ry.z * b.z;
    this.#rx.update();
    this.#ry.update();
    this.#rz.update();
    this.#rotatedBias.update();
  }
}

function absoluteSum({ x, y, z }: Vector): number {
  return Math.abs(x) + Math.abs(y) + Math.abs(z);
}
