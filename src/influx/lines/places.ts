import { z } from 'zod';
import type { Placement } from '../../model/placement.ts';
import type { SensorId } from '../../model/sensor.ts';

/** By sensor. */
export const placesState = z.record(z.string(), z.string());

/** Tag `place` of a sensor that is not worn. */
const NOT_PLACED = 'none';

/** Where each sensor is worn at this point of the recording. */
export class Places {
  readonly #places: Map<string, string>;

  constructor(state: z.infer<typeof placesState> = {}) {
    this.#places = new Map(Object.entries(state));
  }

  get state(): z.infer<typeof placesState> {
    return Object.fromEntries(this.#places);
  }

  /** Value of the tag `place`. */
  of(sensorId: SensorId): string {
    return this.#places.get(sensorId) ?? NOT_PLACED;
  }

  set(sensorId: SensorId, placement: Placement | null): void {
    if (placement === null) this.#places.delete(sensorId);
    else this.#places.set(sensorId, placement);
  }
}
