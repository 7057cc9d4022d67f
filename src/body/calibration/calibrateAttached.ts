import { RAD_PER_DEG } from '../../geometry/angles.ts';
import { quatFromMatrix, quatToMatrix } from '../../geometry/quaternion.ts';
import { apply, type Mat3 } from '../../geometry/rotation.ts';
import { add, scale, type Vec3 } from '../../geometry/vector.ts';
import type { AttachedAlignment, LegCalibration } from '../../model/calibration.ts';
import { standingFrame } from '../attached/attachedFrame.ts';
import type { AttachedState, AttachedStates } from '../attached/attachedState.ts';
import {
  FOOT_TIP,
  PELVIS_TIP,
  sensorForward,
  type TipLimits,
  tipDirection,
} from '../attached/tipDirection.ts';
import type { SensorState } from '../sensorState.ts';
import { isStill, stillness } from './quietStanding.ts';
import { meanDirection } from './segmentFrames.ts';

/** A standing of which less than this was delivered zeroes nothing. */
const LEAST_SHARE = 0.8;
const HEADING_SD_RAD = 1 * RAD_PER_DEG;

/**
 * `leg` with the foot and pelvis sensors that stood still with it. What they lack never costs the
 * leg anything: they are zeroed at a later stand.
 * @param frames standing, then movement, as the leg itself was calibrated on
 */
export function withAttached(
  leg: LegCalibration,
  frames: readonly { readonly attached?: AttachedStates }[],
  standingFrames: number,
): LegCalibration {
  const of = (
    pick: (attached: AttachedStates) => AttachedState | null,
    limits: TipLimits,
  ): AttachedAlignment | null =>
    alignAttached(
      frames.map(({ attached }) => (attached ? pick(attached) : null)),
      standingFrames,
      limits,
    );
  const foot = of((attached) => attached.foot, FOOT_TIP);
  const pelvis = of((attached) => attached.pelvis, PELVIS_TIP);
  return { ...leg, ...(foot && { foot }), ...(pelvis && { pelvis }) };
}

function alignAttached(
  frames: readonly (AttachedState | null)[],
  standingFrames: number,
  limits: TipLimits,
): AttachedAlignment | null {
  const last = frames[frames.length - 1];
  if (!last) return null;
  const { sensorId } = last;
  const seen = frames.find((each) => each?.verticals === last.verticals)?.seen ?? 0;
  const standing = frames
    .slice(0, standingFrames)
    .flatMap((each) => (each?.sensorId === sensorId && each.state ? [each.state] : []));
  if (standing.length < LEAST_SHARE * standingFrames) return null;
  if (!isStill(stillness(standing))) return null;
  const up = meanDirection(standing.map(({ acceleration }) => acceleration));
  const found = tipDirection(last.verticals.since(limits.before ? 0 : seen), up, limits);
  const frame = standingFrame(up, found?.forward ?? sensorForward(up));
  return {
    sensorId,
    segmentToSensor: quatFromMatrix(frame),
    gyroBiasRadps: meanRate(standing),
    forwardRad: meanForward(standing, frame),
    headingSdRad: HEADING_SD_RAD,
    directionSdRad: found?.sdRad ?? null,
  };
}

function meanForward(standing: readonly SensorState[], frame: Mat3): number {
  const x: Vec3 = [frame[0], frame[3], frame[6]];
  const mean = meanDirection(
    standing.map(({ orientation }) => apply(quatToMatrix(orientation), x)),
  );
  return Math.atan2(mean[1], mean[0]);
}

function meanRate(states: readonly SensorState[]): Vec3 {
  const sum = states.reduce<Vec3>(
    (total, { angularRate, gyroBias }) => add(total, add(angularRate, gyroBias)),
    [0, 0, 0],
  );
  return scale(sum, 1 / states.length);
}
