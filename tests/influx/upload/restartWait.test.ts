import { expect, it } from 'vitest';
import { restartWaitMs } from '../../../src/influx/upload/restartWait.ts';

/** Waits behind runs that went on for so long, one after the other. */
function waits(ranMs: readonly number[]): number[] {
  let lastMs = 0;
  return ranMs.map((each) => {
    lastMs = restartWaitMs(lastMs, each);
    return lastMs;
  });
}

it('an upload that breaks off at once again and again is begun again ever later', () => {
  expect(waits(Array(8).fill(10))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000,
  ]);
});

it('one that went on for a minute is begun again soon, however often others broke off', () => {
  expect(waits([...Array(8).fill(10), 60_000, 10, 59_999])).toEqual([
    ...waits(Array(8).fill(10)),
    1000,
    2000,
    4000,
  ]);
});
