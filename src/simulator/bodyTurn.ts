import { RAD_PER_DEG } from '../geometry/angles.ts';
import { apply, multiply, rotationY } from '../geometry/rotation.ts';
import { PLACEMENTS, type Placement } from '../model/placement.ts';
import type { BodyPose, SegmentPose } from './bodyPose.ts';
import { quinticStep } from './quinticStep.ts';

/** The person turns round on the spot, feet and all; + to the left. */
export interface BodyTurn {
  readonly startS: number;
  readonly endS: number;
  readonly turnDeg: number;
}

/**
 * The whole body turned about the vertical between its feet. What a person does with the feet
 * meanwhile is not modelled: they go round as on a turntable.
 */
export function turnBody(
  bonesAt: (timeS: number) => BodyPose,
  turns: readonly BodyTurn[],
): (timeS: number) => BodyPose {
  if (turns.length === 0) return bonesAt;
  return (timeS) => {
    const headingDeg = headingAt(turns, timeS);
    return headingDeg === 0 ? bonesAt(timeS) : turned(bonesAt(timeS), headingDeg);
  };
}

/** Where the person faces, degrees from the first direction, + to the left. */
export function headingAt(turns: readonly BodyTurn[], timeS: number): number {
  let headingDeg = 0;
  for (const { startS, endS, turnDeg } of turns) {
    headingDeg += turnDeg * quinticStep((timeS - startS) / (endS - startS));
  }
  return headingDeg;
}

function turned(pose: BodyPose, headingDeg: number): BodyPose {
  const turn = rotationY(headingDeg * RAD_PER_DEG);
  const result: Partial<Record<Placement, SegmentPose>> = {};
  for (const placement of PLACEMENTS) {
    const { rotation, origin } = pose[placement];
    result[placement] = { rotation: multiply(turn, rotation), origin: apply(turn, origin) };
  }
  return { ...pose, ...result };
}
