import { describe, expect, it } from 'vitest';
import { STANDARD_GRAVITY } from '../../src/geometry/angles.ts';
import { quatSlerp } from '../../src/geometry/quaternion.ts';
import { type SampleBlock, sensorId } from '../../src/model/sensor.ts';
import { Vqf } from '../../src/orientation/vqf.ts';
import { StateQueue } from '../../src/pipeline/stateQueue.ts';

const CAPACITY = 4;
const COUNT = 10;
const PERIOD_US = 10_000;

/** Sample i: i m/s² forward beside gravity, i rad/s about the vertical. */
const BLOCK: SampleBlock = {
  sensorId: sensorId('S'),
  firstIndex: 0,
  count: COUNT,
  deviceTimeUs: 0,
  acceleration: columnOf((i) => [i, 0, STANDARD_GRAVITY]),
  angularRate: columnOf((i) => [0, 0, i]),
  clipped: false,
};

function columnOf(vector: (i: number) => readonly number[]): Float64Array {
  return Float64Array.from(Array.from({ length: COUNT }, (_, i) => vector(i)).flat());
}

/** A queue with the first `count` samples, quality bit i for sample i, and the filter that turned with them. */
function filled(count: number): { queue: StateQueue; filter: Vqf } {
  const queue = new StateQueue(CAPACITY);
  const filter = new Vqf(100);
  for (let i = 0; i < count; i++) {
    filter.updateAt(BLOCK.acceleration, BLOCK.angularRate, 3 * i);
    queue.push(i * PERIOD_US, BLOCK, i, filter, 1 << i);
  }
  return { queue, filter };
}

function timesOf(queue: StateQueue): number[] {
  return Array.from({ length: queue.length }, (_, k) => queue.timeUs(k) / PERIOD_US);
}

describe('the queue of states', () => {
  it('keeps the newest when it is full, oldest first', () => {
    expect(timesOf(filled(3).queue)).toEqual([0, 1, 2]);
    expect(timesOf(filled(COUNT).queue)).toEqual([6, 7, 8, 9]);
  });

  it('goes on in a ring after states were dropped', () => {
    const { queue, filter } = filled(6);
    queue.shift();
    queue.shift();
    queue.shift();
    queue.push(6 * PERIOD_US, BLOCK, 6, filter, 0);
    expect(timesOf(queue)).toEqual([5, 6]);
  });

  it('gives a state as the filter had it, without the bias', () => {
    const { queue, filter } = filled(1);
    const { bias } = filter;
    expect(queue.oldest()).toEqual({
      orientation: filter.quaternion(),
      acceleration: [0, 0, STANDARD_GRAVITY],
      angularRate: [0 - bias[0], 0 - bias[1], 0 - bias[2]],
      gyroBias: bias,
      quality: 1,
    });
  });

  it('mixes the two oldest across the end of the ring, with the flags of both', () => {
    const { queue } = filled(7);
    const before = queue.oldest();
    const between = queue.between(0.25);
    queue.shift();
    const after = queue.oldest();
    expect(between.acceleration[0]).toBe(3.25);
    expect(between.angularRate[2]).toBe(
      before.angularRate[2] + 0.25 * (after.angularRate[2] - before.angularRate[2]),
    );
    expect(between.quality).toBe(before.quality | after.quality);
    expect(between.orientation).toEqual(quatSlerp(before.orientation, after.orientation, 0.25));
  });
});
