import type { HoldEnd } from '../../model/hold.ts';
import type { BalanceSettings } from '../thresholds.ts';
import { LEAN_HELD_S, MEAN_KNOWN_S, TIMEOUT_S } from './holdRules.ts';
import type { LegLook } from './legLook.ts';

export interface StanceEnd {
  readonly endedBy: HoldEnd;
  readonly endUs: number;
}

/** Whether the leg stood on still holds: no step, no lean far off its mean, not for ever. */
export class StanceWatch {
  readonly #settings: BalanceSettings;
  readonly #startUs: number;
  #count = 0;
  #meanLeanDeg = 0;
  #meanTiltDeg = 0;
  #leaningUs: number | null = null;

  constructor(settings: BalanceSettings, startUs: number) {
    this.#settings = settings;
    this.#startUs = startUs;
  }

  /**
   * @param isTouching the other foot is on the floor: a lean then is what that foot catches
   * @returns what ended the hold with this frame, null while it goes on
   */
  step(stance: LegLook, isTouching: boolean, timeUs: number): StanceEnd | null {
    const { endLeanDeg, endRateDegS } = this.#settings;
    if (stance.shankRateDps > endRateDegS) return { endedBy: 'step', endUs: timeUs };
    if (timeUs - this.#startUs >= TIMEOUT_S * 1e6) return { endedBy: 'timeout', endUs: timeUs };
    const off = Math.max(
      Math.abs(stance.shankLeanDeg - this.#meanLeanDeg),
      Math.abs(stance.shankTiltDeg - this.#meanTiltDeg),
    );
    const known = timeUs - this.#startUs >= MEAN_KNOWN_S * 1e6;
    if (isTouching) {
      this.#leaningUs = null;
      return null;
    }
    if (!known || off <= endLeanDeg) {
      this.#leaningUs = null;
      this.#count++;
      this.#meanLeanDeg += (stance.shankLeanDeg - this.#meanLeanDeg) / this.#count;
      this.#meanTiltDeg += (stance.shankTiltDeg - this.#meanTiltDeg) / this.#count;
      return null;
    }
    this.#leaningUs ??= timeUs;
    const lasted = timeUs - this.#leaningUs > LEAN_HELD_S * 1e6;
    return lasted ? { endedBy: 'lean', endUs: this.#leaningUs } : null;
  }
}
