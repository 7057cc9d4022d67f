import { describe, expect, it } from 'vitest';
import { RateWatch } from '../../../../src/exchange/import/csv/rateWatch.ts';
import { Random } from '../../../../src/simulator/random.ts';

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

/** The steps of a rate of which each time is off by up to `jitter` periods, some rows missing. */
function jittered(count: number, rateHz: number, missing = 0, jitter = 0.3): number[] {
  const random = new Random(11, 'jitter');
  const timeS = Array.from(
    { length: count },
    (_, i) => (i + random.uniform(-jitter, jitter)) / rateHz,
  ).filter(() => random.uniform(0, 1) >= missing);
  return timeS.slice(1).map((t, i) => t - timeS[i]);
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
      'a slow clock that gains a hundredth',
      Array.from({ length: 5000 }, (_, i) => 0.01 * (1 + i / 5e5)),
    ],
    ['times in whole milliseconds at 285.7 Hz', times(900, 0.003, 0.004)],
    ['jitter of 0.3 periods at 100 Hz', jittered(20_000, 100)],
    ['jitter of 0.3 periods at 20 Hz', jittered(20_000, 20)],
    ['jitter of 0.3 periods with a tenth of the rows missing', jittered(20_000, 100, 0.1)],
    ['jitter of 0.2 periods with a third of the rows missing', jittered(20_000, 100, 0.3, 0.2)],
  ])('is content with %s', (_, stepsS) => {
    expect(() => watched(stepsS)).not.toThrow();
  });

  it('tells a change at its first row, behind a gap too', () => {
    const change = [...times(250, 0.01), 0.7, ...times(100, 0.03)];
    expect(() => watched(change)).toThrow(
      'table.csv line 253, column t: the rate changes from 100 Hz to 33.33 Hz here; valid is one rate in the whole file.',
    );
  });

  it.each([119, 105, 103, 97])('tells that 100 Hz become %i Hz', (rateHz) => {
    const change = [...times(2500, 0.01), ...times(3 * rateHz, 1 / rateHz)];
    expect(() => watched(change)).toThrow(
      `table.csv line 2503, column t: the rate changes from 100 Hz to ${rateHz} Hz here; valid is one rate in the whole file.`,
    );
    expect(() => watched(change.slice(0, 2500 + 1.5 * rateHz))).toThrow('line 2503, column t');
  });

  it('tells 285 Hz that become 300 Hz behind times in whole milliseconds', () => {
    const timeS = Array.from({ length: 3000 }, (_, i) =>
      Number((i < 2000 ? i / 285 : 2000 / 285 + (i - 2000) / 300).toFixed(3)),
    );
    const steps = timeS.slice(1).map((t, i) => t - timeS[i]);
    expect(() => watched(steps)).toThrow(/from 28\d(\.\d+)? Hz to (299|300|301)(\.\d+)? Hz here/);
  });

  it('tells a clock that drifts away by a tenth', () => {
    const drift = Array.from({ length: 10_000 }, (_, i) => 0.01 * (1 + i / 1e5));
    expect(() => watched(drift)).toThrow('the rate changes from');
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
