import type { Cue } from '../../model/movement.ts';
import type { CueThresholds } from '../../model/thresholds.ts';
import type { SuppressionReason } from './suppressionReason.ts';

const MINUTE_US = 60e6;

/** The one voice that all cues of a session share: one at a time, numbered, and never too many. */
export class CueVoice {
  readonly #rule: CueThresholds;
  #active: Cue | null = null;
  #sinceUs = 0;
  #quietUntilUs = Number.NEGATIVE_INFINITY;
  #count = 0;
  #inRep = 0;
  #onsetsUs: number[] = [];

  constructor(rule: CueThresholds) {
    this.#rule = rule;
  }

  get active(): Cue | null {
    return this.#active;
  }

  /** True when a cue sounded since the rep began. */
  get cuedInRep(): boolean {
    return this.#inRep > 0;
  }

  repOver(): void {
    this.#inRep = 0;
  }

  /** Too soon after the last cue for another one. */
  isQuiet(timeUs: number): boolean {
    return timeUs < this.#quietUntilUs;
  }

  /** Whether the cue that sounds has sounded for its longest. */
  isOver(timeUs: number): boolean {
    return this.#active !== null && timeUs - this.#sinceUs >= this.#rule.maxDurMs * 1000;
  }

  /** Why there were enough cues; null while there were not. */
  refusal(timeUs: number): SuppressionReason | null {
    if (this.#inRep >= this.#rule.maxPerRep) return 'enough cues in this rep';
    this.#onsetsUs = this.#onsetsUs.filter((at) => timeUs - at < MINUTE_US);
    return this.#onsetsUs.length >= this.#rule.maxPerMin ? 'enough cues in this minute' : null;
  }

  start(cue: Omit<Cue, 'number'>, timeUs: number): Cue {
    const numbered = { number: ++this.#count, ...cue };
    this.#active = numbered;
    this.#sinceUs = timeUs;
    this.#inRep++;
    this.#onsetsUs.push(timeUs);
    return numbered;
  }

  /** @returns the cue that sounded; null where none did */
  end(timeUs: number): Cue | null {
    const cue = this.#active;
    if (cue === null) return null;
    this.#active = null;
    this.#quietUntilUs = timeUs + this.#rule.refractoryMs * 1000;
    return cue;
  }
}
