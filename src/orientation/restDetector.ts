import { RAD_PER_DEG } from '../geometry/angles.ts';
import { MeanFirstLowPass } from './meanFirstLowPass.ts';
import type { OrientationSettings } from './settings.ts';

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

  constructor(periodS: number, settings: OrientationSettings) {
    this.#periodS = periodS;
    this.#minS = settings.restMinS;
    this.#rateLimit2 = (settings.restThresholdDps * RAD_PER_DEG) ** 2;
    this.#forceLimit2 = settings.restThresholdMps2 ** 2;
    this.#biasClip = settings.biasClipDps * RAD_PER_DEG;
    this.#rateLp = new MeanFirstLowPass(settings.restFilterTauS, periodS, 3);
    this.#forceLp = new MeanFirstLowPass(settings.restFilterTauS, periodS, 3);
  }

  /** Low-passed angular rate, rad/s: the bias itself while at rest. */
  get angularRate(): Float64Array {
    return this.#rateLp.value;
  }

  update(fx: number, fy: number, fz: number, wx: number, wy: number, wz: number): void {
    const rate = this.#rateLp;
    rate.beginSample();
    const lx = rate.step(0, wx);
    const ly = rate.step(1, wy);
    const lz = rate.step(2, wz);
    const rate2 = (wx - lx) * (wx - lx) + (wy - ly) * (wy - ly) + (wz - lz) * (wz - lz);
    const force = this.#forceLp;
    force.beginSample();
    const mx = force.step(0, fx);
    const my = force.step(1, fy);
    const mz = force.step(2, fz);
    const force2 = (fx - mx) * (fx - mx) + (fy - my) * (fy - my) + (fz - mz) * (fz - mz);
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
