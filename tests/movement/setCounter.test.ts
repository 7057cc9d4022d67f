import { describe, expect, it } from 'vitest';
import { SetCounter } from '../../src/movement/setCounter.ts';
import { repOf } from './reps.ts';

describe('the set of a rep', () => {
  it('is a new one wherever the numbers begin again', () => {
    const sets = new SetCounter();
    expect([1, 2, 3, 1, 1, 2].map((number) => sets.of(repOf(number)))).toEqual([1, 1, 1, 2, 3, 3]);
  });

  it('is the first where the beginning is not known', () => {
    const sets = new SetCounter();
    expect([4, 5, 1].map((number) => sets.of(repOf(number)))).toEqual([1, 1, 2]);
  });
});
