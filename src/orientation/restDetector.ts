import { RAD_PER_DEG } from '../geometry/angles.ts';
import { MeanFirstLowPass } from './meanFirstLowPass.ts';
import type { OrientationSettings } from './settings.ts';
import { copyInto, type Vector } from './state.ts';

/** Tells when a sensor is still: both signals near their own low-pass for long enough. */
export class RestDetector {
  readonly #periodS: number;
  readonly #minS: number;
  readonly #rateLimit2: number;
  readonly #forceLimit2: number;
  readonly #biasClip: number;
  readonly #rateLp: MeanFirstLowPass;
  readonly #forceLp: MeanFirstLowPass;
  #stillS = 0;
  atRest = false;
  /** Low-passed angular rate, rad/s: the bias itself while at rest. */
  readonly angularRate: Vector;

  constructor(periodS: number, settings: OrientationSettings) {
    this.#periodS = periodS;
    this.#minS = settings.restMinS;
    this.#rateLimit2 = (settings.restThresholdDps * RAD_PER_DEG) ** 2;
    this.#forceLimit2 = settings.restThresholdMps2 ** 2;
    this.#biasClip = settings.biasClipDps * RAD_PER_DEG;
    this.#rateLp = new MeanFirstLowPass(settings.restFilterTauS, periodS);
    this.#forceLp = new MeanFirstLowPass(settings.restFilterTauS, periodS);
    this.angularRate = this.#rateLp.value;
  }

  /** One sample: specific force in m/s², angular rate in rad/s. */
  update(force: Vector, rate: Vector): void {
    const forceLp = this.#forceLp.value;
    const rateLp = this.#rateLp.value;
    copyInto(force, forceLp);
    copyInto(rate, rateLp);
    this.#forceLp.update();
    this.#rateLp.update();
    const fx = force.x - forceLp.x;
    const fy = force.y - forceLp.y;
    const fz = force.z - forceLp.z;
    const lx = rateLp.x;
    const ly = rateLp.y;
    const lz = rateLp.z;
    const wx = rate.x - lx;
    const wy = rate.y - ly;
    const wz = rate.z - lz;
    const force2 = fx * fx + fy * fy + fz * fz;
    const rate2 = wx * wx + wy * wy + wz * wz;
    const clip = this.#biasClip;
    // A steady rate beyond any believable bias is a slow turn, not rest.
    const turning = Math.abs(lx) > clip || Math.abs(ly) > clip || Math.abs(lz) > clip;
    if (rate2 >= this.#rateLimit2 || force2 >= this.#forceLimit2 || turning) {
      this.#stillS = 0;
      this.atRest = false;
      return;
    }
    this.#stillS += this.#periodS;
    if (this.#stillS >= this.#minS) this.atRest = true;
  }
}
