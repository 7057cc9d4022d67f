import type { SensorDescription, TimedSamples } from '../../model/sensor.ts';
import { GrowingColumn } from './growingColumn.ts';

/** A stream that skips this much more or less of its index than of time begins anew, s. */
const INDEX_SLACK_S = 0.5;

/** Samples of one sensor with one sensitivity and rate, in the order in which they were taken. */
export interface SensorSamples {
  readonly rateHz: number;
  readonly timeUs: Float64Array;
  /** Counted through the recording: where samples are missing it leaps, µs of a new run apart. */
  readonly index: Int32Array;
  /** Numbers of the first samples of runs, in which the index counts on; the first is 0. */
  readonly runs: readonly number[];
  /** m/s² and rad/s, three per sample. Single precision holds more digits than any sensor has. */
  readonly acceleration: Float32Array;
  readonly angularRate: Float32Array;
  /** 1 where the block it came in touched the end of its range. */
  readonly clipped: Uint16Array;
}

/** Gathers the samples of one sensor, those had again among the others. */
export class SampleColumns {
  readonly rateHz: number;
  readonly #timeUs = new GrowingColumn((n) => new Float64Array(n));
  readonly #index = new GrowingColumn((n) => new Int32Array(n));
  readonly #acceleration = new GrowingColumn((n) => new Float32Array(n));
  readonly #angularRate = new GrowingColumn((n) => new Float32Array(n));
  readonly #clipped = new GrowingColumn((n) => new Uint16Array(n));
  #isSorted = true;

  constructor({ rateHz }: SensorDescription) {
    this.rateHz = rateHz;
  }

  push({ timeUs, firstIndex, count, acceleration, angularRate, clipped }: TimedSamples): void {
    const before = this.#timeUs.length;
    if (before > 0 && timeUs[0] <= this.#timeUs.at(before - 1)) this.#isSorted = false;
    for (let i = 0; i < count; i++) {
      this.#timeUs.push(timeUs[i]);
      // The index has 32 bits without sign, and may wrap: differences stay right.
      this.#index.push((firstIndex + i) | 0);
      this.#clipped.push(clipped ? 1 : 0);
      for (let axis = 0; axis < 3; axis++) {
        this.#acceleration.push(acceleration[3 * i + axis]);
        this.#angularRate.push(angularRate[3 * i + axis]);
      }
    }
  }

  /** All of them; the columns are empty afterwards. */
  samples(): SensorSamples {
    const columns = {
      rateHz: this.rateHz,
      timeUs: this.#timeUs.taken(),
      index: this.#index.taken(),
      acceleration: this.#acceleration.taken(),
      angularRate: this.#angularRate.taken(),
      clipped: this.#clipped.taken(),
    };
    const sorted = this.#isSorted ? columns : inOrder(columns);
    return { ...sorted, runs: runsIn(sorted) };
  }
}

type Columns = Omit<SensorSamples, 'runs'>;

function inOrder(columns: Columns): Columns {
  const n = columns.timeUs.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  order.sort((a, b) => columns.timeUs[a] - columns.timeUs[b] || a - b);
  const triples = (column: Float32Array): Float32Array => {
    const out = new Float32Array(3 * n);
    order.forEach((from, to) => {
      out.set(column.subarray(3 * from, 3 * from + 3), 3 * to);
    });
    return out;
  };
  return {
    rateHz: columns.rateHz,
    timeUs: Float64Array.from(order, (i) => columns.timeUs[i]),
    index: Int32Array.from(order, (i) => columns.index[i]),
    clipped: Uint16Array.from(order, (i) => columns.clipped[i]),
    acceleration: triples(columns.acceleration),
    angularRate: triples(columns.angularRate),
  };
}

/** Where the sensor began to count anew. */
function runsIn({ timeUs, index, rateHz }: Columns): number[] {
  const runs = timeUs.length === 0 ? [] : [0];
  for (let i = 1; i < timeUs.length; i++) {
    const steps = (index[i] - index[i - 1]) | 0;
    const elapsedS = (timeUs[i] - timeUs[i - 1]) / 1e6;
    const isOdd = steps <= 0 || Math.abs(steps / rateHz - elapsedS) > INDEX_SLACK_S;
    if (isOdd) runs.push(i);
  }
  return runs;
}
