import type { BodyFrame, LegFrame, LegMeasure } from '../../model/bodyFrame.ts';
import type { Side } from '../../model/placement.ts';

/** Steps of one percent. */
export const COURSE_POINTS = 101;
/** A longer hole is left open, as the pipeline does. */
const BRIDGED_US = 200_000;
const ROUNDED_TO = 1000;

/** What of the frames a course spans. */
export interface CourseSpan {
  readonly startUs: number;
  readonly endUs: number;
}

interface Point {
  readonly timeUs: number;
  readonly value: number;
}

/**
 * A measure of one leg at 0, 1 … 100 % of a rep, linear between frames and times `scale`, rounded to
 * a thousandth; null where no frame within 0.2 s states it.
 */
export function repCourse(
  frames: readonly BodyFrame[],
  side: Side,
  measure: LegMeasure,
  span: CourseSpan,
  scale: number,
): (number | null)[] {
  return courseOf(frames, side, ({ measures }) => measures[measure], span, scale);
}

/** The same of whatever `pick` reads of the leg; NaN where it cannot be stated. */
export function courseOf(
  frames: readonly BodyFrame[],
  side: Side,
  pick: (leg: LegFrame) => number,
  span: CourseSpan,
  scale: number,
): (number | null)[] {
  const points: Point[] = [];
  for (const { timeUs, legs } of frames) {
    const leg = legs.find((each) => each.side === side);
    const value = leg === undefined ? Number.NaN : pick(leg);
    if (Number.isFinite(value)) points.push({ timeUs, value });
  }
  let next = 0;
  return courseInstants(span).map((atUs) => {
    while (next < points.length && points[next].timeUs < atUs) next++;
    const value = between(points[next - 1], points[next], atUs);
    // JSON has no negative zero: + 0 makes it a plain one.
    return value === null ? null : Math.round(value * scale * ROUNDED_TO) / ROUNDED_TO + 0;
  });
}

/** When 0, 1 … 100 % of a span are. */
export function courseInstants({ startUs, endUs }: CourseSpan): number[] {
  return Array.from(
    { length: COURSE_POINTS },
    (_, i) => startUs + ((endUs - startUs) * i) / (COURSE_POINTS - 1),
  );
}

function between(before: Point | undefined, after: Point | undefined, atUs: number): number | null {
  if (after?.timeUs === atUs) return after.value;
  if (!before || !after) return null;
  const gapUs = after.timeUs - before.timeUs;
  if (gapUs > BRIDGED_US) return null;
  return before.value + ((after.value - before.value) * (atUs - before.timeUs)) / gapUs;
}
