import { expect, it } from 'vitest';
import { isTooOld } from '../../../src/influx/server/uploadError.ts';

it.each([
  ['1.6', 'partial write: points beyond retention policy dropped=1'],
  ['1.12', 'partial write: dropped 2 points outside retention policy of duration 1h0m0s dropped=2'],
  ['2.x', 'partial write: oldest point at … dropped because it violates a Retention Policy Lower'],
  ['3.x', 'line protocol timestamp is outside the retention period of the table'],
  ['3.x', 'data is older than the retention period'],
])('%s says that lines are too old: %s', (_, words) => {
  expect(isTooOld(words)).toBe(true);
});

it.each([
  'retention policy not found: season',
  'input field "before" on measurement "retention" is type float, already exists as type string',
  'unable to parse',
])('%s says something else', (words) => {
  expect(isTooOld(words)).toBe(false);
});
