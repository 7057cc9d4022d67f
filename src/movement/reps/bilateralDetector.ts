import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { RepPhase } from '../../model/movement.ts';
import type { RepSettings } from '../thresholds.ts';
import { BridgedDetector } from './bridgedDetector.ts';
import { meanFlexionDeg } from './meanFlexion.ts';
import { type RepOutcome, rejectedFor, repOf } from './repOutcome.ts';
import type { FlexionOf, TaskDetector } from './taskDetector.ts';

/** Squats and hinges: both legs bend as one, and their mean is judged. */
export class BilateralDetector implements TaskDetector {
  readonly stanceNow = null;
  readonly #smoothDeg: FlexionOf | null;
  readonly #mean: BridgedDetector;

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
    if (!ended) return null;
    return ended.reason === null ? repOf(ended.span, null) : rejectedFor(ended.reason, ended.span);
  }

  reset(): void {
    this.#mean.reset();
  }
}
