import type { RepPhase } from '../../model/movement.ts';
import type { RepSettings } from '../thresholds.ts';
import { RepFilter } from './repFilter.ts';
import type { FlexionSpan } from './repOutcome.ts';

/** A foot that stands on a step: the knee is bent as much, and nearly at rest for a moment. */
const POSTURE_DEG = 50;
const POSTURE_RATE_DPS = 30;
const POSTURE_S = 0.15;
/** Slower than this it is at rest, and the posture is where it rests. */
const AT_REST_DPS = 8;
const POSTURE_TAU_S = 0.5;
/** A posture that is left for as long in another way was no start. */
const POSTURE_KEPT_S = 0.5;
/** Who stands on the step for as long has ended the rep there. */
const STANDING_S = 2.5;
const STANDING_RATE_DPS = 15;
/** Less than this is no straightening any more, but sway. */
const STRAIGHTER_DEG = 1;
/** Bent again by this share of what was straightened, the knee is down. */
const DOWN_SHARE = 0.85;
const DOWN_SLOW_SHARE = 0.5;

/**
 * Step-ups of one leg: the foot on the step and the knee bent, then straight, then bent again or
 * standing on the step. Causal; start and end are dated back.
 */
export class LegStepUp {
  readonly #settings: RepSettings;
  readonly #periodS: number;
  readonly #filter: RepFilter;
  #phase: RepPhase = 'standing';
  #previousDeg: number | null = null;
  #restS = 0;
  #heldS = 0;
  /** Flexion of the posture to start from, and since when it is left; null without one. */
  #postureDeg: number | null = null;
  #leftUs = 0;
  #startUs = 0;
  #straightDeg = 0;
  #straightUs = 0;

  constructor(settings: RepSettings, rateHz: number, isSmoothed: boolean) {
    this.#settings = settings;
    this.#periodS = 1 / rateHz;
    this.#filter = new RepFilter(rateHz, isSmoothed);
  }

  get phase(): RepPhase {
    return this.#phase;
  }

  /** Rests in a posture from which a step-up may begin. */
  get isInPosture(): boolean {
    return this.#phase === 'standing' && this.#restS >= POSTURE_S;
  }

  get flexionDeg(): number {
    return this.#previousDeg ?? 0;
  }

  get earliestStartUs(): number {
    if (this.#phase !== 'standing') return this.#startUs - this.#filter.lagUs;
    return this.#postureDeg === null ? Number.POSITIVE_INFINITY : this.#leftUs - this.#filter.lagUs;
  }

  /**
   * @param planted false where the foot cannot stand
   * @returns the movement that this frame ended, a rep or not; null else
   */
  step(flexionDeg: number, timeUs: number, planted: boolean): FlexionSpan | null {
    const f = this.#filter.step(flexionDeg);
    const rate = this.#previousDeg === null ? 0 : (f - this.#previousDeg) / this.#periodS;
    this.#previousDeg = f;
    if (this.#phase === 'standing') {
      this.#followPosture(f, rate, planted);
      this.#awaitOnset(f, rate, timeUs);
      return null;
    }
    return this.#awaitEnd(f, rate, timeUs);
  }

  /** @returns the movement that was lost, null where there was none */
  interrupt(timeUs: number): FlexionSpan | null {
    const lost = this.#phase === 'standing' ? null : this.#span(timeUs);
    this.#stand();
    this.#previousDeg = null;
    this.#filter.reset();
    return lost;
  }

  #followPosture(f: number, rate: number, planted: boolean): void {
    const isSlow = planted && f >= POSTURE_DEG && Math.abs(rate) < POSTURE_RATE_DPS;
    this.#restS = isSlow ? this.#restS + this.#periodS : 0;
    if (this.#restS < POSTURE_S) return;
    const postureDeg = Math.max(this.#postureDeg ?? f, f);
    const isAtRest = Math.abs(rate) < AT_REST_DPS;
    this.#postureDeg = isAtRest
      ? postureDeg + (f - postureDeg) * Math.min(1, this.#periodS / POSTURE_TAU_S)
      : postureDeg;
  }

  #awaitOnset(f: number, rate: number, timeUs: number): void {
    const { backDateDeg, onsetDeg, onsetRateDegS, onsetHoldMs } = this.#settings;
    if (this.#postureDeg === null) return;
    if (f > this.#postureDeg - backDateDeg) this.#leftUs = timeUs;
    const isFalling = f < this.#postureDeg - onsetDeg && rate < -onsetRateDegS;
    this.#heldS = isFalling ? this.#heldS + this.#periodS : 0;
    if (this.#heldS * 1000 >= onsetHoldMs) this.#ascend(f, timeUs);
    else if (f < POSTURE_DEG && timeUs - this.#leftUs > POSTURE_KEPT_S * 1e6 && !isFalling) {
      this.#postureDeg = null;
    }
  }

  #ascend(f: number, timeUs: number): void {
    this.#phase = 'ascent';
    this.#startUs = this.#leftUs;
    this.#straightDeg = f;
    this.#straightUs = timeUs;
    this.#heldS = 0;
  }

  #awaitEnd(f: number, rate: number, timeUs: number): FlexionSpan | null {
    const { onsetDeg, backDateDeg, maxDurS } = this.#settings;
    if (f < this.#straightDeg - STRAIGHTER_DEG) {
      this.#straightDeg = f;
      this.#straightUs = timeUs;
    }
    const drop = (this.#postureDeg ?? f) - this.#straightDeg;
    const rise = f - this.#straightDeg;
    if (this.#phase === 'ascent' && rise > onsetDeg) this.#phase = 'descent';
    if (this.#phase === 'descent') {
      const isSlow = rate < STANDING_RATE_DPS && rise >= DOWN_SLOW_SHARE * drop;
      if (rise >= DOWN_SHARE * drop || isSlow) return this.#end(timeUs);
    } else if (rise <= backDateDeg && timeUs - this.#straightUs >= STANDING_S * 1e6) {
      return this.#end(this.#straightUs);
    }
    return (timeUs - this.#startUs) / 1e6 > maxDurS ? this.#end(timeUs) : null;
  }

  #end(endUs: number): FlexionSpan {
    const span = this.#span(endUs);
    this.#stand();
    return span;
  }

  #span(endUs: number): FlexionSpan {
    const peakDeg = (this.#postureDeg ?? 0) - this.#straightDeg;
    return {
      startUs: this.#startUs - this.#filter.lagUs,
      endUs: endUs - this.#filter.lagUs,
      peakDeg,
    };
  }

  #stand(): void {
    this.#phase = 'standing';
    this.#postureDeg = null;
    this.#restS = 0;
    this.#heldS = 0;
  }
}
