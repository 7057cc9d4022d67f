import type { ControlInput, PipelineEvent } from '../../model/events.ts';
import { type Trial, trialAfter } from '../../model/trial.ts';

/** A trial and what began in it. */
export interface TrialSummary extends Trial {
  readonly reps: number;
  readonly landings: number;
  readonly strides: number;
  readonly holds: number;
}

type Counted = keyof Omit<TrialSummary, keyof Trial>;

/** Finds the trials of a recording and counts the results in each. */
export class TrialTally {
  readonly #trials: Trial[] = [];
  /** Results are told when they are over, which may be behind the end of their trial. */
  readonly #results: { readonly kind: Counted; readonly startUs: number }[] = [];

  control(input: ControlInput): void {
    const newest = this.#trials.at(-1) ?? null;
    const after = trialAfter(newest, input);
    if (after === null || after === newest) return;
    if (newest !== null && newest.endUs === null) {
      this.#trials[this.#trials.length - 1] = { ...newest, endUs: input.timeUs };
    }
    if (after.number !== newest?.number) this.#trials.push(after);
  }

  event(event: PipelineEvent): void {
    switch (event.type) {
      case 'rep':
        this.#results.push({ kind: 'reps', startUs: event.rep.startUs });
        break;
      case 'landing':
        this.#results.push({ kind: 'landings', startUs: event.landing.flight.startUs });
        break;
      case 'stride':
        this.#results.push({ kind: 'strides', startUs: event.stride.initialContactUs });
        break;
      case 'hold':
        this.#results.push({ kind: 'holds', startUs: event.hold.startUs });
    }
  }

  get trials(): TrialSummary[] {
    return this.#trials.map((trial) => {
      const summary = { ...trial, reps: 0, landings: 0, strides: 0, holds: 0 };
      for (const { kind, startUs } of this.#results) {
        if (startUs >= trial.startUs && startUs < (trial.endUs ?? Infinity)) summary[kind]++;
      }
      return summary;
    });
  }
}
