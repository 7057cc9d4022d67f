import { RAD_PER_DEG } from '../geometry/angles.ts';
import { MeanFirstLowPass } from './meanFirstLowPass.ts';
import type { OrientationSettings } from './settings.ts';

/** Covariances are kept in (0.01 deg/s)², so that they are near one. */
const SIGMA_UNIT_PER_DPS = 100;

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
  readonly #motionW: number;
  readonly #verticalW: number;
  readonly #restW: number;
  readonly #rotation: MeanFirstLowPass;
  readonly #rotatedBias: MeanFirstLowPass;
  readonly #p: Float64Array;
  readonly #r = new Float64Array(9);
  readonly #e = new Float64Array(3);
  readonly #pr = new Float64Array(9);
  readonly #inverse = new Float64Array(9);
  readonly #gain = new Float64Array(9);
  readonly #rp = new Float64Array(9);
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
    this.#motionW = converged(settings.biasSigmaMotionDps);
    this.#verticalW = this.#motionW / settings.biasVerticalForgettingFactor;
    this.#restW = converged(settings.biasSigmaRestDps);
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

  /**
   * @param qw…qz corrected sensor-to-earth attitude
   * @param ex, ey horizontal part of the unit vertical before that correction
   * @param restRate low-passed angular rate when at rest, else null
   */
  update(
    qw: number,
    qx: number,
    qy: number,
    qz: number,
    ex: number,
    ey: number,
    restRate: Float64Array | null,
  ): void {
    const b = this.bias;
    const r00 = 1 - 2 * (qy * qy + qz * qz);
    const r01 = 2 * (qx * qy - qw * qz);
    const r02 = 2 * (qx * qz + qw * qy);
    const r10 = 2 * (qx * qy + qw * qz);
    const r11 = 1 - 2 * (qx * qx + qz * qz);
    const r12 = 2 * (qy * qz - qw * qx);
    const rotated = this.#rotatedBias;
    rotated.beginSample();
    const biasX = rotated.step(0, r00 * b[0] + r01 * b[1] + r02 * b[2]);
    const biasY = rotated.step(1, r10 * b[0] + r11 * b[1] + r12 * b[2]);
    const lp = this.#rotation;
    lp.beginSample();
    const r = this.#r;
    r[0] = lp.step(0, r00);
    r[1] = lp.step(1, r01);
    r[2] = lp.step(2, r02);
    r[3] = lp.step(3, r10);
    r[4] = lp.step(4, r11);
    r[5] = lp.step(5, r12);
    r[6] = lp.step(6, 2 * (qx * qz - qw * qy));
    r[7] = lp.step(7, 2 * (qy * qz + qw * qx));
    r[8] = lp.step(8, 1 - 2 * (qx * qx + qy * qy));

    const e = this.#e;
    let horizontalW = this.#motionW;
    let verticalW = this.#verticalW;
    if (restRate !== null) {
      e[0] = restRate[0] - b[0];
      e[1] = restRate[1] - b[1];
      e[2] = restRate[2] - b[2];
      r.fill(0);
      r[0] = r[4] = r[8] = 1;
      horizontalW = this.#restW;
      verticalW = this.#restW;
    } else {
      e[0] = -ey / this.#periodS + biasX - (r[0] * b[0] + r[1] * b[1] + r[2] * b[2]);
      e[1] = ex / this.#periodS + biasY - (r[3] * b[0] + r[4] * b[1] + r[5] * b[2]);
      e[2] = -(r[6] * b[0] + r[7] * b[1] + r[8] * b[2]);
    }
    const clip = this.#clip;
    for (let i = 0; i < 3; i++) {
      if (this.#p[4 * i] < this.#p0) this.#p[4 * i] += this.#growth;
      e[i] = Math.min(clip, Math.max(-clip, e[i]));
    }
    this.#kalmanStep(horizontalW, verticalW);
    for (let i = 0; i < 3; i++) b[i] = Math.min(clip, Math.max(-clip, b[i]));
  }

  /** K = P Rᵀ (W + R P Rᵀ)⁻¹; b += K e; P −= K R P. */
  #kalmanStep(horizontalW: number, verticalW: number): void {
    const p = this.#p;
    const r = this.#r;
    const rp = this.#rp;
    const s = this.#pr;
    multiply(r, p, rp);
    multiplyTransposed(rp, r, s);
    s[0] += horizontalW;
    s[4] += horizontalW;
    s[8] += verticalW;
    invert(s, this.#inverse);
    // P is symmetric, so P Rᵀ = (R P)ᵀ.
    const k = this.#gain;
    const inv = this.#inverse;
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        k[3 * i + j] = rp[i] * inv[j] + rp[3 + i] * inv[3 + j] + rp[6 + i] * inv[6 + j];
      }
    }
    const e = this.#e;
    const b = this.bias;
    for (let i = 0; i < 3; i++) {
      b[i] += k[3 * i] * e[0] + k[3 * i + 1] * e[1] + k[3 * i + 2] * e[2];
    }
    multiply(k, rp, s);
    for (let i = 0; i < 9; i++) p[i] -= s[i];
  }
}

function multiply(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < 9; i += 3) {
    const a0 = a[i];
    const a1 = a[i + 1];
    const a2 = a[i + 2];
    out[i] = a0 * b[0] + a1 * b[3] + a2 * b[6];
    out[i + 1] = a0 * b[1] + a1 * b[4] + a2 * b[7];
    out[i + 2] = a0 * b[2] + a1 * b[5] + a2 * b[8];
  }
}

/** out = a bᵀ. */
function multiplyTransposed(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < 9; i += 3) {
    const a0 = a[i];
    const a1 = a[i + 1];
    const a2 = a[i + 2];
    out[i] = a0 * b[0] + a1 * b[1] + a2 * b[2];
    out[i + 1] = a0 * b[3] + a1 * b[4] + a2 * b[5];
    out[i + 2] = a0 * b[6] + a1 * b[7] + a2 * b[8];
  }
}

/** Inverse of a positive definite 3×3 matrix by cofactors. */
function invert(m: Float64Array, out: Float64Array): void {
  const c00 = m[4] * m[8] - m[5] * m[7];
  const c01 = m[5] * m[6] - m[3] * m[8];
  const c02 = m[3] * m[7] - m[4] * m[6];
  const d = 1 / (m[0] * c00 + m[1] * c01 + m[2] * c02);
  out[0] = c00 * d;
  out[1] = (m[2] * m[7] - m[1] * m[8]) * d;
  out[2] = (m[1] * m[5] - m[2] * m[4]) * d;
  out[3] = c01 * d;
  out[4] = (m[0] * m[8] - m[2] * m[6]) * d;
  out[5] = (m[2] * m[3] - m[0] * m[5]) * d;
  out[6] = c02 * d;
  out[7] = (m[1] * m[6] - m[0] * m[7]) * d;
  out[8] = (m[0] * m[4] - m[1] * m[3]) * d;
}
