import type { LegFrame, SegmentOrientation } from '../../../../src/model/bodyFrame.ts';
import type { Side } from '../../../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../../../src/model/settings.ts';

/** A point of the ISB world in metres: X forward, Y up, Z to the subject's right. */
export interface Point3 {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The joint centres of one leg with the ankle where it stands on the floor. */
export interface LegPosture {
  readonly side: Side;
  readonly hip: Point3;
  readonly knee: Point3;
  readonly ankle: Point3;
}

/** Half of 0.191 of a height of 1.75 m: the stance the legs are drawn in; it is not measured. */
export const HALF_STANCE_M = 0.167;

const { shankLengthM: SHANK_M, thighLengthM: THIGH_M } = DEFAULT_SETTINGS.subject;

export const LEG_LENGTH_M = SHANK_M + THIGH_M;

/** Ankle height above the floor, 0.039 of a height of 1.75 m. */
export const ANKLE_HEIGHT_M = 0.068;

/** The segment's +Y (towards its proximal joint) in the world: the second column of its rotation. */
export function longAxis([w, x, y, z]: SegmentOrientation): Point3 {
  return { x: 2 * (x * y - w * z), y: 1 - 2 * (x * x + z * z), z: 2 * (y * z + w * x) };
}

/** Stacks shank and thigh on the ankle; null while the leg has no orientation. */
export function legPosture(leg: Pick<LegFrame, 'side' | 'thigh' | 'shank'>): LegPosture | null {
  if (Number.isNaN(leg.thigh[0]) || Number.isNaN(leg.shank[0])) return null;
  const ankle: Point3 = {
    x: 0,
    y: ANKLE_HEIGHT_M,
    z: leg.side === 'right' ? HALF_STANCE_M : -HALF_STANCE_M,
  };
  const knee = along(ankle, longAxis(leg.shank), SHANK_M);
  return { side: leg.side, hip: along(knee, longAxis(leg.thigh), THIGH_M), knee, ankle };
}

function along(from: Point3, direction: Point3, length: number): Point3 {
  return {
    x: from.x + direction.x * length,
    y: from.y + direction.y * length,
    z: from.z + direction.z * length,
  };
}
