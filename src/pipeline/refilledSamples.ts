import type { PipelineEvent } from '../model/events.ts';
import type { SensorId } from '../model/sensor.ts';
import type { IndexRange } from '../signal/indexRanges.ts';

type Refilled = Extract<PipelineEvent, { readonly type: 'samplesRefilled' }>;

/** A stretch that grows for longer is told in parts. */
const LONGEST_UNTOLD_US = 1_000_000;

interface Stretch {
  readonly firstIndex: number;
  readonly count: number;
  /** Arrival of its first packet. */
  readonly sinceUs: number;
}

/** Tells of samples that were had again by the stretch, not by the packet, each sample once. */
export class RefilledSamples {
  readonly #stretches = new Map<SensorId, Stretch>();

  /** @returns the stretch before, where these samples do not go on behind it */
  note(sensorId: SensorId, { first, end }: IndexRange, arrivalUs: number): Refilled | null {
    const before = this.#stretches.get(sensorId);
    if (before && before.firstIndex + before.count === first) {
      this.#stretches.set(sensorId, { ...before, count: end - before.firstIndex });
      return null;
    }
    const told = this.end(sensorId, arrivalUs);
    this.#stretches.set(sensorId, { firstIndex: first, count: end - first, sinceUs: arrivalUs });
    return told;
  }

  /** A stretch that has gone untold for long enough; null while there is none. */
  due(sensorId: SensorId, arrivalUs: number): Refilled | null {
    const stretch = this.#stretches.get(sensorId);
    if (!stretch || arrivalUs - stretch.sinceUs < LONGEST_UNTOLD_US) return null;
    return this.end(sensorId, arrivalUs);
  }

  /** What is yet to be told of a sensor whose link changes; null when nothing is. */
  end(sensorId: SensorId, timeUs: number): Refilled | null {
    const stretch = this.#stretches.get(sensorId);
    if (!stretch) return null;
    this.#stretches.delete(sensorId);
    const { firstIndex, count } = stretch;
    return { type: 'samplesRefilled', timeUs, sensorId, firstIndex, count };
  }
}
