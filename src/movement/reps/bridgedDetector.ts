import type { RepSettings } from '../thresholds.ts';
import { DATA_LOST, rejectionReason } from './rejectionReason.ts';
import { RepDetector } from './repDetector.ts';
import type { FlexionSpan } from './repOutcome.ts';

/** A late packet costs as much; a longer gap ends the rep, which would be invented. */
const BRIDGED_US = 200_000;

/** A movement of one flexion that is over, and what it lacks to be a rep. */
export interface EndedMovement {
  readonly span: FlexionSpan;
  /** null where it is a rep. */
  readonly reason: string | null;
}

/** A detector on a flexion that may be missing for a while. */
export class BridgedDetector {
  readonly #settings: RepSettings;
  readonly #detector: RepDetector;
  #lastUs = Number.NEGATIVE_INFINITY;
  #bridging = false;

  /** @param isSmoothed true where the flexion given is free of noise and lag */
  constructor(settings: RepSettings, rateHz: number, isSmoothed: boolean) {
    this.#settings = settings;
    this.#detector = new RepDetector(settings, rateHz, isSmoothed);
  }

  get detector(): RepDetector {
    return this.#detector;
  }

  get isBridging(): boolean {
    return this.#bridging;
  }

  /** @param flexionDeg NaN where it is missing */
  step(flexionDeg: number, timeUs: number): EndedMovement | null {
    if (!Number.isFinite(flexionDeg)) {
      this.#bridging = timeUs - this.#lastUs <= BRIDGED_US;
      const lost = this.#bridging ? null : this.#detector.interrupt(this.#lastUs);
      return lost && { span: lost, reason: DATA_LOST };
    }
    this.#bridging = false;
    this.#lastUs = timeUs;
    const span = this.#detector.step(flexionDeg, timeUs);
    return span && { span, reason: rejectionReason(span, this.#settings) };
  }

  reset(): void {
    this.#detector.interrupt(this.#lastUs);
  }
}
