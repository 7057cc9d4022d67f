import { RAD_PER_DEG } from '../../geometry/angles.ts';
import { norm, type Vec3 } from '../../geometry/vector.ts';
import { hasFlag } from '../../model/quality.ts';
import { verticalInSensor } from '../calibration/segmentFrames.ts';
import type { SensorState } from '../sensorState.ts';

/** A segment that rests tells nothing new. */
const MOVING_RADPS = 10 * RAD_PER_DEG;
const STEP_US = 50_000;
/** Two minutes of movement. */
const KEPT = 2400;

/**
 * Where the vertical went in a sensor while its segment moved, the last two minutes of movement:
 * what shows later, once a stand has told which of it is upright, how the segment tips.
 */
export class Verticals {
  readonly #kept = new Float32Array(3 * KEPT);
  #count = 0;
  #lastUs = Number.NEGATIVE_INFINITY;

  see(timeUs: number, state: SensorState): void {
    if (timeUs < this.#lastUs + STEP_US || norm(state.angularRate) < MOVING_RADPS) return;
    // The filter is not upright yet.
    if (hasFlag(state.quality, 'settling')) return;
    this.#lastUs = timeUs;
    this.#kept.set(verticalInSensor(state), 3 * (this.#count++ % KEPT));
  }

  /** How many there were so far: where `since` may begin. */
  get count(): number {
    return this.#count;
  }

  /** Unit vectors, sensor axes, oldest first: those kept of what came after the first `count`. */
  *since(count: number): Generator<Vec3, void, void> {
    const kept = this.#kept;
    for (let k = Math.max(count, this.#count - KEPT); k < this.#count; k++) {
      const i = 3 * (k % KEPT);
      yield [kept[i], kept[i + 1], kept[i + 2]];
    }
  }
}
