/** Listeners by event; `Payloads` maps the name of each event to what it carries. */
export class TypedEvents<Payloads> {
  readonly #listeners: { [E in keyof Payloads]?: Set<(payload: Payloads[E]) => void> } = {};

  /** Registers a listener; returns the function that removes it. */
  on<E extends keyof Payloads>(event: E, listener: (payload: Payloads[E]) => void): () => void {
    const listeners = this.#listeners[event] ?? new Set();
    this.#listeners[event] = listeners;
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  emit<E extends keyof Payloads>(event: E, payload: Payloads[E]): void {
    for (const listener of this.#listeners[event] ?? []) listener(payload);
  }
}
