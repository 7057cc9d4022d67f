import type { Headline } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { QualityWord } from '../../model/quality.ts';
import type { CueSettings } from '../../model/settings.ts';
import type { CueThresholds } from '../../model/thresholds.ts';
import { type CueDecision, type DecisionTime, NO_DECISIONS } from './cueDecision.ts';
import { cuedSide, intensityOf } from './cueScale.ts';
import type { CueVoice } from './cueVoice.ts';
import { baseThreshold } from './legCourse.ts';
import type { SuppressionReason } from './suppressionReason.ts';

/** What comes later after the movement is no answer to it any more ([movement] §3.3). */
const LATEST_US = 1.5e6;

export interface TerminalLeg {
  readonly side: Side;
  /** Peak of the headline in its unit; null where it cannot be stated. */
  readonly value: number | null;
  readonly quality: QualityWord;
}

/** What a rep, a set or a landing came to. */
export interface TerminalResult extends DecisionTime {
  /** When the movement was over; null where nobody waits for an answer, as after a set. */
  readonly endedUs: number | null;
  readonly legs: readonly TerminalLeg[];
}

/**
 * A cue after the movement, on its result: for landings the only one, for they are over before any
 * cue could be heard. The voice is shared with other cues of the session.
 */
export class TerminalCue {
  readonly #settings: CueSettings;
  readonly #headline: Headline;
  readonly #rule: CueThresholds;
  readonly #threshold: number;
  readonly #voice: CueVoice;
  #number: number | null = null;

  constructor(settings: CueSettings, rule: CueThresholds, headline: Headline, voice: CueVoice) {
    this.#settings = settings;
    this.#headline = headline;
    this.#rule = rule;
    this.#threshold = baseThreshold(settings, headline);
    this.#voice = voice;
  }

  /** Whether every leg stayed below the threshold, by sound data. */
  isInLine({ legs }: Pick<TerminalResult, 'legs'>): boolean {
    return (
      legs.length > 0 &&
      legs.every(
        ({ value, quality }) => quality === 'ok' && value !== null && value < this.#threshold,
      )
    );
  }

  /** @param withheld why no cue may sound besides what the result itself says; null where one may */
  judge(result: TerminalResult, withheld: SuppressionReason | null): CueDecision[] {
    if (!this.#settings.enabled) return [];
    const { measure, unit } = this.#headline;
    const threshold = this.#threshold;
    const beyond = result.legs.flatMap(({ side, value }) =>
      value !== null && value >= threshold ? [{ side, value, threshold }] : [],
    );
    const { side, worse } = cuedSide(beyond, unit) ?? {};
    if (side === undefined || worse === undefined) return [];
    const { value } = worse;
    const cued = result.legs.filter((leg) => side === 'both' || leg.side === side);
    const reason = withheld ?? this.#reasonAgainst(result, cued);
    if (reason !== null) return [{ kind: 'suppressed', side, reason, value, threshold }];
    const { words } = this.#settings;
    const intensity = intensityOf(value, threshold, unit);
    const ended = this.#voice.end(result.timeUs);
    const cue = this.#voice.start(
      { side, measure, value, threshold, intensity, words },
      result.timeUs,
    );
    this.#number = cue.number;
    return [...(ended ? [{ kind: 'off', cue: ended } as const] : []), { kind: 'on', cue }];
  }

  /**
   * A frame: the cue ends after its longest, or when the person moves again.
   * @param isMoving the next rep has begun
   */
  step(timeUs: number, isMoving: boolean): readonly CueDecision[] {
    if (this.#number === null || this.#voice.active?.number !== this.#number) return NO_DECISIONS;
    if (!isMoving && !this.#voice.isOver(timeUs)) return NO_DECISIONS;
    const cue = this.#voice.end(timeUs);
    this.#number = null;
    return cue ? [{ kind: 'off', cue }] : NO_DECISIONS;
  }

  #reasonAgainst(
    { timeUs, decidedUs, endedUs }: TerminalResult,
    cued: readonly TerminalLeg[],
  ): SuppressionReason | null {
    for (const { quality } of cued) if (quality !== 'ok') return `data are ${quality}`;
    if (decidedUs - timeUs > this.#rule.latencySuppressMs * 1000) return 'delayed';
    if (endedUs !== null && decidedUs - endedUs > LATEST_US) return 'too late after the rep';
    return this.#voice.refusal(timeUs);
  }
}
