import type { SegmentOrientation } from '../../../../../../../src/model/bodyFrame.ts';
import type { Side } from '../../../../../../../src/model/placement.ts';
import type { CycleLeg } from '../../../../../../../src/stream/answers/repCourses.ts';

/** How one leg stands at one point of the time base. */
export interface LegPose {
  readonly side: Side;
  readonly thigh: SegmentOrientation;
  readonly shank: SegmentOrientation;
  /** The headline there; null where it cannot be stated. */
  readonly headline: number | null;
}

/** A leg at so many percent; null where its attitude is not known there. */
export function poseAt(
  { side, figure, courses }: CycleLeg,
  percent: number,
  headline: string,
): LegPose | null {
  const thigh = figure?.thigh[percent] ?? null;
  const shank = figure?.shank[percent] ?? null;
  if (thigh === null || shank === null) return null;
  return { side, thigh, shank, headline: courses[headline]?.[percent] ?? null };
}

/** The mean of several repetitions of one leg; null where one of them is not known there. */
export function meanPose(
  legs: readonly CycleLeg[],
  percent: number,
  headline: string,
): LegPose | null {
  const [first, ...others] = legs.map((leg) => poseAt(leg, percent, headline));
  if (!first || others.some((pose) => pose === null)) return null;
  const poses = [first, ...others.filter((pose) => pose !== null)];
  const values = poses.map((pose) => pose.headline);
  const stated = values.filter((value) => value !== null);
  return {
    side: first.side,
    thigh: meanOrientation(poses.map(({ thigh }) => thigh)),
    shank: meanOrientation(poses.map(({ shank }) => shank)),
    headline:
      stated.length < values.length
        ? null
        : stated.reduce((sum, value) => sum + value, 0) / stated.length,
  };
}

/** Of attitudes that are near one another, as those of one movement are. */
function meanOrientation([first, ...others]: readonly SegmentOrientation[]): SegmentOrientation {
  const sum = [...first];
  for (const each of others) {
    // q and −q are the same attitude.
    const sign = each.reduce((dot, part, i) => dot + part * first[i], 0) < 0 ? -1 : 1;
    each.forEach((part, i) => {
      sum[i] += sign * part;
    });
  }
  const length = Math.hypot(...sum);
  return [sum[0] / length, sum[1] / length, sum[2] / length, sum[3] / length];
}
