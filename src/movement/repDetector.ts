import type { RepPhase } from '../model/movement.ts';
import { butterworthLowPass, ScalarLowPass } from '../signal/butterworth.ts';
import type { RepSettings } from './thresholds.ts';

/** Of the low-pass that flexion is judged after. */
export const REP_CUTOFF_HZ = 6;
const STANDING_TAU_S = 2;
const STANDING_RATE_DPS = 5;
const STANDING_RANGE_DEG = 10;

export interface DetectedRep {
  readonly startUs: number;
  readonly endUs: number;
}

/**
 * Squat repetitions from knee flexion: standing, descent, bottom, ascent, standing again.
 * Causal, after its own low-pass unless the flexion comes smoothed; onset and end are dated back to where the movement began and ceased.
 */
export class RepDetector {
  readonly #settings: RepSettings;
  readonly #periodS: number;
  /** null where the flexion comes smoothed. */
  readonly #filter: ScalarLowPass | null;
  #phase: RepPhase = 'standing';
  #standingDeg = 0;
  #previousDeg: number | null = null;
  #heldS = 0;
  #peakDeg = 0;
  #startUs = 0;
  /** Last time near standing, where a rep starts; null after a gap until that is seen. */
  #belowUs: number | null = null;
  #endingUs = 0;
  #refractoryUntilUs = Number.NEGATIVE_INFINITY;

  /** @param isSmoothed true where the flexion given is low-passed at `REP_CUTOFF_HZ` without lag */
  constructor(settings: RepSettings, rateHz: number, isSmoothed = false) {
    this.#settings = settings;
    this.#periodS = 1 / rateHz;
    this.#filter = isSmoothed ? null : new ScalarLowPass(butterworthLowPass(REP_CUTOFF_HZ, rateHz));
  }

  get phase(): RepPhase {
    return this.#phase;
  }

  /** Flexion above this person's standing, smoothed, degrees. */
  get excursionDeg(): number {
    return (this.#previousDeg ?? this.#standingDeg) - this.#standingDeg;
  }

  /** Before this instant no rep can start that is not over, µs; ∞ where none can yet. */
  get earliestStartUs(): number {
    if (this.#phase !== 'standing') return this.#startUs;
    return this.#belowUs ?? Number.POSITIVE_INFINITY;
  }

  /** @returns the rep that this frame completed, null else */
  step(flexionDeg: number, timeUs: number): DetectedRep | null {
    const f = this.#filter ? this.#filter.step(flexionDeg) : flexionDeg;
    const rate = this.#previousDeg === null ? 0 : (f - this.#previousDeg) / this.#periodS;
    this.#previousDeg = f;
    this.#followStanding(f, rate);
    const x = f - this.#standingDeg;
    switch (this.#phase) {
      case 'standing':
        this.#awaitOnset(x, rate, timeUs);
        return null;
      case 'descent':
        this.#peakDeg = Math.max(this.#peakDeg, x);
        if (x <= this.#peakDeg - this.#settings.bottomDropDeg) this.#phase = 'ascent';
        else if (this.#nearBottom(x, rate)) this.#phase = 'bottom';
        return this.#timeOut(timeUs);
      case 'bottom':
        this.#peakDeg = Math.max(this.#peakDeg, x);
        if (x <= this.#peakDeg - this.#settings.bottomDropDeg) this.#phase = 'ascent';
        return this.#timeOut(timeUs);
      case 'ascent':
        if (x > this.#peakDeg) {
          this.#phase = 'descent';
          this.#peakDeg = x;
        }
        return this.#awaitEnd(x, timeUs) ?? this.#timeOut(timeUs);
    }
  }

  /** Data were missing: a rep that spans the gap would be invented. */
  interrupt(): void {
    this.#phase = 'standing';
    this.#heldS = 0;
    this.#previousDeg = null;
    this.#belowUs = null;
    this.#filter?.reset();
  }

  #followStanding(f: number, rate: number): void {
    const off = f - this.#standingDeg;
    if (Math.abs(rate) < STANDING_RATE_DPS && Math.abs(off) < STANDING_RANGE_DEG) {
      this.#standingDeg += off * Math.min(1, this.#periodS / STANDING_TAU_S);
    }
  }

  #awaitOnset(x: number, rate: number, timeUs: number): void {
    const { onsetDeg, onsetRateDegS, onsetHoldMs, backDateDeg } = this.#settings;
    if (x < backDateDeg || (this.#belowUs === null && x <= onsetDeg)) this.#belowUs = timeUs;
    if (this.#belowUs === null) return;
    this.#heldS = x > onsetDeg && rate > onsetRateDegS ? this.#heldS + this.#periodS : 0;
    if (this.#heldS * 1000 < onsetHoldMs || timeUs < this.#refractoryUntilUs) return;
    this.#phase = 'descent';
    this.#startUs = this.#belowUs;
    this.#peakDeg = x;
    this.#heldS = 0;
  }

  #nearBottom(x: number, rate: number): boolean {
    return x >= this.#settings.minPeakDeg && Math.abs(rate) < this.#settings.onsetRateDegS;
  }

  #awaitEnd(x: number, timeUs: number): DetectedRep | null {
    const { endDeg, endFrac, endHoldMs, minPeakDeg, minDurS, maxDurS } = this.#settings;
    if (x >= Math.max(endDeg, endFrac * this.#peakDeg)) {
      this.#heldS = 0;
      return null;
    }
    if (this.#heldS === 0) this.#endingUs = timeUs;
    this.#heldS += this.#periodS;
    if (this.#heldS * 1000 < endHoldMs) return null;
    const durationS = (this.#endingUs - this.#startUs) / 1e6;
    const rep = { startUs: this.#startUs, endUs: this.#endingUs };
    const counts = this.#peakDeg >= minPeakDeg && durationS >= minDurS && durationS <= maxDurS;
    this.#stand(timeUs);
    return counts ? rep : null;
  }

  #timeOut(timeUs: number): null {
    if ((timeUs - this.#startUs) / 1e6 > this.#settings.maxDurS) this.#stand(timeUs);
    return null;
  }

  #stand(timeUs: number): void {
    this.#phase = 'standing';
    this.#heldS = 0;
    this.#belowUs = timeUs;
    this.#refractoryUntilUs = timeUs + this.#settings.refractoryMs * 1000;
  }
}
