/**
 * Listeners by event name. `Events` maps each name to the tuple of its arguments, e.g.
 * `{ packet: [packet: Packet] }`. Listeners run in the order they were added, all of them also where one
 * throws; the first error is thrown when all were told, so that the caller decides what it means.
 */
export class Emitter<Events extends { [E in keyof Events]: unknown[] }> {
  readonly #listeners: { [E in keyof Events]?: Set<(...args: Events[E]) => void> } = {};

  /** Adds a listener; the function returned removes it. */
  on<E extends keyof Events>(event: E, listener: (...args: Events[E]) => void): () => void {
    const listeners = this.#listeners[event] ?? new Set();
    this.#listeners[event] = listeners;
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  emit<E extends keyof Events>(event: E, ...args: Events[E]): void {
    let failure: { readonly error: unknown } | null = null;
    for (const listener of this.#listeners[event] ?? []) {
      try {
        listener(...args);
      } catch (error) {
        failure ??= { error };
      }
    }
    if (failure !== null) throw failure.error;
  }
}
