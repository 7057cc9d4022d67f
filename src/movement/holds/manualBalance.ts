import type { Side } from '../../model/placement.ts';
import type { BalanceSettings } from '../thresholds.ts';
import type { DetectedHold } from './detectedHold.ts';
import { BRIDGED_US, QUIET_RATE_DPS } from './holdRules.ts';
import type { LegLook } from './legLook.ts';
import { RunningRms } from './runningRms.ts';
import { StanceWatch } from './stanceWatch.ts';

/**
 * Standing on the one leg that wears sensors. It cannot tell that the other foot is up, so a person
 * says when the hold begins and when it ends; what the leg itself tells of its end is told.
 */
export class ManualBalance {
  readonly #settings: BalanceSettings;
  readonly #rate: RunningRms;
  #wanted = false;
  #side: Side = 'right';
  #startUs: number | null = null;
  #watch: StanceWatch | null = null;
  #lastUs = Number.NEGATIVE_INFINITY;

  constructor(settings: BalanceSettings, rateHz: number) {
    this.#settings = settings;
    this.#rate = new RunningRms(settings.settleS, rateHz);
  }

  /** A person starts a hold, or stops the one that goes on. */
  toggle(): void {
    this.#wanted = !this.#wanted;
  }

  get earliestUs(): number {
    return this.#startUs ?? Number.POSITIVE_INFINITY;
  }

  /** The leg of the hold that runs; null while none does. */
  get stance(): Side | null {
    return this.#startUs === null ? null : this.#side;
  }

  step(leg: LegLook, timeUs: number): DetectedHold | null {
    const before = this.#lastUs;
    this.#lastUs = timeUs;
    const rateDps = this.#rate.step(leg.shankRateDps);
    if (this.#startUs === null || this.#watch === null) {
      if (this.#wanted && rateDps < QUIET_RATE_DPS) this.#start(leg.side, timeUs);
      return null;
    }
    if (!this.#wanted) return this.#end('stopped', before);
    const ended = this.#watch.step(leg, false, timeUs);
    return ended && this.#end(ended.endedBy, ended.endUs);
  }

  missing(timeUs: number): DetectedHold | null {
    if (timeUs - this.#lastUs <= BRIDGED_US) return null;
    this.#rate.reset();
    return this.#end('dataLost', this.#lastUs);
  }

  reset(): void {
    this.#rate.reset();
    this.#startUs = null;
    this.#watch = null;
    this.#wanted = false;
  }

  #start(side: Side, timeUs: number): void {
    this.#side = side;
    this.#startUs = timeUs;
    this.#watch = new StanceWatch(this.#settings, timeUs);
  }

  #end(endedBy: DetectedHold['endedBy'], endUs: number): DetectedHold | null {
    const startUs = this.#startUs;
    this.#startUs = null;
    this.#watch = null;
    this.#wanted = false;
    if (startUs === null) return null;
    return { type: 'hold', side: this.#side, startUs, endUs, endedBy, touchDowns: 0 };
  }
}
