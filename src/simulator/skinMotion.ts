import { apply, type Mat3, multiply } from '../geometry/rotation.ts';
import type { Vec3 } from '../geometry/vector.ts';
import { PLACEMENTS, type Placement } from '../model/placement.ts';
import type { BodyPose, SegmentPose } from './bodyPose.ts';

/** How the skin under a sensor is turned against the bone, in segment axes; null is not at all. */
export type SkinTurn = (placement: Placement, timeS: number, bones: BodyPose) => Mat3 | null;

/**
 * Where the skin under each sensor is. A sensor is fixed to the skin, so what it feels follows
 * from this motion as it stands, with all that the skin adds to turn, speed and acceleration.
 * The skin turns about the bone's long axis at the height of the sensor.
 */
export class SkinMotion {
  private readonly bonesAt: (timeS: number) => BodyPose;
  private readonly turns: readonly SkinTurn[];
  private readonly pivotsM: Readonly<Record<Placement, Vec3>>;

  constructor(
    bonesAt: (timeS: number) => BodyPose,
    turns: readonly SkinTurn[],
    /** Where the skin turns, segment axes, metres. */
    pivotsM: Readonly<Record<Placement, Vec3>>,
  ) {
    this.bonesAt = bonesAt;
    this.turns = turns;
    this.pivotsM = pivotsM;
  }

  poseAt(timeS: number): BodyPose {
    const bones = this.bonesAt(timeS);
    if (this.turns.length === 0) return bones;
    const skin: Partial<Record<Placement, SegmentPose>> = {};
    for (const placement of PLACEMENTS) {
      let segment = bones[placement];
      for (const turn of this.turns) {
        const by = turn(placement, timeS, bones);
        if (by) segment = turned(segment, by, this.pivotsM[placement]);
      }
      skin[placement] = segment;
    }
    return { ...bones, ...skin };
  }
}

function turned({ rotation, origin }: SegmentPose, by: Mat3, pivot: Vec3): SegmentPose {
  const whole = multiply(rotation, by);
  const before = apply(rotation, pivot);
  const after = apply(whole, pivot);
  return {
    rotation: whole,
    origin: [
      origin[0] + (before[0] - after[0]),
      origin[1] + (before[1] - after[1]),
      origin[2] + (before[2] - after[2]),
    ],
  };
}
