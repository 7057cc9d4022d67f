import type { SensorId, TimedSamples } from '../../model/sensor.ts';
import type { Recording } from '../../recording/reader.ts';
import { GrowingColumn } from '../offline/growingColumn.ts';

/** Specific force of one sensor over a recording. */
export interface ForceColumns {
  readonly sensorId: SensorId;
  /** Increasing. */
  readonly timeUs: Float64Array;
  /** x, y, z per sample, m/s², sensor axes. */
  readonly force: Float32Array;
  /** Of each sample, m/s². */
  readonly size: Float32Array;
}

/** Gathers the stored samples of each sensor; those had again stand among the others. */
export class ForceGathering {
  readonly #sensors = new Map<SensorId, Gathered>();

  add({ sensorId, count, timeUs, acceleration }: TimedSamples): void {
    const gathered = this.#sensors.get(sensorId) ?? new Gathered();
    this.#sensors.set(sensorId, gathered);
    for (let i = 0; i < count; i++) {
      gathered.timeUs.push(timeUs[i]);
      for (let axis = 0; axis < 3; axis++) gathered.force.push(acceleration[3 * i + axis]);
    }
  }

  columns(): ForceColumns[] {
    return [...this.#sensors].map(([sensorId, gathered]) => ({ sensorId, ...gathered.sorted() }));
  }
}

class Gathered {
  readonly timeUs = new GrowingColumn((n) => new Float64Array(n));
  readonly force = new GrowingColumn((n) => new Float32Array(n));

  sorted(): Omit<ForceColumns, 'sensorId'> {
    const times = this.timeUs.taken();
    const order = Uint32Array.from(times.keys());
    if (!isIncreasing(times)) order.sort((a, b) => times[a] - times[b]);
    const timeUs = new Float64Array(times.length);
    const force = new Float32Array(3 * times.length);
    const size = new Float32Array(times.length);
    for (const [to, from] of order.entries()) {
      timeUs[to] = times[from];
      for (let axis = 0; axis < 3; axis++) {
        force[3 * to + axis] = this.force.at(3 * from + axis);
      }
      size[to] = Math.hypot(force[3 * to], force[3 * to + 1], force[3 * to + 2]);
    }
    return { timeUs, force, size };
  }
}

function isIncreasing(times: Float64Array): boolean {
  return times.every((timeUs, i) => i === 0 || timeUs > times[i - 1]);
}

/** The stored samples of a recording; empty where packets alone are stored. */
export async function forceColumns(recording: Recording): Promise<ForceColumns[]> {
  const gathering = new ForceGathering();
  for await (const batch of recording.batches(['samples'])) {
    for (const { samples } of batch) gathering.add(samples);
  }
  return gathering.columns();
}

/** Index of the first sample at `timeUs` or later. */
export function indexAt({ timeUs: times }: Pick<ForceColumns, 'timeUs'>, timeUs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < timeUs) low = middle + 1;
    else high = middle;
  }
  return low;
}
