import type { SensorSourceEvents } from '../../model/sensorSource.ts';

type Name = keyof SensorSourceEvents;
type Sets = { readonly [E in Name]: Set<SensorSourceEvents[E]> };

/** The listeners of a source, by event. */
export class Listeners {
  readonly #sets: Sets = {
    sensorFound: new Set(),
    sensorLinked: new Set(),
    packet: new Set(),
    sensorLost: new Set(),
    battery: new Set(),
    fault: new Set(),
  };

  on<E extends Name>(event: E, listener: SensorSourceEvents[E]): () => void {
    const set: Set<SensorSourceEvents[E]> = this.#sets[event];
    set.add(listener);
    return () => set.delete(listener);
  }

  of<E extends Name>(event: E): Iterable<SensorSourceEvents[E]> {
    return this.#sets[event];
  }
}
