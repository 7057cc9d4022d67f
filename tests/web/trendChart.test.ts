import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timeScale, valueScale } from '../../dashboards/live/src/views/trends/chartScale.ts';
import { outsideMarks, WORD_BOX_PX } from '../../dashboards/live/src/views/trends/outsideMarks.ts';
import { questionOf } from '../../dashboards/live/src/views/trends/useTrends.ts';
import type { Side } from '../../src/model/placement.ts';
import type { TrendOfSide } from '../../src/stream/answers/trends.ts';

/** Local midnights of a zone whose clock changes on 29 March 2026. */
let zone: string | undefined;

beforeAll(() => {
  zone = process.env.TZ;
  process.env.TZ = 'Europe/Berlin';
});

afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const us = (text: string) => new Date(text).getTime() * 1000;

describe('the days of a trend', () => {
  it('begin at midnight here, also after the clock changed', () => {
    expect(new Date('2026-03-28T00:00').toISOString()).toBe('2026-03-27T23:00:00.000Z');
    const ends = [us('2026-03-20T12:00'), us('2026-04-10T12:00')];
    const { ticks } = timeScale(ends, 0, 900, 12);
    expect(ticks.length).toBeGreaterThan(5);
    const after = ticks.filter((tick) => tick > us('2026-03-29T12:00'));
    expect(after.length).toBeGreaterThan(1);
    for (const tick of ticks) expect(new Date(tick / 1000).getHours()).toBe(0);
  });

  it('of many years are few enough for their labels', () => {
    const { ticks } = timeScale([us('2010-01-01T12:00'), us('2026-01-01T12:00')], 0, 340, 4);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(5);
  });

  it('are asked for from midnight here on', () => {
    const since = (day: string) =>
      questionOf('P-1', 'fppa', { source: null, since: day }).get('since');
    expect(since('2026-03-02')).toBe('2026-03-01T23:00:00.000Z');
    expect(since('2026-07-02')).toBe('2026-07-01T22:00:00.000Z');
    // The hub says what is wrong with a day that is none.
    expect(since('12026-01-01')).toBe('12026-01-01');
    expect(since('')).toBeNull();
  });
});

describe('the words outside', () => {
  const points = (means: readonly number[]): TrendOfSide['points'] =>
    means.map((mean, i) => ({
      ...{ session: `s${i}`, startedUs: us(`2026-03-${10 + i}T12:00`), simulated: false },
      ...{ n: 6, mean, sd: 0.5, change: i === 0 ? null : mean, isOutside: i > 0 },
    }));
  const of = (side: Side, means: readonly number[]): TrendOfSide => ({
    side,
    points: points(means),
    band: null,
    outside: means.length - 1,
  });

  it('do not lie over each other, and no triangle is left out', () => {
    const sides = [of('right', [0, 8, 8.2, 3]), of('left', [0, 8.1, 3, 14])];
    const starts = sides[0]?.points.map(({ startedUs }) => startedUs) ?? [];
    const marks = outsideMarks(
      sides,
      valueScale(sides, 300, 26),
      timeScale(starts, 44, 340, 4),
      340,
    );
    expect(marks).toHaveLength(6);
    const boxes = marks.flatMap(({ y, word }) => {
      if (word === null) return [];
      return [{ y, x: word.anchor === 'end' ? word.x - WORD_BOX_PX.width : word.x }];
    });
    expect(boxes.length).toBeGreaterThan(3);
    const overlaps = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter(
          (b) =>
            Math.abs(a.x - b.x) < WORD_BOX_PX.width && Math.abs(a.y - b.y) < WORD_BOX_PX.height,
        ),
    );
    expect(overlaps).toEqual([]);
    for (const { x } of boxes) expect(x + WORD_BOX_PX.width).toBeLessThanOrEqual(340);
    const both = marks.filter(({ session }) => session === 's1').map(({ word }) => word?.anchor);
    expect(both).toEqual(['end', 'start']);
  });

  it('are left out where sessions stand close', () => {
    const sides = [of('right', [0, 8])];
    const marks = outsideMarks(
      sides,
      valueScale(sides, 300, 26),
      timeScale([us('2026-03-10T12:00'), us('2026-03-11T12:00')], 44, 340, 4),
      null,
    );
    expect(marks.map(({ word }) => word)).toEqual([null]);
  });
});
