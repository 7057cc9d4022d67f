import { RAD_PER_DEG } from '../geometry/angles.ts';
import { gainOfTau } from './gainOfTau.ts';
import { MeanFirstLowPass } from './meanFirstLowPass.ts';
import type { OrientationSettings } from './settings.ts';

/**
 * Tells when the magnetic field is not the earth's (Laidig & Seel 2023, section 5): norm and
 * dip angle must stay near a reference, which is learnt, and learnt anew where the sensor
 * moves about long enough in another homogeneous field.
 */
export class MagneticDisturbance {
  readonly #periodS: number;
  readonly #gain: number;
  readonly #normLimit: number;
  readonly #dipLimit: number;
  readonly #undisturbedMinS: number;
  readonly #newFieldMinRate2: number;
  readonly #newFieldMinS: number;
  readonly #firstFieldMinS: number;
  readonly #current: MeanFirstLowPass;
  /** Norm and dip angle, as those of the current field. */
  readonly #reference = new Float64Array(2);
  readonly #candidate = Float64Array.of(-1, 0);
  /** Time within the reference, time of motion within the candidate; s. */
  readonly #since = new Float64Array(2);
  /** True from the start until a first field has been learnt. */
  disturbed = true;

  constructor(periodS: number, settings: OrientationSettings) {
    this.#periodS = periodS;
    this.#gain = gainOfTau(settings.magneticReferenceTauS, periodS);
    this.#normLimit = settings.magneticNormThreshold;
    this.#dipLimit = settings.magneticDipThresholdDeg * RAD_PER_DEG;
    this.#undisturbedMinS = settings.magneticUndisturbedMinS;
    this.#newFieldMinRate2 = (settings.magneticNewFieldMinDps * RAD_PER_DEG) ** 2;
    this.#newFieldMinS = settings.magneticNewFieldS;
    this.#firstFieldMinS = settings.magneticFirstFieldS;
    // Filtering faster than the samples come would be unstable, and would filter nothing.
    const tauS = Math.max(settings.magneticCurrentTauS, periodS);
    this.#current = new MeanFirstLowPass(tauS, periodS, 1);
  }

  /**
   * @param field magnetic field in an earth frame with z up, any unit
   * @param rate low-passed angular rate of the sensor, rad/s: only motion tells one field
   * from a local bend
   */
  update(field: Float64Array, rate: Float64Array): void {
    const x = field[0];
    const y = field[1];
    const z = field[2];
    const norm = Math.sqrt(x * x + y * y + z * z);
    const current = this.#current;
    current.value[0] = norm;
    current.value[1] = -Math.asin(Math.min(1, Math.max(-1, z / norm)));
    current.update();
    this.#compareWithReference();
    this.#compareWithCandidate(rate);
  }

  #compareWithReference(): void {
    const f = this.#current.value;
    const r = this.#reference;
    const since = this.#since;
    if (!this.#near(r)) {
      since[0] = 0;
      this.disturbed = true;
      return;
    }
    since[0] += this.#periodS;
    if (since[0] < this.#undisturbedMinS) return;
    this.disturbed = false;
    r[0] += this.#gain * (f[0] - r[0]);
    r[1] += this.#gain * (f[1] - r[1]);
  }

  #compareWithCandidate(rate: Float64Array): void {
    const f = this.#current.value;
    const c = this.#candidate;
    const r = this.#reference;
    const since = this.#since;
    if (!this.#near(c)) {
      since[1] = 0;
      c[0] = f[0];
      c[1] = f[1];
      return;
    }
    const rate2 = rate[0] * rate[0] + rate[1] * rate[1] + rate[2] * rate[2];
    if (rate2 >= this.#newFieldMinRate2) since[1] += this.#periodS;
    c[0] += this.#gain * (f[0] - c[0]);
    c[1] += this.#gain * (f[1] - c[1]);
    const minS = r[0] === 0 ? this.#firstFieldMinS : this.#newFieldMinS;
    if (!this.disturbed || since[1] < minS) return;
    r[0] = c[0];
    r[1] = c[1];
    since[0] = this.#undisturbedMinS;
    this.disturbed = false;
  }

  #near(field: Float64Array): boolean {
    const f = this.#current.value;
    return (
      Math.abs(f[0] - field[0]) < this.#normLimit * field[0] &&
      Math.abs(f[1] - field[1]) < this.#dipLimit
    );
  }
}
