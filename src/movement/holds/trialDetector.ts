import type { Side } from '../../model/placement.ts';
import type { DetectedHold } from './detectedHold.ts';
import {
  BRIDGED_US,
  TIMEOUT_S,
  TRIAL_BACK_DATE_DEG,
  TRIAL_BACK_SHARE,
  TRIAL_LEAST_DEG,
  TRIAL_RISE_DEG,
  TRIAL_RISES_WITHIN_S,
} from './holdRules.ts';

interface Trial {
  readonly startUs: number;
  readonly fromDeg: number;
  peakDeg: number;
}

/**
 * Trials of the knee to the wall from the tilt of one shank: out from where it was and half the way
 * back. What the deepest with the foot planted was is measured on the frames.
 */
export class TrialDetector {
  readonly #side: Side;
  /** The least tilt since the last trial, and when it was last near it. */
  #fromDeg = Number.POSITIVE_INFINITY;
  #nearUs = 0;
  #trial: Trial | null = null;
  #lastUs = Number.NEGATIVE_INFINITY;

  constructor(side: Side) {
    this.#side = side;
  }

  /** Before this instant nothing can be part of a trial that is not over, µs; ∞ before any frame. */
  get earliestUs(): number {
    if (this.#trial !== null) return this.#trial.startUs;
    return Number.isFinite(this.#fromDeg) ? this.#nearUs : Number.POSITIVE_INFINITY;
  }

  step(tiltDeg: number, timeUs: number): DetectedHold | null {
    this.#lastUs = timeUs;
    const trial = this.#trial;
    if (trial === null) {
      this.#awaitRise(tiltDeg, timeUs);
      return null;
    }
    trial.peakDeg = Math.max(trial.peakDeg, tiltDeg);
    const backDeg = trial.peakDeg - TRIAL_BACK_SHARE * (trial.peakDeg - trial.fromDeg);
    if (tiltDeg < backDeg) return this.#end(trial, 'rise', timeUs, tiltDeg);
    if (timeUs - trial.startUs < TIMEOUT_S * 1e6) return null;
    return this.#end(trial, 'timeout', timeUs, tiltDeg);
  }

  missing(timeUs: number): DetectedHold | null {
    if (timeUs - this.#lastUs <= BRIDGED_US) return null;
    const trial = this.#trial;
    const ended = trial && this.#end(trial, 'dataLost', this.#lastUs, trial.peakDeg);
    this.reset();
    return ended;
  }

  reset(): void {
    this.#trial = null;
    this.#fromDeg = Number.POSITIVE_INFINITY;
  }

  #awaitRise(tiltDeg: number, timeUs: number): void {
    this.#fromDeg = Math.min(this.#fromDeg, tiltDeg);
    if (tiltDeg - this.#fromDeg < TRIAL_BACK_DATE_DEG) this.#nearUs = timeUs;
    else if (timeUs - this.#nearUs > TRIAL_RISES_WITHIN_S * 1e6) this.#standAt(tiltDeg, timeUs);
    if (tiltDeg < TRIAL_LEAST_DEG || tiltDeg - this.#fromDeg < TRIAL_RISE_DEG) return;
    this.#trial = { startUs: this.#nearUs, fromDeg: this.#fromDeg, peakDeg: tiltDeg };
  }

  #standAt(tiltDeg: number, timeUs: number): void {
    this.#fromDeg = tiltDeg;
    this.#nearUs = timeUs;
  }

  #end(
    { startUs }: Trial,
    endedBy: 'rise' | 'timeout' | 'dataLost',
    endUs: number,
    tiltDeg: number,
  ): DetectedHold {
    this.#trial = null;
    this.#standAt(tiltDeg, endUs);
    return { type: 'hold', side: this.#side, startUs, endUs, endedBy, touchDowns: 0 };
  }
}
