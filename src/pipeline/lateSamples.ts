import type { SensorId } from '../model/sensor.ts';

const REPEAT_AFTER_US = 1_000_000;

/** Tells of late samples once a second: a radio that repeats itself must not flood a recording. */
export class LateSamples {
  readonly #sensors = new Map<SensorId, { toldUs: number; untold: number }>();

  /** How many to tell of now, those not yet told among them; null while the last telling stands. */
  note(sensorId: SensorId, count: number, arrivalUs: number): number | null {
    const known = this.#sensors.get(sensorId);
    if (known && arrivalUs - known.toldUs < REPEAT_AFTER_US) {
      known.untold += count;
      return null;
    }
    this.#sensors.set(sensorId, { toldUs: arrivalUs, untold: 0 });
    return count + (known?.untold ?? 0);
  }
}
