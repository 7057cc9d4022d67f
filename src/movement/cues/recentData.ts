import type { LegFrame } from '../../model/bodyFrame.ts';
import { hasFlag } from '../../model/quality.ts';
import { legFlags } from './legFlags.ts';

const GAP_US = 100_000;
const GAP_REMEMBERED_US = 500_000;
const IMPACT_REMEMBERED_US = 200_000;

/** What happened to the data of one leg shortly before: gaps and impacts. */
export class RecentData {
  #deliveredUs = Number.NaN;
  #gapEndUs = Number.NEGATIVE_INFINITY;
  #impactUs = Number.NEGATIVE_INFINITY;

  step(timeUs: number, leg: LegFrame): void {
    const flags = legFlags(leg);
    if (hasFlag(flags, 'impact')) this.#impactUs = timeUs;
    if (hasFlag(flags, 'stale')) return;
    if (timeUs - this.#deliveredUs > GAP_US) this.#gapEndUs = timeUs;
    this.#deliveredUs = timeUs;
  }

  hadGap(timeUs: number): boolean {
    return timeUs - this.#gapEndUs <= GAP_REMEMBERED_US;
  }

  /** From the end of the flag, which itself outlasts the impact by 0.15 s. */
  hadImpact(timeUs: number): boolean {
    return timeUs - this.#impactUs <= IMPACT_REMEMBERED_US;
  }
}
