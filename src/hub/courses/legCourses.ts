import type { BodyFrame, SegmentOrientation } from '../../model/bodyFrame.ts';
import type { Side } from '../../model/placement.ts';
import { atBottom, meanAtBottom } from '../../report/gather/atBottom.ts';
import { type CourseSpan, courseInstants, courseOf } from '../../report/gather/repCourse.ts';
import type { Course, CourseValue, CycleFigure } from '../../stream/answers/repCourses.ts';
import type { DrawnMeasure } from './courseMeasures.ts';

/** As with the courses, a longer hole is left open. */
const NEAR_US = 100_000;
const ROUNDED_TO = 1000;
/** A tenth of a degree is less than a pixel of the figure. */
const ORIENTATION_ROUNDED_TO = 2000;

/** The courses of a leg over a span, by the key of the measure. */
export function coursesOf(
  measures: readonly DrawnMeasure[],
  frames: readonly BodyFrame[],
  side: Side,
  span: CourseSpan,
): Record<string, Course> {
  return Object.fromEntries(
    measures.map(({ key, pick, scale }) => [key, courseOf(frames, side, pick, span, scale)]),
  );
}

/** What is stated at `bottomUs` (mean of ±50 ms), by the key of the measure. */
export function valuesAtBottom(
  measures: readonly DrawnMeasure[],
  frames: readonly BodyFrame[],
  side: Side,
  bottomUs: number,
): Record<string, CourseValue | null> {
  return Object.fromEntries(
    measures.map(({ key, pick, scale, measure }) => {
      if (measure === null) {
        const value = meanAtBottom(frames, side, pick, bottomUs);
        return [key, value === null ? null : { value: rounded(value * scale), sd: null }];
      }
      const stated = atBottom(frames, side, measure, bottomUs);
      return [key, stated && scaled(stated, scale)];
    }),
  );
}

/** In the unit a person sees. */
export function scaled({ value, sd }: CourseValue, scale: number): CourseValue {
  return { value: rounded(value * scale), sd: sd === null ? null : rounded(sd * scale) };
}

/** How thigh and shank stood: the nearest frame as it was measured, nothing between two. */
export function figureOf(frames: readonly BodyFrame[], side: Side, span: CourseSpan): CycleFigure {
  let next = 0;
  const legs = courseInstants(span).map((atUs) => {
    while (next < frames.length - 1 && isNearer(frames[next + 1], frames[next], atUs)) next++;
    const frame = frames.at(next);
    if (frame === undefined || Math.abs(frame.timeUs - atUs) > NEAR_US) return null;
    return frame.legs.find((leg) => leg.side === side) ?? null;
  });
  return {
    thigh: legs.map((leg) => leg && orientation(leg.thigh)),
    shank: legs.map((leg) => leg && orientation(leg.shank)),
  };
}

function isNearer(a: BodyFrame, b: BodyFrame, atUs: number): boolean {
  return Math.abs(a.timeUs - atUs) <= Math.abs(b.timeUs - atUs);
}

function orientation([w, x, y, z]: SegmentOrientation): SegmentOrientation | null {
  if (Number.isNaN(w)) return null;
  const short = (part: number): number =>
    Math.round(part * ORIENTATION_ROUNDED_TO) / ORIENTATION_ROUNDED_TO + 0;
  return [short(w), short(x), short(y), short(z)];
}

function rounded(value: number): number {
  return Math.round(value * ROUNDED_TO) / ROUNDED_TO + 0;
}
