import type { SensorState } from '../body/sensorState.ts';
import { type Quat, quatSlerp } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vector.ts';
import type { QualityBits } from '../model/quality.ts';
import type { SampleBlock } from '../model/sensor.ts';
import type { Vqf } from '../orientation/vqf.ts';

/**
 * The newest states of one sensor, one per sample, oldest first: a ring of columns, for objects
 * made for every sample would be most of what a pipeline allocates.
 */
export class StateQueue {
  readonly #capacity: number;
  readonly #timeUs: Float64Array;
  readonly #orientation: Float64Array;
  readonly #acceleration: Float64Array;
  readonly #angularRate: Float64Array;
  readonly #gyroBias: Float64Array;
  readonly #quality: Uint16Array;
  #first = 0;
  #length = 0;

  /** @param capacity beyond which the oldest state makes room for the newest */
  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#timeUs = new Float64Array(capacity);
    this.#orientation = new Float64Array(4 * capacity);
    this.#acceleration = new Float64Array(3 * capacity);
    this.#angularRate = new Float64Array(3 * capacity);
    this.#gyroBias = new Float64Array(3 * capacity);
    this.#quality = new Uint16Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Time of state `k`, counted from the oldest, µs. */
  timeUs(k: number): number {
    return this.#timeUs[this.#row(k)];
  }

  /** Enters sample `i` of a block with the attitude and bias of `filter` just after it. */
  push(timeUs: number, block: SampleBlock, i: number, filter: Vqf, quality: QualityBits): void {
    if (this.#length === this.#capacity) this.shift();
    const row = this.#row(this.#length++);
    this.#timeUs[row] = timeUs;
    filter.writeState(this.#orientation, this.#gyroBias, row);
    for (let axis = 0; axis < 3; axis++) {
      const cell = 3 * row + axis;
      this.#acceleration[cell] = block.acceleration[3 * i + axis];
      this.#angularRate[cell] = block.angularRate[3 * i + axis] - this.#gyroBias[cell];
    }
    this.#quality[row] = quality;
  }

  /** Drops the oldest state. */
  shift(): void {
    this.#first = this.#row(1);
    this.#length--;
  }

  /** The oldest state. */
  oldest(): SensorState {
    const row = this.#first;
    return {
      orientation: quaternionAt(this.#orientation, row),
      acceleration: vectorAt(this.#acceleration, row),
      angularRate: vectorAt(this.#angularRate, row),
      gyroBias: vectorAt(this.#gyroBias, row),
      quality: this.#quality[row],
    };
  }

  /** Between the two oldest states, `u` of the way in 0..1. */
  between(u: number): SensorState {
    const a = this.#first;
    const b = this.#row(1);
    return {
      orientation: quatSlerp(
        quaternionAt(this.#orientation, a),
        quaternionAt(this.#orientation, b),
        u,
      ),
      acceleration: mix(this.#acceleration, a, b, u),
      angularRate: mix(this.#angularRate, a, b, u),
      gyroBias: mix(this.#gyroBias, a, b, u),
      quality: this.#quality[a] | this.#quality[b],
    };
  }

  #row(k: number): number {
    const row = this.#first + k;
    return row < this.#capacity ? row : row - this.#capacity;
  }
}

function quaternionAt(column: Float64Array, row: number): Quat {
  const at = 4 * row;
  return [column[at], column[at + 1], column[at + 2], column[at + 3]];
}

function vectorAt(column: Float64Array, row: number): Vec3 {
  const at = 3 * row;
  return [column[at], column[at + 1], column[at + 2]];
}

function mix(column: Float64Array, rowA: number, rowB: number, u: number): Vec3 {
  const a = 3 * rowA;
  const b = 3 * rowB;
  return [
    column[a] + u * (column[b] - column[a]),
    column[a + 1] + u * (column[b + 1] - column[a + 1]),
    column[a + 2] + u * (column[b + 2] - column[a + 2]),
  ];
}
