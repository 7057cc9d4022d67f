import type { BodyFrame, LegFrame } from '../../model/bodyFrame.ts';
import type { RepPhase } from '../../model/movement.ts';
import type { RepSettings } from '../thresholds.ts';
import { BridgedDetector } from './bridgedDetector.ts';
import { meanFlexionDeg } from './meanFlexion.ts';
import { type RepOutcome, rejectedFor, repOf } from './repOutcome.ts';
import { mayStand } from './stanceRule.ts';
import type { FlexionOf, TaskDetector } from './taskDetector.ts';

const SWINGING =
  'the shank was folded back too far for a foot on the floor; a rep is on planted feet';

/**
 * Squats and hinges: both legs bend as one, and their mean is judged. Of one leg alone a step looks like
 * a bend, but for its shank.
 */
export class BilateralDetector implements TaskDetector {
  readonly stanceNow = null;
  readonly #smoothDeg: FlexionOf | null;
  readonly #mean: BridgedDetector;
  #deepestDeg = Number.NEGATIVE_INFINITY;
  /** Of the only leg at its deepest in the bend under way; NaN of two legs. */
  #shankTiltDeg = Number.NaN;

  /** @param smoothDeg flexion without noise and lag, where frames to come are known */
  constructor(settings: RepSettings, rateHz: number, smoothDeg: FlexionOf | null) {
    this.#smoothDeg = smoothDeg;
    this.#mean = new BridgedDetector(settings, rateHz, smoothDeg !== null);
  }

  get phase(): RepPhase {
    return this.#mean.detector.phase;
  }

  get excursionDeg(): number {
    return this.#mean.detector.excursionDeg;
  }

  get earliestStartUs(): number {
    return this.#mean.detector.earliestStartUs;
  }

  get isBridging(): boolean {
    return this.#mean.isBridging;
  }

  step({ legs, timeUs }: BodyFrame): RepOutcome | null {
    const flexionDeg = meanFlexionDeg(legs);
    const isStated = Number.isFinite(flexionDeg);
    const ended = this.#mean.step(
      isStated && this.#smoothDeg ? this.#smoothDeg(legs) : flexionDeg,
      timeUs,
    );
    const reason = ended && (ended.reason ?? (mayStand(this.#shankTiltDeg) ? null : SWINGING));
    this.#follow(legs);
    if (!ended) return null;
    return reason === null ? repOf(ended.span, null) : rejectedFor(reason, ended.span);
  }

  #follow(legs: readonly LegFrame[]): void {
    if (this.phase === 'standing') {
      this.#deepestDeg = Number.NEGATIVE_INFINITY;
      this.#shankTiltDeg = Number.NaN;
    }
    if (legs.length !== 1 || this.phase === 'standing' || this.excursionDeg <= this.#deepestDeg)
      return;
    this.#deepestDeg = this.excursionDeg;
    this.#shankTiltDeg = legs[0].measures.shankTiltDeg;
  }

  reset(): void {
    this.#mean.reset();
  }
}
