import { RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import { apply, multiply, rotationY, rotationZ } from '../../../src/geometry/rotation.ts';
import { add, subtract, type Vec3 } from '../../../src/geometry/vector.ts';
import { PLACEMENTS } from '../../../src/model/placement.ts';
import type { BodyPose, SegmentPose } from '../../../src/simulator/bodyPose.ts';

/** When each begins, after the filters have settled, s. */
const STARTS_S = [3.2, 4.6];
const LASTS_S = 1.2;
const HIGHEST_DEG = 45;
/** From the ankle forward and down to the ball of the foot, metres. */
const BALL_AHEAD_M = 0.12;
const BALL_BELOW_M = 0.08;

/** They are over, and the person stands again, s. */
export const HEEL_RISES_END_S = 6;

/**
 * `poseAt` with two rises onto the toes in its standing, as a wearer of foot sensors is asked for:
 * the feet turn about their balls, and lift what is above them, upright as it is.
 */
export function withHeelRises(poseAt: (timeS: number) => BodyPose): (timeS: number) => BodyPose {
  return (timeS) => {
    const pose = poseAt(timeS);
    const tipRad = tipAt(timeS);
    return tipRad === 0 ? pose : risen(pose, tipRad);
  };
}

/** Smooth to the third derivative, as sensors feel it. */
function tipAt(timeS: number): number {
  const start = STARTS_S.find((each) => timeS > each && timeS < each + LASTS_S);
  if (start === undefined) return 0;
  return HIGHEST_DEG * RAD_PER_DEG * Math.sin((Math.PI * (timeS - start)) / LASTS_S) ** 4;
}

function risen(pose: BodyPose, tipRad: number): BodyPose {
  const ball: Vec3 = [BALL_AHEAD_M, -BALL_BELOW_M, 0];
  // The ankle goes forward a little too; a wearer sways back by as much.
  const lift: Vec3 = [0, subtract(ball, apply(rotationZ(-tipRad), ball))[1], 0];
  const segments = PLACEMENTS.map((placement): [string, SegmentPose] => {
    const { rotation, origin } = pose[placement];
    if (!placement.endsWith('foot')) return [placement, { rotation, origin: add(origin, lift) }];
    const toes = rotationY(Math.atan2(-rotation[6], rotation[0]));
    const back = rotationY(-Math.atan2(-rotation[6], rotation[0]));
    const turned = multiply(multiply(toes, rotationZ(-tipRad)), back, rotation);
    return [placement, { rotation: turned, origin: add(origin, lift) }];
  });
  return Object.fromEntries(segments) as BodyPose;
}
