import { describe, expect, it } from 'vitest';
import type { Side } from '../../src/model/placement.ts';
import { TREND_METRICS, trendMetric } from '../../src/trend/metrics.ts';
import type { TrendRecording } from '../../src/trend/trendRecording.ts';
import { type TrendChoice, trendsOf } from '../../src/trend/trendsOf.ts';

const HOUR_US = 3600e6;
const DAY_US = 24 * HOUR_US;
const EVERY: TrendChoice = { siteOf: () => null };

function metric(name: string) {
  const found = trendMetric(name);
  if (found === undefined) throw new Error(`no metric ${name}`);
  return found;
}

function recording(
  id: string,
  startedUs: number,
  values: Partial<Record<Side, readonly number[]>>,
  given: Partial<TrendRecording> & { parent?: string; method?: 'offline' } = {},
): TrendRecording {
  const { parent, method, ...rest } = given;
  return {
    session: {
      id,
      startedUs,
      simulated: false,
      ...(parent !== undefined && { parent }),
      ...(method !== undefined && { method }),
    },
    endUs: startedUs + 600e6,
    task: 'bilateralSquat',
    headline: { measure: 'kneeMedialDeviationM', unit: 'cm' },
    hasResults: true,
    values: (['right', 'left'] as const).flatMap((side) =>
      (values[side] ?? []).map((value, i) => ({ side, timeUs: startedUs + i, value })),
    ),
    ...rest,
  };
}

describe('a trend', () => {
  it('has mean, spread, change and what lies outside the band of the first session', () => {
    const [trend, ...others] = trendsOf(
      metric('fppa'),
      [
        recording('b', 7 * DAY_US, { right: [13, 15] }),
        recording('a', 0, { right: [4, 6, 5], left: [1] }),
        recording('c', 14 * DAY_US, { right: [13], left: [3] }),
      ],
      EVERY,
    );
    expect(others).toEqual([]);
    const [right, left] = trend.sides;
    expect(right.points.map(({ session, n, mean, sd }) => [session, n, mean, sd])).toEqual([
      ['a', 3, 5, 1],
      ['b', 2, 14, Math.SQRT2],
      ['c', 1, 13, null],
    ]);
    expect(right.band).toEqual({ mdc95: 8, source: 'default', low: -3, high: 13 });
    expect(right.points.map(({ isOutside }) => isOutside)).toEqual([null, true, false]);
    expect(right.outside).toBe(1);
    expect(left.points.map(({ change }) => change)).toEqual([null, 2]);
    expect(trend.differences).toEqual([
      { session: 'a', startedUs: 0, rightLessLeft: 4 },
      { session: 'c', startedUs: 14 * DAY_US, rightLessLeft: 10 },
    ]);
  });

  it('takes the change that the site measured for sensors put on anew', () => {
    const recordings = [recording('a', 0, { right: [5] }), recording('b', DAY_US, { right: [8] })];
    const site = (between: 'newMounting' | 'sameMounting'): TrendChoice => ({
      siteOf: (task) =>
        task === 'bilateralSquat' ? { between, changes: { fppaDeg: { mdc95: 2, df: 9 } } } : null,
    });
    const own = trendsOf(metric('fppa'), recordings, site('newMounting'))[0].sides[0];
    expect(own).toMatchObject({ outside: 1, band: { mdc95: 2, source: 'site', low: 3, high: 7 } });
    const other = trendsOf(metric('fppa'), recordings, site('sameMounting'))[0].sides[0];
    expect(other).toMatchObject({ outside: 0, band: { source: 'default' } });
  });

  it('has no band of a figure whose detectable change nobody knows', () => {
    const recordings = [recording('a', 0, { right: [5] }), recording('b', DAY_US, { right: [90] })];
    const [{ sides }] = trendsOf(metric('wayDown'), recordings, EVERY);
    expect(sides[0]).toMatchObject({ band: null, outside: 0 });
    expect(sides[0].points[1]).toMatchObject({ change: 85, isOutside: null });
  });

  it('counts one of the versions of the same movements, also where some have no results', () => {
    const live = recording('a', 0, { right: [1] });
    const packets = recording('p', 0, {}, { parent: 'a', method: 'offline', hasResults: false });
    const offline = recording('o', 0, { right: [3] }, { parent: 'p', method: 'offline' });
    const means = (recordings: readonly TrendRecording[]) =>
      trendsOf(metric('fppa'), recordings, EVERY)[0].sides[0].points.map(({ mean, n }) => [
        mean,
        n,
      ]);
    expect(means([live, packets])).toEqual([[1, 1]]);
    expect(means([live, packets, offline])).toEqual([[3, 1]]);
  });

  it('takes recordings with a break between for one session, of each task its own', () => {
    const recordings = [
      recording('a', 0, { right: [1] }),
      recording(
        'b',
        HOUR_US,
        { right: [3] },
        {
          session: { id: 'b', startedUs: HOUR_US, simulated: true },
        },
      ),
      recording('c', 2 * HOUR_US, { right: [9] }, { task: 'singleLegSquat' }),
      recording('d', 8 * HOUR_US, { right: [5] }),
    ];
    const trends = trendsOf(metric('fppa'), recordings, EVERY);
    expect(
      trends.map(({ task, simulated, sides }) => [
        task,
        simulated,
        sides[0].points.map((point) => [point.session, point.mean, point.simulated]),
      ]),
    ).toEqual([
      [
        'bilateralSquat',
        true,
        [
          ['a', 2, true],
          ['d', 5, false],
        ],
      ],
      ['singleLegSquat', false, [['c', 9, false]]],
    ]);
  });

  it('is of the task, leg and time that were asked for', () => {
    const recordings = [
      recording('a', 0, { right: [1], left: [2] }),
      recording('b', DAY_US, { right: [3], left: [4] }),
      recording('c', DAY_US, { right: [3] }, { task: 'lunge' }),
    ];
    const choice = { ...EVERY, task: 'bilateralSquat', side: 'left', sinceUs: DAY_US } as const;
    const [trend, ...others] = trendsOf(metric('fppa'), recordings, choice);
    expect(others).toEqual([]);
    expect(trend.sides).toHaveLength(1);
    expect(trend.sides[0]).toMatchObject({
      side: 'left',
      points: [{ session: 'b', change: null }],
    });
    expect(trend.differences).toEqual([]);
  });

  it('never mixes two headlines, and knows the detectable change of each', () => {
    const fppa = { measure: 'fppaDeg', unit: 'deg' } as const;
    const recordings = [
      recording('a', 0, { right: [1] }),
      recording('b', DAY_US, { right: [8] }, { headline: fppa }),
      recording('c', 2 * DAY_US, { right: [9] }, { headline: fppa }),
    ];
    const trends = trendsOf(metric('headline'), recordings, EVERY);
    expect(trends.map(({ unit, words, sides }) => [unit, words, sides[0].points.length])).toEqual([
      ['cm', 'headline measure of the task at peak flexion (knee in, off the hip–ankle line)', 1],
      ['deg', 'headline measure of the task at peak flexion (knee angle from the front)', 2],
    ]);
    expect(trends.map(({ sides }) => sides[0].band?.source ?? null)).toEqual([null, 'default']);
  });

  it('comes out alike in whatever order values are given', () => {
    const values = { right: [0.1, 0.7, 1e9, 0.3, -1e9] };
    const one = recording('a', 0, values);
    const other = { ...one, values: [...one.values].reverse() };
    expect(trendsOf(metric('fppa'), [other], EVERY)).toEqual(
      trendsOf(metric('fppa'), [one], EVERY),
    );
  });
});

describe('the metrics', () => {
  it('have names of their own and words', () => {
    const names = TREND_METRICS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, words, tasks } of TREND_METRICS) {
      expect(name).toMatch(/^[a-z][A-Za-z]+$/);
      expect(words.length).toBeGreaterThan(4);
      expect(tasks.length).toBeGreaterThan(0);
    }
  });
});
