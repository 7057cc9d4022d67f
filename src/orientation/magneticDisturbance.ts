import { RAD_PER_DEG } from '../geometry/angles.ts';
import { gainOfTau } from './gainOfTau.ts';
import { MeanFirstLowPass } from './meanFirstLowPass.ts';
import type { OrientationSettings } from './settings.ts';
import { Vector } from './state.ts';

/**
 * Tells when the magnetic field is not the earth's (Laidig & Seel 2023): norm and
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
  /** Of the fields: norm as x, dip angle as y. */
  readonly #reference = new Vector();
  readonly #candidate = new Vector();
  #undisturbedS = 0;
  /** Time of motion within the candidate. */
  #candidateS = 0;
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
    this.#current = new MeanFirstLowPass(tauS, periodS);
  }

  /**
   * @param field magnetic field in an earth frame with z up, any unit
   * @param rate low-passed angular rate of the sensor, rad/s: only motion tells one field
   * from a local bend
   */
  update(field: Vector, rate: Vector): void {
    const { x, y, z } = field;
    const norm = Math.sqrt(x * x + y * y + z * z);
    const current = this.#current.value;
    current.x = norm;
    current.y = -Math.asin(Math.min(1, Math.max(-1, z / norm)));
    this.#current.update();
    this.#compareWithReference();
    this.#compareWithCandidate(rate);
  }

  #compareWithReference(): void {
    const f = this.#current.value;
    const r = this.#reference;
    if (!this.#near(r)) {
      this.#undisturbedS = 0;
      this.disturbed = true;
      return;
    }
    this.#undisturbedS += this.#periodS;
    if (this.#undisturbedS < this.#undisturbedMinS) return;
    this.disturbed = false;
    r.x += this.#gain * (f.x - r.x);
    r.y += this.#gain * (f.y - r.y);
  }

  #compareWithCandidate(rate: Vector): void {
    const f = this.#current.value;
    const c = this.#candidate;
    const r = this.#reference;
    if (!this.#near(c)) {
      this.#candidateS = 0;
      c.x = f.x;
      c.y = f.y;
      return;
    }
    const rate2 = rate.x * rate.x + rate.y * rate.y + rate.z * rate.z;
    if (rate2 >= this.#newFieldMinRate2) this.#candidateS += this.#periodS;
    c.x += this.#gain * (f.x - c.x);
    c.y += this.#gain * (f.y - c.y);
    const minS = r.x === 0 ? this.#firstFieldMinS : this.#newFieldMinS;
    if (!this.disturbed || this.#candidateS < minS) return;
    r.x = c.x;
    r.y = c.y;
    this.#undisturbedS = this.#undisturbedMinS;
    this.disturbed = false;
  }

  #near({ x, y }: Vector): boolean {
    const f = this.#current.value;
    return Math.abs(f.x - x) < this.#normLimit * x && Math.abs(f.y - y) < this.#dipLimit;
  }
}
