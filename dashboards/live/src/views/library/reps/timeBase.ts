import type { Course, Cycle } from '../../../../../../src/stream/answers/repCourses.ts';

/** By what repetitions are laid over one another. */
export const TIME_BASES = ['percent', 'fromStart', 'fromBottom'] as const;
export type TimeBase = (typeof TIME_BASES)[number];

/** A course with where each of its points lies. */
export interface PlacedCourse {
  readonly xs: readonly number[];
  readonly ys: Course;
}

/** Mean and scatter at one place; null where not every course states a value. */
export interface MeanPoint {
  readonly x: number;
  readonly mean: number;
  /** One standard deviation of the sample; null of one course. */
  readonly sd: number | null;
}

const POINTS = 101;

/** Where 0, 1 … 100 % of a cycle lie: in percent, or in seconds from its start or its deepest point. */
export function courseXs(
  { startS, bottomS, endS }: Pick<Cycle, 'startS' | 'bottomS' | 'endS'>,
  base: TimeBase,
): number[] {
  const zeroS = base === 'fromBottom' && bottomS !== null ? bottomS - startS : 0;
  return Array.from({ length: POINTS }, (_, i) =>
    base === 'percent' ? i : ((endS - startS) * i) / (POINTS - 1) - zeroS,
  );
}

/** The mean over courses, where all of them state a value: one that came or went would bend it. */
export function meanCourse(courses: readonly PlacedCourse[]): (MeanPoint | null)[] {
  const low = courses.reduce((most, { xs }) => Math.max(most, xs[0]), Number.NEGATIVE_INFINITY);
  const high = courses.reduce((least, { xs }) => Math.min(least, xs[xs.length - 1]), Infinity);
  if (!(high > low)) return [];
  return Array.from({ length: POINTS }, (_, i) => {
    const x = low + ((high - low) * i) / (POINTS - 1);
    return pointAt(
      x,
      courses.map((course) => valueAt(course, x)),
    );
  });
}

function pointAt(x: number, values: readonly (number | null)[]): MeanPoint | null {
  const stated = values.filter((value) => value !== null);
  if (stated.length < values.length) return null;
  const mean = stated.reduce((sum, value) => sum + value, 0) / stated.length;
  const squares = stated.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { x, mean, sd: stated.length > 1 ? Math.sqrt(squares / (stated.length - 1)) : null };
}

/** Linear between two points; null beyond the ends and beside a point that is not stated. */
export function valueAt({ xs, ys }: PlacedCourse, x: number): number | null {
  const last = xs.length - 1;
  const share = ((x - xs[0]) / (xs[last] - xs[0])) * last;
  if (!(share >= -1e-6 && share <= last + 1e-6)) return null;
  const before = Math.min(last, Math.max(0, Math.floor(share + 1e-6)));
  const rest = Math.max(0, share - before);
  const from = ys[before];
  if (rest < 1e-6) return from;
  const to = ys[Math.min(last, before + 1)];
  return from === null || to === null ? null : from + (to - from) * rest;
}
