import { describe, expect, it } from 'vitest';
import { kneeAngles } from '../../src/body/jointAngles.ts';
import { DEG_PER_RAD, RAD_PER_DEG } from '../../src/geometry/angles.ts';
import { quatToMatrix } from '../../src/geometry/quaternion.ts';
import { multiply } from '../../src/geometry/rotation.ts';
import type { Calibration, SensorAlignment } from '../../src/model/calibration.ts';
import { SIDES, sideSign } from '../../src/model/placement.ts';
import { sensorId } from '../../src/model/sensor.ts';
import { legRotations } from '../../src/simulator/legPosture.ts';
import { turnFrames, turnLegHeading, turnRelativeHeading } from './turnedCalibration.ts';

const ALIGNED: SensorAlignment = {
  sensorId: sensorId('A'),
  segmentToSensor: [1, 0, 0, 0],
  gyroBiasRadps: [0, 0, 0],
  leverArmM: [0, 0, 0],
};

const TRUE: Calibration = {
  id: 'cal-1',
  timeUs: 0,
  method: 'standing+movement',
  standingS: 5,
  movementS: 10,
  standing: { fromUs: 0, toUs: 1 },
  movement: { fromUs: 1, toUs: 2 },
  legs: SIDES.map((side) => ({
    side,
    thigh: ALIGNED,
    shank: ALIGNED,
    relativeHeadingRad: 0,
    relativeHeadingSdRad: 0,
    legForwardRad: 0.3,
    headingConsistency: 1,
    axisShare: 1,
    axisSdDeg: 0,
    flexionRangeDeg: 70,
    refinement: 'none',
    refinementDeg: [0, 0],
  })),
  verdict: 'good',
  reasons: [],
};

describe('a calibration turned on purpose', () => {
  it.each(SIDES)('makes on the %s leg the false adduction of the law of crosstalk', (side) => {
    const wrong = turnFrames(TRUE, side, { thighDeg: [0, 5, 0], shankDeg: [0, 5, 0] });
    const [leg] = wrong.legs.filter((each) => each.side === side);
    for (const flexionDeg of [15, 45, 70, 90]) {
      // A pure hinge: all that is not flexion is false.
      const { thigh, shank } = legRotations(
        {
          drive: 'joint',
          shankTiltDeg: flexionDeg / 3,
          shankLeanDeg: 0,
          shankAxialDeg: 0,
          knee: { kneeFlexionDeg: flexionDeg, kneeValgusDeg: 0, kneeInternalRotationDeg: 0 },
        },
        0,
        side,
      );
      const seen = kneeAngles(
        multiply(thigh, quatToMatrix(leg.thigh.segmentToSensor)),
        multiply(shank, quatToMatrix(leg.shank.segmentToSensor)),
        side,
      );
      const law =
        Math.asin(Math.sin(5 * RAD_PER_DEG) * Math.sin(flexionDeg * RAD_PER_DEG)) * DEG_PER_RAD;
      // One and the same turn is adduction on the right leg and abduction on the left.
      expect(-seen.kneeValgusDeg * sideSign(side)).toBeCloseTo(law, 9);
    }
  });

  it('changes one leg alone, and each heading by what is said', () => {
    const turned = turnLegHeading(turnRelativeHeading(TRUE, 'left', -3), 'left', 5);
    const [right, left] = turned.legs;
    expect(right).toEqual(TRUE.legs[0]);
    expect(left.legForwardRad - 0.3).toBeCloseTo(5 * RAD_PER_DEG, 12);
    expect(left.relativeHeadingRad).toBeCloseTo(-3 * RAD_PER_DEG, 12);
    expect(left.thigh).toEqual(ALIGNED);
  });
});
