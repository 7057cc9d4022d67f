import { describe, expect, it } from 'vitest';
import { SetByNumber } from '../../../src/report/gather/setByNumber.ts';

describe('sets told by numbers', () => {
  it('begin where a kind is counted from one again, and not where another kind begins', () => {
    const sets = new SetByNumber();
    const told = [
      [1, 'right'],
      [2, 'right'],
      [1, 'left'],
      [1, 'right'],
      [1, 'left'],
      [2, 'right'],
    ] as const;
    expect(told.map(([number, kind]) => sets.of(number, kind))).toEqual([1, 1, 1, 2, 2, 2]);
  });
});
