import { describe, expect, it } from 'vitest';
import { RateWatch } from '../../../../src/exchange/import/csv/rateWatch.ts';

/** Gives the steps to a watch, the first one being that of line 3. */
function watched(stepsS: Iterable<number>): void {
  const watch = new RateWatch('table.csv', 't');
  let line = 3;
  for (const step of stepsS) watch.next(line++, step);
  watch.end();
}

function times(count: number, ...stepsS: number[]): number[] {
  return Array.from({ length: count }, () => stepsS).flat();
}

describe('the watch over the rate of a table', () => {
  it.each([
    ['gaps of any length', times(50, ...times(30, 0.01), 0.35, 2)],
    [
      'every second row missing for a second',
      [...times(200, 0.01), ...times(50, 0.02), ...times(300, 0.01)],
    ],
    ['times in whole milliseconds at 400 Hz', times(900, 0.002, 0.003)],
    ['times in whole milliseconds at 600 Hz', times(900, 0.001, 0.002, 0.002)],
    ['jitter', times(100, 0.008, 0.0115, 0.0105)],
    [
      'a slow clock that gains a tenth',
      Array.from({ length: 5000 }, (_, i) => 0.01 * (1 + i / 5e4)),
    ],
  ])('is content with %s', (_, stepsS) => {
    expect(() => watched(stepsS)).not.toThrow();
  });

  it('tells a change at its first row, behind a gap too', () => {
    const change = [...times(250, 0.01), 0.7, ...times(100, 0.03)];
    expect(() => watched(change)).toThrow(
      'table.csv line 253, column t: the rate changes from 100 Hz to 33.33 Hz here; valid is one rate in the whole file.',
    );
  });

  it('does not collect times that crawl for ever', () => {
    function* crawl() {
      while (true) yield 1e-9;
    }
    expect(() => watched(crawl())).toThrow(
      'line 10002, column t: the time moves by 0.01 ms in 10000 rows',
    );
  });
});
