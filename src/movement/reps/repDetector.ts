import type { RepPhase } from '../../model/movement.ts';
import type { RepSettings } from '../thresholds.ts';
import { RepFilter } from './repFilter.ts';
import type { FlexionSpan } from './repOutcome.ts';
import { RestWatch } from './restWatch.ts';

const STANDING_TAU_S = 2;
const STANDING_RATE_DPS = 5;
const STANDING_RANGE_DEG = 10;
/** Bent by this share of the least rep, a person is in one however slowly they got there. */
const SLOW_ONSET_SHARE = 0.75;
/** A way up that turned round below this share of its peak was a rep, and what follows is the next. */
const VALLEY_SHARE = 0.35;

/**
 * Squat repetitions from knee flexion: standing, descent, bottom, ascent, standing again, or down
 * again where a set goes on without straightening.
 * Causal, after its own low-pass unless the flexion comes smoothed; onset and end are dated back to where the movement began and ceased.
 */
export class RepDetector {
  readonly #settings: RepSettings;
  readonly #periodS: number;
  readonly #filter: RepFilter;
  readonly #rest = new RestWatch();
  /** Since when there are data without a gap. */
  #sinceUs: number | null = null;
  #phase: RepPhase = 'standing';
  #standingDeg = 0;
  #previousDeg: number | null = null;
  #heldS = 0;
  #bentS = 0;
  #peakDeg = 0;
  #startUs = 0;
  /** Last time near standing, where a rep starts; null after a gap until that is seen. */
  #belowUs: number | null = null;
  #endingUs = 0;
  /** Straightest in this way up; when it was so, and when it was last near that. */
  #valleyDeg = 0;
  #valleyUs = 0;
  #valleyLeftUs = 0;
  #refractoryUntilUs = Number.NEGATIVE_INFINITY;

  /** @param isSmoothed true where the flexion given is low-passed at `REP_CUTOFF_HZ` without lag */
  constructor(settings: RepSettings, rateHz: number, isSmoothed = false) {
    this.#settings = settings;
    this.#periodS = 1 / rateHz;
    this.#filter = new RepFilter(rateHz, isSmoothed);
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
    const startUs = this.#phase === 'standing' ? this.#belowUs : this.#startUs;
    return startUs === null ? Number.POSITIVE_INFINITY : startUs - this.#filter.lagUs;
  }

  /** @returns the movement that this frame ended, a rep or not; null else */
  step(flexionDeg: number, timeUs: number): FlexionSpan | null {
    this.#sinceUs ??= timeUs;
    const f = this.#filter.step(flexionDeg);
    const rate = this.#previousDeg === null ? 0 : (f - this.#previousDeg) / this.#periodS;
    this.#previousDeg = f;
    this.#rest.step(f, timeUs);
    this.#followStanding(f, rate, timeUs);
    const x = f - this.#standingDeg;
    switch (this.#phase) {
      case 'standing':
        this.#awaitOnset(x, rate, timeUs);
        return null;
      case 'descent':
      case 'bottom':
        this.#peakDeg = Math.max(this.#peakDeg, x);
        if (x <= this.#peakDeg - this.#settings.bottomDropDeg) this.#ascend(x, timeUs);
        else if (this.#nearBottom(x, rate)) this.#phase = 'bottom';
        return this.#timeOut(timeUs);
      case 'ascent':
        if (x > this.#peakDeg) {
          this.#phase = 'descent';
          this.#peakDeg = x;
        }
        return (
          this.#awaitEnd(x, timeUs) ??
          this.#awaitValley(x, timeUs) ??
          this.#awaitRest(f, x, timeUs) ??
          this.#timeOut(timeUs)
        );
    }
  }

  /**
   * Data were missing: a rep that spans the gap would be invented.
   * @returns the movement that was lost, null where there was none
   */
  interrupt(timeUs: number): FlexionSpan | null {
    const lost = this.#phase === 'standing' ? null : this.#span(timeUs);
    this.#phase = 'standing';
    this.#heldS = 0;
    this.#bentS = 0;
    this.#previousDeg = null;
    this.#belowUs = null;
    this.#sinceUs = null;
    this.#filter.reset();
    return lost;
  }

  #followStanding(f: number, rate: number, timeUs: number): void {
    const off = f - this.#standingDeg;
    const isStraighter = off < -this.#settings.backDateDeg && this.#phase === 'standing';
    if (isStraighter && this.#rest.isResting(timeUs)) this.#standingDeg = f;
    else if (Math.abs(rate) < STANDING_RATE_DPS && Math.abs(off) < STANDING_RANGE_DEG) {
      this.#standingDeg += off * Math.min(1, this.#periodS / STANDING_TAU_S);
    }
  }

  #awaitOnset(x: number, rate: number, timeUs: number): void {
    const { onsetDeg, onsetRateDegS, onsetHoldMs, backDateDeg, minPeakDeg } = this.#settings;
    if (x < backDateDeg || (this.#belowUs === null && x <= onsetDeg)) this.#belowUs = timeUs;
    if (this.#belowUs === null) return;
    this.#heldS = x > onsetDeg && rate > onsetRateDegS ? this.#heldS + this.#periodS : 0;
    this.#bentS = x > SLOW_ONSET_SHARE * minPeakDeg ? this.#bentS + this.#periodS : 0;
    const heldMs = Math.max(this.#heldS, this.#bentS) * 1000;
    if (heldMs < onsetHoldMs || timeUs < this.#refractoryUntilUs) return;
    this.#descend(this.#belowUs, x);
  }

  #descend(startUs: number, x: number): void {
    this.#phase = 'descent';
    this.#startUs = startUs;
    this.#peakDeg = x;
    this.#heldS = 0;
    this.#bentS = 0;
  }

  #ascend(x: number, timeUs: number): void {
    this.#phase = 'ascent';
    this.#valleyDeg = x;
    this.#valleyUs = timeUs;
    this.#valleyLeftUs = timeUs;
  }

  #nearBottom(x: number, rate: number): boolean {
    return x >= this.#settings.minPeakDeg && Math.abs(rate) < this.#settings.onsetRateDegS;
  }

  #awaitEnd(x: number, timeUs: number): FlexionSpan | null {
    const { endDeg, endFrac, endHoldMs } = this.#settings;
    if (x >= Math.max(endDeg, endFrac * this.#peakDeg)) {
      this.#heldS = 0;
      return null;
    }
    if (this.#heldS === 0) this.#endingUs = timeUs;
    this.#heldS += this.#periodS;
    if (this.#heldS * 1000 < endHoldMs) return null;
    const span = this.#span(this.#endingUs);
    this.#stand(timeUs, timeUs);
    return span;
  }

  #awaitValley(x: number, timeUs: number): FlexionSpan | null {
    if (x < this.#valleyDeg) {
      this.#valleyDeg = x;
      this.#valleyUs = timeUs;
    }
    if (x <= this.#valleyDeg + this.#settings.backDateDeg) this.#valleyLeftUs = timeUs;
    const isRising = x > this.#valleyDeg + this.#settings.onsetDeg;
    if (!isRising || this.#valleyDeg > VALLEY_SHARE * this.#peakDeg) return null;
    const span = this.#span(this.#valleyUs);
    this.#descend(this.#valleyLeftUs, x);
    return span;
  }

  /** Rests with the knee bent, but little: from here the next rep is counted. */
  #awaitRest(f: number, x: number, timeUs: number): FlexionSpan | null {
    if (x > VALLEY_SHARE * this.#peakDeg || !this.#rest.isResting(timeUs)) return null;
    const span = this.#span(this.#rest.sinceUs);
    this.#standingDeg = f;
    this.#stand(timeUs, timeUs);
    return span;
  }

  #timeOut(timeUs: number): FlexionSpan | null {
    if ((timeUs - this.#startUs) / 1e6 <= this.#settings.maxDurS) return null;
    const span = this.#span(timeUs);
    // Still bent: no rep starts before standing is seen again.
    this.#stand(timeUs, null);
    return span;
  }

  #span(endUs: number): FlexionSpan {
    const startUs = Math.max(this.#startUs - this.#filter.lagUs, this.#sinceUs ?? this.#startUs);
    return { startUs, endUs: endUs - this.#filter.lagUs, peakDeg: this.#peakDeg };
  }

  #stand(timeUs: number, belowUs: number | null): void {
    this.#phase = 'standing';
    this.#heldS = 0;
    this.#bentS = 0;
    this.#belowUs = belowUs;
    this.#refractoryUntilUs = timeUs + this.#settings.refractoryMs * 1000;
  }
}
