import { type Signal, signal } from '@preact/signals';
import { storedText, storeText } from './storedText.ts';

/**
 * What the person at this screen likes, kept in this browser. A browser that keeps nothing, as in
 * a private window, forgets it with the page.
 */
export class Preference<T extends string> {
  readonly value: Signal<T>;
  readonly #name: string;

  /** @param valid the first is the default */
  constructor(name: string, valid: readonly [T, ...T[]]) {
    this.#name = name;
    const stored = storedText(name);
    this.value = signal(valid.find((each) => each === stored) ?? valid[0]);
  }

  set(value: T): void {
    this.value.value = value;
    storeText(this.#name, value);
  }
}
