import { signal } from '@preact/signals';
import type { Cue } from '../../../../src/model/movement.ts';
import { type CueMoment, cueIsOver } from './cueSpan.ts';

/** The cue on this screen: from its onset until its end, or until its end must have been missed. */
export class ShownCue {
  readonly value = signal<Cue | null>(null);
  readonly #listeners = new Set<(cue: Cue) => void>();
  #began: CueMoment | null = null;

  /** Calls `listener` at every onset; returns the function that removes it. */
  onBegin(listener: (cue: Cue) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  begin(cue: Cue, moment: CueMoment): void {
    this.#began = moment;
    this.value.value = cue;
    for (const listener of this.#listeners) listener(cue);
  }

  end({ number }: Pick<Cue, 'number'>): void {
    if (this.value.peek()?.number === number) this.clear();
  }

  clear(): void {
    this.value.value = null;
  }

  /** Takes away a cue that has been shown for its longest. */
  look(now: Parameters<typeof cueIsOver>[1]): void {
    if (this.value.peek() && this.#began && cueIsOver(this.#began, now)) this.clear();
  }
}
