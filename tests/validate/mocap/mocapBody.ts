import { IDENTITY } from '../../../src/geometry/rotation.ts';
import { add, scale } from '../../../src/geometry/vector.ts';
import type { LegSegment } from '../../../src/model/placement.ts';
import type { BodyPose, SegmentPose } from '../../../src/simulator/bodyPose.ts';
import type { MocapLeg, MocapTrial } from './mocapTrial.ts';
import type { Playback } from './playback.ts';
import { SegmentMotion } from './segmentMotion.ts';

/**
 * The recorded person as a body that simulated sensors can be worn on: its pose at any time of the
 * playback. Poses are kept, for every mounting asks for the same instants again. The pelvis stands
 * upright between the knees, for nothing is recorded of it.
 */
export function mocapBody(trial: MocapTrial, playback: Playback): (timeS: number) => BodyPose {
  const { rateHz } = trial;
  const right = segmentsOf(trial.legs.right, rateHz);
  const left = segmentsOf(trial.legs.left, rateHz);
  const poses = new Map<number, BodyPose>();
  return (timeS) => {
    const known = poses.get(timeS);
    if (known) return known;
    const pose = new MocapPose(right, left, playback.rowAt(timeS));
    poses.set(timeS, pose);
    return pose;
  };
}

type LegSegments = Readonly<Record<LegSegment, SegmentMotion>>;

function segmentsOf(leg: MocapLeg, rateHz: number): LegSegments {
  return {
    thigh: new SegmentMotion(leg.thigh, leg.kneeCentre, rateHz),
    shank: new SegmentMotion(leg.shank, leg.ankleCentre, rateHz),
    foot: new SegmentMotion(leg.foot, leg.ankleCentre, rateHz),
  };
}

/** Computes a segment when it is first asked for: a run wears the sensors of one leg only. */
class MocapPose implements BodyPose {
  readonly #right: LegSegments;
  readonly #left: LegSegments;
  readonly #row: number;
  readonly #known = new Map<SegmentMotion, SegmentPose>();

  constructor(right: LegSegments, left: LegSegments, row: number) {
    this.#right = right;
    this.#left = left;
    this.#row = row;
  }

  get pelvis(): SegmentPose {
    const knees = add(this.right_thigh.origin, this.left_thigh.origin);
    return { rotation: IDENTITY, origin: scale(knees, 0.5) };
  }

  get right_thigh(): SegmentPose {
    return this.#poseOf(this.#right.thigh);
  }

  get right_shank(): SegmentPose {
    return this.#poseOf(this.#right.shank);
  }

  get right_foot(): SegmentPose {
    return this.#poseOf(this.#right.foot);
  }

  get left_thigh(): SegmentPose {
    return this.#poseOf(this.#left.thigh);
  }

  get left_shank(): SegmentPose {
    return this.#poseOf(this.#left.shank);
  }

  get left_foot(): SegmentPose {
    return this.#poseOf(this.#left.foot);
  }

  #poseOf(segment: SegmentMotion): SegmentPose {
    const known = this.#known.get(segment);
    if (known) return known;
    const pose = segment.poseAt(this.#row);
    this.#known.set(segment, pose);
    return pose;
  }
}
