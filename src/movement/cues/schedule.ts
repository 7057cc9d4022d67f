import type { CueSchedule } from '../../model/cueSchedule.ts';
import type { CueSettings } from '../../model/settings.ts';
import { isDrawn } from './fadedDraw.ts';
import type { SuppressionReason } from './suppressionReason.ts';

const BANDWIDTH: CueSchedule = { kind: 'bandwidth' };

/** Which reps get which feedback ([movement] §3.3). */
export class Schedule {
  readonly #schedule: CueSchedule;
  readonly #inLine: boolean;
  readonly #fade: readonly number[];

  /** @param fade shares of the steps of a faded schedule; beyond the last one the last one holds */
  constructor({ schedule = BANDWIDTH, inLine = false }: CueSettings, fade: readonly number[]) {
    this.#schedule = schedule;
    this.#inLine = inLine;
    this.#fade = fade;
  }

  get kind(): CueSchedule['kind'] {
    return this.#schedule.kind;
  }

  get tellsAfterRep(): boolean {
    return this.#schedule.kind === 'terminal' && this.#schedule.after === 'rep';
  }

  get tellsAfterSet(): boolean {
    return this.#schedule.kind === 'terminal' && this.#schedule.after === 'set';
  }

  /**
   * Why no cue sounds while a rep runs; null where one may.
   * @param index 0 for the first rep of the session
   * @param isAsked the person asked for feedback on it
   */
  withheld(index: number, isAsked: boolean): SuppressionReason | null {
    switch (this.#schedule.kind) {
      case 'concurrent':
      case 'bandwidth':
        return null;
      case 'faded':
        return this.isDrawn(index) ? null : 'not drawn for this rep';
      case 'terminal':
        return 'told afterwards';
      case 'selfControlled':
        return isAsked ? null : 'not asked for';
      case 'off':
        return 'feedback is off';
    }
  }

  /** The same of what is told afterwards in any case, as landings are. */
  withheldAfter(index: number, isAsked: boolean): SuppressionReason | null {
    return this.#schedule.kind === 'terminal' ? null : this.withheld(index, isAsked);
  }

  /** Whether the end of a rep that stayed below the threshold is told. */
  tellsInLine(index: number, isAsked: boolean): boolean {
    switch (this.#schedule.kind) {
      case 'concurrent':
        return true;
      case 'bandwidth':
        return this.#inLine;
      case 'faded':
        return this.#inLine && this.isDrawn(index);
      case 'terminal':
        return this.#inLine && this.#schedule.after === 'rep';
      case 'selfControlled':
        return isAsked;
      case 'off':
        return false;
    }
  }

  /** Whether a faded schedule gives feedback on this rep; true of all others. */
  isDrawn(index: number): boolean {
    if (this.#schedule.kind !== 'faded') return true;
    const { step, seed } = this.#schedule;
    return isDrawn(index, this.#fade[Math.min(step, this.#fade.length - 1)] ?? 0, seed);
  }
}
