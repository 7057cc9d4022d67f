import type { TimeWindow } from '../../model/calibration.ts';
import type { SensorId, TimedSamples } from '../../model/sensor.ts';

const BLOCK_US = 500_000;
/** Blocks with less than this share of the fullest have a gap in them. */
const FULL_SHARE = 0.8;
const SHORTEST_BLOCKS = 4;
const LONGEST_BLOCKS = 16;
/** Of two stretches that are nearly as still the longer one tells more. */
const AS_STILL = 1.25;
/** Specific force and angular rate in one figure: 0.1 m/s² unrests like 1 °/s. */
const RADPS_PER_MPS2 = 0.17;

interface Sums {
  count: number;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

/**
 * Where in a recording a person stood stillest. Fed samples of all sensors in any order; keeps a
 * few numbers per half second.
 */
export class StillnessSurvey {
  readonly #sensors = new Map<SensorId, Map<number, Sums>>();

  add(samples: TimedSamples): void {
    const blocks = this.#sensors.get(samples.sensorId) ?? new Map<number, Sums>();
    this.#sensors.set(samples.sensorId, blocks);
    for (let i = 0; i < samples.count; i++) {
      const key = Math.floor(samples.timeUs[i] / BLOCK_US);
      let sums = blocks.get(key);
      if (!sums) {
        sums = { count: 0, sum: new Float64Array(6), squares: new Float64Array(6) };
        blocks.set(key, sums);
      }
      sums.count++;
      for (let axis = 0; axis < 3; axis++) {
        enter(sums, axis, samples.acceleration[3 * i + axis] * RADPS_PER_MPS2);
        enter(sums, 3 + axis, samples.angularRate[3 * i + axis]);
      }
    }
  }

  /**
   * The stillest 2 to 8 s in which all of `sensors` delivered, null where there is no such stretch.
   * @param within only in this window
   */
  stillest(sensors: readonly SensorId[], within: TimeWindow | null = null): TimeWindow | null {
    const unrest = this.#unrest(sensors);
    const keys = [...unrest.keys()]
      .filter((key) => within === null || isInside(key, within))
      .sort((a, b) => a - b);
    let best: { first: number; blocks: number; unrest: number } | null = null;
    for (let i = 0; i < keys.length; i++) {
      let worst = 0;
      for (let blocks = 1; blocks <= LONGEST_BLOCKS; blocks++) {
        const key = keys[i] + blocks - 1;
        if (keys[i + blocks - 1] !== key) break;
        worst = Math.max(worst, unrest.get(key)!);
        if (blocks < SHORTEST_BLOCKS) continue;
        const stiller = best === null || worst < best.unrest / AS_STILL;
        const longer = best !== null && worst <= best.unrest * AS_STILL && blocks > best.blocks;
        if (stiller || longer) best = { first: keys[i], blocks, unrest: worst };
      }
    }
    if (best === null) return null;
    return { fromUs: best.first * BLOCK_US, toUs: (best.first + best.blocks) * BLOCK_US };
  }

  /** Largest standard deviation of any axis of any sensor, per block that all of them filled. */
  #unrest(sensors: readonly SensorId[]): Map<number, number> {
    const unrest = new Map<number, number>();
    const [first, ...others] = sensors.map((sensor) => this.#fullBlocks(sensor));
    for (const [key, sums] of first ?? []) {
      const all = [sums, ...others.flatMap((blocks) => blocks.get(key) ?? [])];
      if (all.length === sensors.length) unrest.set(key, Math.max(...all.map(largestSd)));
    }
    return unrest;
  }

  #fullBlocks(sensor: SensorId): Map<number, Sums> {
    const blocks = [...(this.#sensors.get(sensor) ?? [])];
    const fullest = blocks.reduce((most, [, { count }]) => Math.max(most, count), 0);
    return new Map(blocks.filter(([, { count }]) => count >= FULL_SHARE * fullest));
  }
}

function enter(sums: Sums, axis: number, value: number): void {
  sums.sum[axis] += value;
  sums.squares[axis] += value * value;
}

function largestSd({ count, sum, squares }: Sums): number {
  let largest = 0;
  for (let axis = 0; axis < sum.length; axis++) {
    const mean = sum[axis] / count;
    largest = Math.max(largest, squares[axis] / count - mean * mean);
  }
  return Math.sqrt(largest);
}

function isInside(key: number, { fromUs, toUs }: TimeWindow): boolean {
  return key * BLOCK_US >= fromUs && (key + 1) * BLOCK_US <= toUs;
}
