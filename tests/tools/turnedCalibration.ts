import { RAD_PER_DEG } from '../../src/geometry/angles.ts';
import { quatFromMatrix, quatMultiply } from '../../src/geometry/quaternion.ts';
import { rotationFromVector } from '../../src/geometry/rotation.ts';
import { scale, type Vec3 } from '../../src/geometry/vector.ts';
import type { Calibration, LegCalibration } from '../../src/model/calibration.ts';
import type { Side } from '../../src/model/placement.ts';

export interface FrameTurns {
  /** (εx, εy, εz), degrees: the turn of the segment's axes against the true ones, about those. */
  readonly thighDeg?: Vec3;
  readonly shankDeg?: Vec3;
}

/**
 * A calibration with an exactly known error: its segment frames turned on one leg. εy alone is an
 * error of the flexion axis in standing; it makes `asin(sin ε sin F)` of false adduction on the right
 * leg and of false valgus on the left one.
 */
export function turnFrames(calibration: Calibration, side: Side, turns: FrameTurns): Calibration {
  return onLeg(calibration, side, (leg) => ({
    ...leg,
    thigh: { ...leg.thigh, segmentToSensor: turned(leg.thigh.segmentToSensor, turns.thighDeg) },
    shank: { ...leg.shank, segmentToSensor: turned(leg.shank.segmentToSensor, turns.shankDeg) },
  }));
}

/** A calibration whose forward direction of one leg is off by `deg`, + to the left. */
export function turnLegHeading(calibration: Calibration, side: Side, deg: number): Calibration {
  return onLeg(calibration, side, (leg) => ({
    ...leg,
    legForwardRad: leg.legForwardRad + deg * RAD_PER_DEG,
  }));
}

/** A calibration whose heading of the shank against the thigh is off by `deg`, + to the left. */
export function turnRelativeHeading(
  calibration: Calibration,
  side: Side,
  deg: number,
): Calibration {
  return onLeg(calibration, side, (leg) => ({
    ...leg,
    relativeHeadingRad: leg.relativeHeadingRad + deg * RAD_PER_DEG,
  }));
}

function turned(
  segmentToSensor: LegCalibration['thigh']['segmentToSensor'],
  turnDeg: Vec3 = [0, 0, 0],
): LegCalibration['thigh']['segmentToSensor'] {
  return quatMultiply(
    segmentToSensor,
    quatFromMatrix(rotationFromVector(scale(turnDeg, RAD_PER_DEG))),
  );
}

function onLeg(
  calibration: Calibration,
  side: Side,
  change: (leg: LegCalibration) => LegCalibration,
): Calibration {
  return {
    ...calibration,
    legs: calibration.legs.map((leg) => (leg.side === side ? change(leg) : leg)),
  };
}
