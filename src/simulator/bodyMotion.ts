import { RAD_PER_DEG } from '../geometry/angles.ts';
import { type Mat3, multiply, rotationX, rotationZ } from '../geometry/rotation.ts';
import { add, scale, subtract, type Vec3 } from '../geometry/vector.ts';
import { type Side, sideSign } from '../model/placement.ts';
import {
  type BodyPose,
  joinLegs,
  type LegPose,
  type LegStance,
  poseLeg,
  type SegmentPose,
} from './bodyPose.ts';
import type { LegPosture } from './legPosture.ts';
import type { MotionScript } from './motionScript.ts';
import type { Person } from './person.ts';
import { legHeadingRad } from './squatPeaks.ts';

/** Forward tilt of the pelvis per degree of thigh tilt. */
const PELVIS_TILT_PER_THIGH_TILT = 0.35;

/** A person going through a script, facing the world's X: where every segment is, at any time. */
export class BodyMotion {
  private readonly right: LegStance;
  private readonly left: LegStance;
  private readonly script: MotionScript;

  constructor(person: Person, toeOutDeg: Readonly<Record<Side, number>>, script: MotionScript) {
    this.script = script;
    this.right = stanceOf(person, toeOutDeg.right, 'right');
    this.left = stanceOf(person, toeOutDeg.left, 'left');
  }

  poseAt(timeS: number): BodyPose {
    const right = this.script.postureAt(timeS, 'right');
    const left = this.script.postureAt(timeS, 'left');
    return joinLegs(
      this.legAt(this.right, right, timeS),
      this.legAt(this.left, left, timeS),
      this.pelvisAt(timeS, (thighTiltOf(right) + thighTiltOf(left)) / 2),
    );
  }

  /** Tilted first, so that the line between the hips is as listed. */
  private pelvisAt(timeS: number, thighTiltDeg: number): Mat3 {
    const { script } = this;
    const tiltDeg = PELVIS_TILT_PER_THIGH_TILT * thighTiltDeg;
    const tilted = rotationZ(-(tiltDeg + (script.pelvisTiltDegAt?.(timeS) ?? 0)) * RAD_PER_DEG);
    const listDeg = script.pelvisListDegAt?.(timeS) ?? 0;
    return listDeg === 0 ? tilted : multiply(rotationX(listDeg * RAD_PER_DEG), tilted);
  }

  private legAt(stance: LegStance, posture: LegPosture, timeS: number): LegPose {
    const { side } = stance;
    const offset = this.script.ankleOffsetAt?.(timeS, side);
    const standing = poseLeg(
      offset ? { ...stance, ankle: add(stance.ankle, offset) } : stance,
      posture,
      this.script.footRollDegAt(timeS, side),
      this.script.footPitchDegAt?.(timeS, side),
    );
    const share = this.script.hangingShareAt?.(timeS, side) ?? 0;
    return share === 0 ? standing : hung(stance, standing, share);
  }
}

/**
 * A lifted leg hangs from where its hip is in standing. It gets there by and by: the sway of
 * standing would be a blow if it ended at once.
 */
function hung(stance: LegStance, leg: LegPose, share: number): LegPose {
  const { ankle, shankLengthM, thighLengthM } = stance;
  const hip: Vec3 = [ankle[0], ankle[1] + shankLengthM + thighLengthM, ankle[2]];
  const shift = scale(subtract(hip, leg.hip), share);
  const moved = (segment: SegmentPose): SegmentPose => ({
    ...segment,
    origin: add(segment.origin, shift),
  });
  return {
    foot: moved(leg.foot),
    shank: moved(leg.shank),
    thigh: moved(leg.thigh),
    hip: add(leg.hip, shift),
  };
}

function thighTiltOf(posture: LegPosture): number {
  return posture.drive === 'projection'
    ? posture.thighTiltDeg
    : posture.knee.kneeFlexionDeg - posture.shankTiltDeg;
}

function stanceOf(person: Person, toeOutDeg: number, side: Side): LegStance {
  return {
    side,
    headingRad: legHeadingRad(toeOutDeg, side),
    ankle: [0, person.ankleHeightM, (sideSign(side) * person.hipWidthM) / 2],
    shankLengthM: person.shankLengthM,
    thighLengthM: person.thighLengthM,
  };
}
