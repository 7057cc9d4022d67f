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
  readonly #lowPass: MeanFirstLowPass;
  #stillS = 0;
  atRest = false;
  /** Low-passed angular rate, rad/s: the bias itself while at rest. */
  readonly angularRate: Float64Array;

  constructor(periodS: number, settings: OrientationSettings) {
    this.#periodS = periodS;
    this.#minS = settings.restMinS;
    this.#rateLimit2 = (settings.restThresholdDps * RAD_PER_DEG) ** 2;
    this.#forceLimit2 = settings.restThresholdMps2 ** 2;
    this.#biasClip = settings.biasClipDps * RAD_PER_DEG;
    this.#lowPass = new MeanFirstLowPass(settings.restFilterTauS, periodS, 2);
    this.angularRate = this.#lowPass.value.subarray(3);
  }

  /** @param sample specific force, m/s², then angular rate, rad/s: six elements */
  update(sample: Float64Array): void {
    const fx = sample[0];
    const fy = sample[1];
    const fz = sample[2];
    const wx = sample[3];
    const wy = sample[4];
    const wz = sample[5];
    const low = this.#lowPass.value;
    low[0] = fx;
    low[1] = fy;
    low[2] = fz;
    low[3] = wx;
    low[4] = wy;
    low[5] = wz;
    this.#lowPass.update();
    const mx = low[0];
    const my = low[1];
    const mz = low[2];
    const lx = low[3];
    const ly = low[4];
    const lz = low[5];
    const force2 = (fx - mx) * (fx - mx) + (fy - my) * (fy - my) + (fz - mz) * (fz - mz);
    const rate2 = (wx - lx) * (wx - lx) + (wy - ly) * (wy - ly) + (wz - lz) * (wz - lz);
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
