import type { ControlInput } from './events.ts';
import { type Trial, trialAfter } from './trial.ts';

/** The trials of a session, as its inputs tell them one by one. */
export class TrialCourse {
  readonly #trials: Trial[] = [];

  control(input: ControlInput): void {
    const newest = this.#trials.at(-1) ?? null;
    const after = trialAfter(newest, input);
    if (after === null || after === newest) return;
    if (newest !== null && newest.endUs === null) {
      this.#trials[this.#trials.length - 1] = { ...newest, endUs: input.timeUs };
    }
    if (after.number !== newest?.number) this.#trials.push(after);
  }

  /** So far, in order. */
  get trials(): readonly Trial[] {
    return this.#trials;
  }

  /** The trial that an instant lies in; null where in none. What begins in a trial belongs to it. */
  at(timeUs: number): Trial | null {
    const of = this.#trials.findLast(({ startUs }) => startUs <= timeUs);
    return of && timeUs < (of.endUs ?? Number.POSITIVE_INFINITY) ? of : null;
  }
}
