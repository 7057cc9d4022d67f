import { effect, signal } from '@preact/signals';
import type { Trial } from '../../../../src/model/trial.ts';
import type { TrialResult } from '../../../../src/movement/assessments/trialResult.ts';
import { getFromHub, HubApiError, sendToHub } from '../api/hubApi.ts';
import type { LiveStore } from './liveStore.ts';
import { movementKindOf, taskShown } from './movementKind.ts';
import { suggestedName } from './trialName.ts';
import { workIn } from './trialWork.ts';

/** Begins and ends trials of the live session, and holds what they came to. */
export class TrialDesk {
  /** As it was typed; null takes the one that is suggested. */
  readonly typedName = signal<string | null>(null);
  /** Why the hub did not do what was asked last; null when it did. */
  readonly problem = signal<string | null>(null);
  /** Of the live session, in order; the last may go on. */
  readonly trials = signal<readonly Trial[]>([]);
  /** Which trial's result is shown; null takes the newest. */
  readonly chosen = signal<number | null>(null);
  readonly result = signal<TrialResult | null>(null);
  /** Why there is no result to show, in the hub's sentence. */
  readonly resultProblem = signal<string | null>(null);
  readonly #store: LiveStore;
  #isAsking = false;
  #undo = (): void => {};
  /** What was asked for last: an earlier answer that comes late is left out. */
  #wanted = '';
  #session = '';

  constructor(store: LiveStore) {
    this.#store = store;
  }

  start(): void {
    this.#undo = effect(() => {
      const hello = this.#store.hello.value;
      const snapshot = this.#store.snapshot.value;
      const { trial } = snapshot;
      const kind = movementKindOf(taskShown(this.#store));
      const chosen = this.chosen.value;
      if (hello?.mode !== 'live') return;
      if (hello.session !== this.#session) this.#forget(hello.session);
      // What was under way at the end is told later, and changes the result; a trial that goes on has none.
      const ended = trial?.endUs === null ? this.#newestEnded : trial;
      const state = trial && [trial.number, trial.endUs, ended && workIn(snapshot, ended, kind)];
      const wanted = JSON.stringify([hello.session, chosen, state]);
      if (trial === undefined || wanted === this.#wanted) return;
      this.#wanted = wanted;
      void this.#look(wanted, chosen);
    });
  }

  stop(): void {
    this.#undo();
    this.#undo = () => {};
  }

  /** The trial that goes on; null where none does. */
  get open(): Trial | null {
    const { trial } = this.#store.snapshot.value;
    return this.#isLive && trial?.endUs === null ? trial : null;
  }

  /** Of the trial that would begin next. */
  get name(): string {
    const task = this.#store.status.value?.recording.task;
    return this.typedName.value ?? suggestedName(this.#store.snapshot.value.trial, task);
  }

  /**
   * Begins a trial, or ends the one that goes on.
   * @returns what was done, in a sentence; null where it was refused, or nothing was asked
   */
  async toggle(): Promise<string | null> {
    if (!this.#isLive || this.#isAsking) return null;
    this.#isAsking = true;
    const { open } = this;
    const name = this.name.trim();
    try {
      await sendToHub(
        'live/trial',
        open ? { action: 'end' } : { action: 'start', ...(name !== '' && { name }) },
      );
      this.problem.value = null;
      this.chosen.value = null;
      if (open === null) this.typedName.value = null;
      return open
        ? `${open.name || `Trial ${open.number}`}: ended.`
        : `${name || 'Trial'}: started.`;
    } catch (error) {
      if (!(error instanceof HubApiError)) throw error;
      this.problem.value = error.message;
      return null;
    } finally {
      this.#isAsking = false;
    }
  }

  /** The live session that trials are numbered in; empty before there is one. */
  get session(): string {
    return this.#session;
  }

  /** Keeps a result that the hub made anew in `session`. */
  took(result: TrialResult, session: string): void {
    if (session !== this.#session) return;
    if (this.result.peek()?.trial.number === result.trial.number) this.result.value = result;
  }

  get #newestEnded(): Trial | undefined {
    return this.trials.peek().findLast(({ endUs }) => endUs !== null);
  }

  get #isLive(): boolean {
    return this.#store.hello.value?.mode === 'live';
  }

  #forget(session: string): void {
    this.#session = session;
    // An answer that is still under way is of the session before.
    this.#wanted = '';
    this.trials.value = [];
    this.result.value = null;
    this.resultProblem.value = null;
    this.chosen.value = null;
    this.typedName.value = null;
    this.problem.value = null;
  }

  async #look(wanted: string, chosen: number | null): Promise<void> {
    try {
      const { trials } = await getFromHub<{ trials: readonly Trial[] }>('live/trials');
      if (wanted !== this.#wanted) return;
      this.trials.value = trials;
      const number = chosen ?? this.#newestEnded?.number;
      if (number === undefined) return;
      const result = await getFromHub<TrialResult>(`live/trials/${number}`);
      if (wanted !== this.#wanted) return;
      this.result.value = result;
      this.resultProblem.value = null;
    } catch (error) {
      if (!(error instanceof HubApiError)) throw error;
      if (wanted !== this.#wanted) return;
      this.resultProblem.value = error.message;
      // The next news of the hub asks again.
      this.#wanted = '';
    }
  }
}
