import { describe, expect, it } from 'vitest';
import { ticksBetween } from '../../dashboards/live/src/views/library/reps/chart/ticks.ts';
import { wordPlace } from '../../dashboards/live/src/views/library/reps/chart/wordPlace.ts';
import { furthestIn } from '../../dashboards/live/src/views/library/reps/overlay.ts';
import {
  courseXs,
  meanCourse,
  valueAt,
} from '../../dashboards/live/src/views/library/reps/timeBase.ts';

const REP = { startS: 10, bottomS: 11.5, endS: 13 };
const course = (value: (i: number) => number | null) =>
  Array.from({ length: 101 }, (_, i) => value(i));

describe('a common time base', () => {
  it('has percent, or seconds from the start or from the deepest point', () => {
    expect(courseXs(REP, 'percent').at(-1)).toBe(100);
    expect(courseXs(REP, 'fromStart').at(-1)).toBeCloseTo(3);
    const fromBottom = courseXs(REP, 'fromBottom');
    expect([fromBottom[0], fromBottom[50], fromBottom[100]]).toEqual([-1.5, 0, 1.5]);
  });

  it('reads a course between its points, and nowhere beside a gap or beyond its ends', () => {
    const line = { xs: courseXs(REP, 'percent'), ys: course((i) => (i === 40 ? null : 2 * i)) };
    expect(valueAt(line, 10.5)).toBeCloseTo(21);
    expect(valueAt(line, 100)).toBe(200);
    expect(valueAt(line, 39.5)).toBeNull();
    expect(valueAt(line, 100.5)).toBeNull();
  });

  it('has a mean with its scatter, where every course states a value', () => {
    const xs = courseXs(REP, 'percent');
    const points = meanCourse([
      { xs, ys: course(() => 1) },
      { xs, ys: course((i) => (i < 20 ? null : 3)) },
    ]);
    expect(points[19]).toBeNull();
    expect(points[20]).toEqual({ x: 20, mean: 2, sd: Math.SQRT2 });
  });

  it('of seconds lasts as long as the shortest', () => {
    const short = { xs: courseXs({ ...REP, endS: 12 }, 'fromStart'), ys: course(() => 1) };
    const long = { xs: courseXs(REP, 'fromStart'), ys: course((i) => i) };
    const points = meanCourse([short, long]);
    expect(points.at(-1)?.x).toBeCloseTo(2);
    expect(points.at(-1)?.mean).toBeCloseTo((1 + 200 / 3) / 2);
  });

  it('has round numbers along it', () => {
    expect(ticksBetween(0, 100, 4)).toEqual([0, 25, 50, 75, 100]);
    expect(ticksBetween(-0.31, 1.2, 5)).toEqual([0, 0.5, 1]);
    expect(ticksBetween(1, 1, 5)).toEqual([]);
  });
});

it('the repetition furthest in is that at peak flexion, whatever a course has on its way', () => {
  const cycle = (value: number | null, onTheWay: number) => ({
    ...{ set: 1, number: 1, side: null, counted: true, whyNot: null, bottomPct: 50, ...REP },
    legs: [
      {
        ...({
          side: 'left',
          judged: true,
          quality: 'ok',
          band: null,
          peakFlexionDeg: 90,
        } as const),
        headline: value === null ? null : { value, sd: 0.2 },
        courses: { kneeMedialDeviationM: [onTheWay] },
        atBottom: {},
      },
    ],
  });
  const cycles = [cycle(2, 9), cycle(3, 3), cycle(null, 8)];
  expect(furthestIn({ cycles }, new Set([0, 1, 2]))).toBe(1);
  expect(furthestIn({ cycles }, new Set([2]))).toBeNull();
});

it('the word of a zone goes where no line is', () => {
  const zone = { word: 'in line', left: 40, right: 600, top: 100, bottom: 200 };
  expect(wordPlace(zone, [])).toMatchObject({ x: 596, y: 113, anchor: 'end' });
  expect(wordPlace(zone, [[580, 110]])).toMatchObject({ y: 113, anchor: 'start' });
  const onTop = [580, 60].map((x) => [x, 110] as const);
  expect(wordPlace(zone, onTop)).toMatchObject({ y: 195, anchor: 'end' });
});
