import { describe, expect, it } from 'vitest';
import type { Rep } from '../../src/model/movement.ts';
import { SetCounter } from '../../src/movement/setCounter.ts';

function rep(number: number): Rep {
  return {
    number,
    startUs: 0,
    bottomUs: 1,
    endUs: 2,
    eccentricS: 1,
    holdS: 0,
    concentricS: 1,
    legs: [],
    counted: true,
    cued: false,
  };
}

describe('the set of a rep', () => {
  it('is a new one wherever the numbers begin again', () => {
    const sets = new SetCounter();
    expect([1, 2, 3, 1, 1, 2].map((number) => sets.of(rep(number)))).toEqual([1, 1, 1, 2, 3, 3]);
  });

  it('is the first where the beginning is not known', () => {
    const sets = new SetCounter();
    expect([4, 5, 1].map((number) => sets.of(rep(number)))).toEqual([1, 1, 2]);
  });
});
