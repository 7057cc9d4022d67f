import type { BodyFrame, LegMeasure } from '../../model/bodyFrame.ts';
import type { Side } from '../../model/placement.ts';

/** Steps of one percent. */
export const COURSE_POINTS = 101;
/** A longer hole is left open, as the pipeline does. */
const BRIDGED_US = 200_000;
const ROUNDED_TO = 1000;

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
  span: { readonly startUs: number; readonly endUs: number },
  scale: number,
): (number | null)[] {
  const points: Point[] = [];
  for (const { timeUs, legs } of frames) {
    const value = legs.find((leg) => leg.side === side)?.measures[measure];
    if (value !== undefined && Number.isFinite(value)) points.push({ timeUs, value });
  }
  let next = 0;
  return Array.from({ length: COURSE_POINTS }, (_, i) => {
    const atUs = span.startUs + ((span.endUs - span.startUs) * i) / (COURSE_POINTS - 1);
    while (next < points.length && points[next].timeUs < atUs) next++;
    const value = between(points[next - 1], points[next], atUs);
    // JSON has no negative zero: + 0 makes it a plain one.
    return value === null ? null : Math.round(value * scale * ROUNDED_TO) / ROUNDED_TO + 0;
  });
}

function between(before: Point | undefined, after: Point | undefined, atUs: number): number | null {
  if (after?.timeUs === atUs) return after.value;
  if (!before || !after) return null;
  const gapUs = after.timeUs - before.timeUs;
  if (gapUs > BRIDGED_US) return null;
  return before.value + ((after.value - before.value) * (atUs - before.timeUs)) / gapUs;
}
