import type { Placement } from '../model/placement.ts';
import type { BodyPose } from './bodyPose.ts';
import { type SegmentStencil, STENCIL_STEP_S } from './inertialSignals.ts';

type BodyStencil = readonly [BodyPose, BodyPose, BodyPose, BodyPose, BodyPose];

/** Instants kept: sensors of one body read packets of samples in turn, not sample by sample. */
const KEPT = 64;

/** Poses around the instants lately asked for, so that seven sensors pose the body once. */
export class StencilCache {
  private readonly poseAt: (timeS: number) => BodyPose;
  private readonly kept = new Map<number, BodyStencil>();

  constructor(poseAt: (timeS: number) => BodyPose) {
    this.poseAt = poseAt;
  }

  segmentAt(timeS: number, placement: Placement): SegmentStencil {
    const body = this.bodyAt(timeS);
    return [
      body[0][placement],
      body[1][placement],
      body[2][placement],
      body[3][placement],
      body[4][placement],
    ];
  }

  private bodyAt(timeS: number): BodyStencil {
    const known = this.kept.get(timeS);
    if (known) return known;
    const stencil: BodyStencil = [
      this.poseAt(timeS - 2 * STENCIL_STEP_S),
      this.poseAt(timeS - STENCIL_STEP_S),
      this.poseAt(timeS),
      this.poseAt(timeS + STENCIL_STEP_S),
      this.poseAt(timeS + 2 * STENCIL_STEP_S),
    ];
    this.kept.set(timeS, stencil);
    if (this.kept.size > KEPT) {
      for (const oldest of this.kept.keys()) {
        this.kept.delete(oldest);
        break;
      }
    }
    return stencil;
  }
}
