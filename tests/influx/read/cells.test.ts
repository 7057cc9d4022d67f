import { describe, expect, it } from 'vitest';
import { parserOf, timeUsOf } from '../../../src/influx/read/cells.ts';
import { QueryError } from '../../../src/influx/read/queryError.ts';

describe('cells of an answer', () => {
  it.each([
    ['1760000000000001000', 1_760_000_000_000_001],
    ['1760000000000001999', 1_760_000_000_000_001],
    ['999999999999999999', 999_999_999_999_999],
    ['1000', 1],
    ['999', 0],
    ['0', 0],
    ['-1', -1],
    ['-1000', -1],
    ['-1001', -2],
  ])('have the time %s in microsecond %d', (cell, timeUs) => {
    expect(timeUsOf(cell)).toBe(timeUs);
  });

  it.each(['', '1.5', '2026-11-22T19:03:11Z', '1e18'])('have no time in "%s"', (cell) => {
    expect(() => timeUsOf(cell)).toThrow(QueryError);
  });

  it('have no whole number that a double does not hold', () => {
    expect(parserOf('integer')('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => parserOf('integer')('9007199254740992')).toThrow('below 2^53');
  });
});
