import { type ReadonlySignal, signal } from '@preact/signals';

/** A value that is shown for a while and then is the empty one again. */
export class Passing<T> {
  readonly #value;
  readonly #empty: T;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(empty: T) {
    this.#empty = empty;
    this.#value = signal(empty);
  }

  get value(): ReadonlySignal<T> {
    return this.#value;
  }

  /** For `ms` from now, whatever was shown before. */
  show(value: T, ms: number): void {
    clearTimeout(this.#timer);
    this.#value.value = value;
    this.#timer = setTimeout(() => this.clear(), ms);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#value.value = this.#empty;
  }
}
