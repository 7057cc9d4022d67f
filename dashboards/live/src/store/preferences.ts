import { type Signal, signal } from '@preact/signals';

const PREFIX = 'plumbline.';

/**
 * What the person at this screen likes, kept in this browser. A browser that keeps nothing, as in
 * a private window, forgets it with the page.
 */
export class Preference<T extends string> {
  readonly value: Signal<T>;
  readonly #key: string;
  readonly #valid: readonly T[];

  /** @param valid the first is the default */
  constructor(name: string, valid: readonly [T, ...T[]]) {
    this.#key = PREFIX + name;
    this.#valid = valid;
    this.value = signal(this.#stored() ?? valid[0]);
  }

  set(value: T): void {
    this.value.value = value;
    try {
      localStorage.setItem(this.#key, value);
    } catch {
      // Nothing may be stored here.
    }
  }

  #stored(): T | undefined {
    try {
      const stored = localStorage.getItem(this.#key);
      return this.#valid.find((each) => each === stored);
    } catch {
      return undefined;
    }
  }
}
