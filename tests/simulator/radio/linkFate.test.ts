import { describe, expect, it } from 'vitest';
import { Air } from '../../../src/simulator/radio/air.ts';
import {
  IDEAL_CONDITIONS,
  NOMINAL_CONDITIONS,
  type RadioConditions,
} from '../../../src/simulator/radio/radioConditions.ts';

/**
 * Tolerances are four standard errors of what is counted, so that one seed in sixteen thousand
 * would fail; the seeds are fixed, so these either pass or do not.
 */
const ERRORS = 4;

const STEP_US = 25_000;

function airOf(conditions: RadioConditions): Air {
  return new Air({ clock: () => 0, advertisingIntervalMs: 20, conditions });
}

function share(count: number, draw: () => boolean): number {
  let hits = 0;
  for (let i = 0; i < count; i++) if (draw()) hits++;
  return hits / count;
}

function expectShare(measured: number, wanted: number, count: number): void {
  const error = Math.sqrt((wanted * (1 - wanted)) / count);
  expect(Math.abs(measured - wanted)).toBeLessThan(ERRORS * error);
}

/** Beginnings and ends of what `endAt` tells, looked at every `stepUs` for `untilUs`. */
function intervals(endAt: (nowUs: number) => number | null, untilUs: number, stepUs: number) {
  const found: { readonly atUs: number; readonly endUs: number }[] = [];
  for (let nowUs = 0; nowUs < untilUs; nowUs += stepUs) {
    const endUs = endAt(nowUs);
    if (endUs !== null && endUs !== found.at(-1)?.endUs) found.push({ atUs: nowUs, endUs });
  }
  return found;
}

describe('the fate of a link in nominal conditions', () => {
  it('repeats a packet geometrically: a share p of all attempts, p² twice', () => {
    const fate = airOf(NOMINAL_CONDITIONS).fateOf('a');
    const count = 200_000;
    const runs: number[] = [];
    for (let i = 0; i < count; i++) {
      let repeats = 0;
      while (!fate.crosses('peripheral')) repeats++;
      runs.push(repeats);
    }
    const p = NOMINAL_CONDITIONS.repeatProbability;
    expectShare(fate.tally.repeats / fate.tally.attempts, p, fate.tally.attempts);
    for (const k of [1, 2, 3]) {
      expectShare(runs.filter((repeats) => repeats >= k).length / count, p ** k, count);
    }
  });

  it('delays the host by 2 ms in the middle and 20 ms at the 99th percentile', () => {
    const fate = airOf(NOMINAL_CONDITIONS).fateOf('a');
    const count = 100_000;
    const delays = Array.from({ length: count }, () => fate.hostDelayUs());
    // The share below a quantile is binomial, whatever the distribution.
    expectShare(delays.filter((us) => us < 2000).length / count, 0.5, count);
    expectShare(delays.filter((us) => us < 20_000).length / count, 0.99, count);
    expect(Math.min(...delays)).toBeGreaterThan(0);
  });

  it('loses a quarter of a percent, in bursts of five packets', () => {
    const fate = airOf(NOMINAL_CONDITIONS).fateOf('a');
    const { onset, end, lossWithin } = NOMINAL_CONDITIONS.overflow;
    const count = 2_000_000;
    const lost = Array.from({ length: count }, () => fate.overflows());
    const measured = lost.filter(Boolean).length / count;
    // Losses of one burst come together: a burst of length L, geometric, counts as one draw.
    const bursts = (count * onset * end) / (onset + end);
    const perBurst = lossWithin / end;
    const wanted = (bursts * perBurst) / count;
    expect(Math.abs(measured - wanted)).toBeLessThan(
      (ERRORS * Math.SQRT2 * perBurst * Math.sqrt(bursts)) / count,
    );
    // After a lost packet the burst goes on with 1 − end and loses again half the time.
    const again = lost.filter((is, i) => is && lost[i + 1]).length / lost.filter(Boolean).length;
    expect(Math.abs(again - (1 - end) * lossWithin)).toBeLessThan(
      ERRORS * Math.sqrt(0.25 / (measured * count)),
    );
  });

  it('falls silent once in 1000 s for 100 to 400 ms, alone and with all others', () => {
    const hours = 60;
    const untilUs = hours * 3600e6;
    const { shortestMs, longestMs } = NOMINAL_CONDITIONS.linkStalls;
    const none = { perSecond: 0, shortestMs: 0, longestMs: 0 };
    const own = airOf({ ...NOMINAL_CONDITIONS, sharedStalls: none });
    const shared = airOf({ ...NOMINAL_CONDITIONS, linkStalls: none });
    for (const air of [own, shared]) {
      const [a, b] = [air.fateOf('a'), air.fateOf('b')];
      const both: [number | null, number | null][] = [];
      const found = intervals(
        (nowUs) => {
          const ends = [a.stalledUntilUs(nowUs), b.stalledUntilUs(nowUs)] as const;
          if (ends[0] !== null || ends[1] !== null) both.push([...ends]);
          return ends[0];
        },
        untilUs,
        STEP_US,
      );
      const wanted = hours * 3.6;
      expect(Math.abs(found.length - wanted)).toBeLessThan(ERRORS * Math.sqrt(wanted));
      for (const { atUs, endUs } of found) {
        expect(endUs - atUs).toBeGreaterThan(shortestMs * 1000 - STEP_US);
        expect(endUs - atUs).toBeLessThanOrEqual(longestMs * 1000);
      }
      expect(a.tally.stalls).toBe(found.length);
      const together = both.filter(([one, other]) => one === other).length / both.length;
      expect(together).toBe(air === shared ? 1 : 0);
    }
  });

  it('is out of reach once in 20 minutes for 1 to 4 s', () => {
    const fate = airOf(NOMINAL_CONDITIONS).fateOf('a');
    const hours = 400;
    let beginnings = 0;
    let absentS = 0;
    let before = false;
    for (let s = 0; s < hours * 3600; s += 0.5) {
      const absent = fate.absentAt(s * 1e6);
      if (absent && !before) beginnings++;
      if (absent) absentS += 0.5;
      before = absent;
    }
    const wanted = (hours * 3600) / (1200 + 2.5);
    expect(Math.abs(beginnings - wanted)).toBeLessThan(ERRORS * Math.sqrt(wanted));
    // Uniform 1–4 s: standard deviation 0.87 s.
    expect(Math.abs(absentS / beginnings - 2.5)).toBeLessThan(
      (ERRORS * 0.87) / Math.sqrt(beginnings),
    );
  });

  it('brings one notification in ten thousand twice, and one late', () => {
    const fate = airOf(NOMINAL_CONDITIONS).fateOf('a');
    const count = 2_000_000;
    expectShare(
      share(count, () => fate.duplicates()),
      1e-4,
      count,
    );
    expectShare(
      share(count, () => fate.isOvertaken()),
      1e-4,
      count,
    );
  });

  it('is the same for a seed and address, whatever else is drawn, and another for any other', () => {
    const course = (seed: number, address: string, disturb: boolean) => {
      const air = airOf({ ...NOMINAL_CONDITIONS, seed });
      const fate = air.fateOf(address);
      const other = air.fateOf('other');
      return Array.from({ length: 300 }, (_, i) => {
        if (disturb) {
          other.hostDelayUs();
          fate.duplicates();
          fate.crosses('central');
        }
        return [fate.hostDelayUs(), fate.crosses('peripheral'), fate.absentAt(i * 60e6)];
      });
    };
    const reference = course(5, 'a', false);
    expect(course(5, 'a', true)).toEqual(reference);
    expect(course(6, 'a', false)).not.toEqual(reference);
    expect(course(5, 'b', false)).not.toEqual(reference);
  });
});

describe('the fate of a link in ideal conditions', () => {
  it('changes nothing', () => {
    const fate = airOf(IDEAL_CONDITIONS).fateOf('a');
    for (let i = 0; i < 10_000; i++) {
      expect(fate.crosses('central')).toBe(true);
      expect(fate.hostDelayUs()).toBe(0);
      expect(fate.overflows() || fate.duplicates() || fate.isOvertaken()).toBe(false);
      expect(fate.absentAt(i * 1e7)).toBe(false);
      expect(fate.stalledUntilUs(i * 1e7)).toBeNull();
    }
  });
});
