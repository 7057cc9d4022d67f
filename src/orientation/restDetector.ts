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

  /** @param sample specific force, m/s², then angular rate, rad/s: six elements */
  update(sample: Float64Array): void {
    const fx = sample[0];
    const fy = sample[1];
    const fz = sample[2];
    const wx = sample[3];
    const wy = sample[4];
    const wz = sample[5];
    const rate = this.#rateLp;
    rate.input[0] = wx;
    rate.input[1] = wy;
    rate.input[2] = wz;
    rate.update();
    const lx = rate.value[0];
    const ly = rate.value[1];
    const lz = rate.value[2];
    const rate2 = (wx - lx) * (wx - lx) + (wy - ly) * (wy - ly) + (wz - lz) * (wz - lz);
    const force = this.#forceLp;
    force.input[0] = fx;
    force.input[1] = fy;
    force.input[2] = fz;
    force.update();
    const mx = force.value[0];
    const my = force.value[1];
    const mz = force.value[2];
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
