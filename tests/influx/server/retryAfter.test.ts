import { expect, it } from 'vitest';
import { retryAfterMs } from '../../../src/influx/server/retryAfter.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 19, 3, 11);

it.each([
  [undefined, null],
  ['', null],
  ['soon', null],
  ['-5', null],
  ['0', 0],
  [' 120 ', 120_000],
  ['86400', 600_000],
  ['Sun, 22 Nov 2026 19:04:11 GMT', 60_000],
  ['Sun, 22 Nov 2026 19:03:10 GMT', 0],
  ['Mon, 23 Nov 2026 19:03:10 GMT', 600_000],
])('Retry-After "%s" is %s ms', (header, expected) => {
  expect(retryAfterMs(header, NOW_MS)).toBe(expected);
});
