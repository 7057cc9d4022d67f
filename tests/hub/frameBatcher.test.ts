import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type EncodedBatch, FrameBatcher } from '../../src/hub/frameBatcher.ts';
import { testFrame } from './frames.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function batcher() {
  const batches: EncodedBatch[] = [];
  const frames = new FrameBatcher(
    20,
    (batch) => batches.push(batch),
    () => undefined,
  );
  const sizes = () => batches.map((batch) => batch.lastSequence - batch.firstSequence + 1);
  return { frames, sizes };
}

it('sends what comes after a pause at once, with what came in the same turn', () => {
  const { frames, sizes } = batcher();
  frames.add(testFrame(0));
  frames.add(testFrame(1));
  expect(sizes()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(sizes()).toEqual([2]);
});

it('collects the rest until the last batch is old enough', () => {
  const { frames, sizes } = batcher();
  frames.add(testFrame(0));
  vi.advanceTimersByTime(1);
  for (let index = 1; index <= 3; index++) {
    frames.add(testFrame(index));
    vi.advanceTimersByTime(5);
  }
  expect(sizes()).toEqual([1]);
  vi.advanceTimersByTime(5);
  expect(sizes()).toEqual([1, 3]);
});
