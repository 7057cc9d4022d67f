import type { ControlInput, PipelineEvent } from '../../model/events.ts';
import type { Trial } from '../../model/trial.ts';
import { TrialCourse } from '../../model/trialCourse.ts';
import { beganUs, isResult, type ResultEvent } from '../../movement/assessments/trialWork.ts';

/** A trial and what began in it. */
export interface TrialSummary extends Trial {
  readonly reps: number;
  readonly landings: number;
  readonly strides: number;
  readonly holds: number;
}

type Counted = keyof Omit<TrialSummary, keyof Trial>;

const KIND: Readonly<Record<ResultEvent['type'], Counted>> = {
  rep: 'reps',
  landing: 'landings',
  stride: 'strides',
  hold: 'holds',
};

/** Finds the trials of a recording and counts the results in each. */
export class TrialTally {
  readonly #course = new TrialCourse();
  /** Results are told when they are over, which may be behind the end of their trial. */
  readonly #results: { readonly kind: Counted; readonly startUs: number }[] = [];

  control(input: ControlInput): void {
    this.#course.control(input);
  }

  event(event: PipelineEvent): void {
    if (!isResult(event)) return;
    this.#results.push({ kind: KIND[event.type], startUs: beganUs(event) });
  }

  get trials(): TrialSummary[] {
    const none = { reps: 0, landings: 0, strides: 0, holds: 0 };
    const counts = new Map(this.#course.trials.map(({ number }) => [number, { ...none }]));
    for (const { kind, startUs } of this.#results) {
      const trial = this.#course.at(startUs);
      const count = trial && counts.get(trial.number);
      if (count) count[kind]++;
    }
    return this.#course.trials.map((trial) => ({
      ...trial,
      ...(counts.get(trial.number) ?? none),
    }));
  }
}
