import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../src/influx/upload/backoff.ts';

describe('the wait between attempts', () => {
  it('doubles from a quarter of a second to half a minute', () => {
    const longest = [1, 2, 3, 7, 8, 9, 2000].map((failures) => backoffMs(failures, () => 1));
    expect(longest).toEqual([250, 500, 1000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('is half random, so that hubs do not come back together', () => {
    expect(backoffMs(3, () => 0)).toBe(500);
    expect(backoffMs(3, () => 0.5)).toBe(750);
  });
});
