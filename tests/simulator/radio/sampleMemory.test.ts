import { describe, expect, it } from 'vitest';
import { SampleMemory } from '../../../src/simulator/radio/sampleMemory.ts';
import { countingFeed } from '../../sensors/ble/radioWorld.ts';

function memoryOf(depth: number) {
  const reads: number[] = [];
  const feed = countingFeed('A');
  const memory = new SampleMemory(
    {
      ...feed,
      read(index, out) {
        reads.push(index);
        feed.read(index, out);
      },
    },
    depth,
    100,
  );
  return { memory, reads };
}

describe('SampleMemory', () => {
  it('takes each sample once, in order, and keeps the newest', () => {
    const { memory, reads } = memoryOf(5);
    for (const end of [3, 3, 2, 7, 8]) memory.takeUntil(end);
    expect(reads).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(memory.oldest).toBe(3);
    expect([...memory.read(6, 2)]).toEqual([36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47]);
  });

  it('does not take what it would overwrite at once', () => {
    const { memory, reads } = memoryOf(5);
    memory.takeUntil(2);
    memory.takeUntil(1000);
    expect(reads).toEqual([0, 1, 995, 996, 997, 998, 999]);
    expect(memory.oldest).toBe(995);
    memory.takeUntil(1001);
    expect(memory.oldest).toBe(996);
  });
});
