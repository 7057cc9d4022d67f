import { beforeAll, describe, expect, it } from 'vitest';
import {
  calibrateLeg,
  type LegCalibrationResult,
} from '../../../src/body/calibration/calibrateLeg.ts';
import { verticalInSensor } from '../../../src/body/calibration/segmentFrames.ts';
import { kneeAngles } from '../../../src/body/jointAngles.ts';
import { DEG_PER_RAD, RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import { quatToMatrix } from '../../../src/geometry/quaternion.ts';
import {
  applyTransposed,
  column,
  IDENTITY,
  type Mat3,
  multiply,
  rotationX,
  rotationY,
  rotationZ,
  transpose,
} from '../../../src/geometry/rotation.ts';
import { angleBetween, norm, scale, subtract, type Vec3 } from '../../../src/geometry/vector.ts';
import { type LegSegment, placementOf, SIDES, type Side } from '../../../src/model/placement.ts';
import { sensorMount } from '../../../src/simulator/sensorMount.ts';
import { RATE_HZ, statesOn, type WornSensors, wear } from './wornSensors.ts';

/**
 * Without sensor noise what is left is the resolution of the counts, the sway of 0.15° in the
 * standing, and the orientation filter's few tenths of a degree in movement.
 */
const VERTICAL_DEG = 0.3;
/** Share of the error of the bare placement prior: a slow squat tells little about lever arms. */
const LEVER_ARM_SHARE = 0.85;
/** Sway of 0.15° RMS moves the mean rate over the standing by at most six of it in 3.5 s. */
const BIAS_DPS = (6 * 0.15) / 3.5;

const STANDING_S = { from: 2, to: 5.5 };
const SEED = 2;

let worn: WornSensors;

beforeAll(() => {
  worn = wear({ seed: SEED, reps: 0 });
});

function calibrated(side: Side): LegCalibrationResult {
  const part = (segment: LegSegment) =>
    statesOn(worn, placementOf(side, segment)).slice(STANDING_S.from * RATE_HZ);
  const id = (segment: LegSegment) => worn.ids.get(placementOf(side, segment))!;
  return calibrateLeg({
    side,
    rateHz: RATE_HZ,
    thighSensor: id('thigh'),
    shankSensor: id('shank'),
    thigh: part('thigh'),
    shank: part('shank'),
    standingFrames: (STANDING_S.to - STANDING_S.from) * RATE_HZ,
    flexions: 5,
    mayRefine: true,
  });
}

/** Segment to sensor of the strap as the simulator put it on. */
function trueFrame(side: Side, segment: 'thigh' | 'shank'): Mat3 {
  const mount = sensorMount(placementOf(side, segment), worn.session.person, 'random', SEED);
  return transpose(mount.rotation);
}

/** Knee centre to sensor, sensor axes. */
function trueArm(side: Side, segment: 'thigh' | 'shank'): Vec3 {
  const { person } = worn.session;
  const mount = sensorMount(placementOf(side, segment), person, 'random', SEED);
  const knee: Vec3 = segment === 'thigh' ? [0, 0, 0] : [0, person.shankLengthM, 0];
  return applyTransposed(mount.rotation, subtract(mount.positionM, knee));
}

describe.each(SIDES)('calibrating the %s leg without noise', (side) => {
  it.each(['thigh', 'shank'] as const)('finds the axes of the %s', (segment) => {
    const { leg } = calibrated(side);
    const found = quatToMatrix(leg[segment].segmentToSensor);
    const truth = trueFrame(side, segment);
    const offDeg = (axis: 0 | 1 | 2): number =>
      angleBetween(column(found, axis), column(truth, axis)) * DEG_PER_RAD;
    expect(offDeg(1)).toBeLessThan(VERTICAL_DEG);
    // Twice what it says itself.
    expect(offDeg(2)).toBeLessThan(2 * leg.axisSdDeg);
    expect(leg.axisSdDeg).toBeLessThan(3);
  });

  it('places the knee better than the mere prior does', () => {
    const { leg } = calibrated(side);
    const truth = [trueArm(side, 'thigh'), trueArm(side, 'shank')];
    const prior = [
      scale(column(trueFrame(side, 'thigh'), 1), 0.15),
      scale(column(trueFrame(side, 'shank'), 1), -0.15),
    ];
    const error = (arms: readonly Vec3[]): number =>
      Math.hypot(...arms.map((arm, i) => norm(subtract(arm, truth[i]))));
    expect(error([leg.thigh.leverArmM, leg.shank.leverArmM])).toBeLessThan(
      LEVER_ARM_SHARE * error(prior),
    );
  });

  it('finds no gyroscope bias where there is none', () => {
    for (const segment of ['thigh', 'shank'] as const) {
      expect(norm(calibrated(side).leg[segment].gyroBiasRadps) * DEG_PER_RAD).toBeLessThan(
        BIAS_DPS,
      );
    }
  });

  it('sees a sagittal movement of the depth that was made', () => {
    const { leg, axisToVerticalDeg, axisDisagreementDeg } = calibrated(side);
    expect(leg.axisShare).toBeGreaterThan(0.99);
    expect(leg.headingConsistency).toBeGreaterThan(0.95);
    // The bounds of a good verdict.
    expect(Math.abs(axisToVerticalDeg - 90)).toBeLessThan(8);
    expect(axisDisagreementDeg).toBeLessThan(20);
    // 75° at the bottom; the range leaves out the quiet frames and 3 % at either end.
    expect(leg.flexionRangeDeg).toBeGreaterThan(60);
    expect(leg.flexionRangeDeg).toBeLessThan(75);
    expect(leg.refinement).toBe('couplingPrior');
    // Surer than the prior alone, which gives 3° about x and 6° about y; and a covariance.
    const [xx, xy, yy] = leg.refinementCovarianceDeg2 ?? [0, 0, 0];
    expect(xx).toBeGreaterThan(0);
    expect(xx).toBeLessThan(3 ** 2);
    expect(yy).toBeLessThan(6 ** 2);
    expect(xx * yy - xy * xy).toBeGreaterThan(0);
  });

  it('gives the relative heading that puts both segments into one standing plane', () => {
    const { leg } = calibrated(side);
    const standing = 4 * RATE_HZ;
    const toEarth = (segment: 'thigh' | 'shank'): Mat3 =>
      multiply(
        quatToMatrix(statesOn(worn, placementOf(side, segment))[standing].orientation),
        trueFrame(side, segment),
      );
    const shank = multiply(rotationZ(leg.relativeHeadingRad), toEarth('shank'));
    const offDeg = angleBetween(column(toEarth('thigh'), 2), column(shank, 2)) * DEG_PER_RAD;
    // Its own statement of one standard deviation, doubled, and the filter's drift in the movement.
    expect(offDeg).toBeLessThan(2 * leg.relativeHeadingSdRad * DEG_PER_RAD + 1);
  });
});

describe('the vertical in a sensor', () => {
  it('is the specific force at rest', () => {
    const state = statesOn(worn, 'left_shank')[4 * RATE_HZ];
    const offDeg = angleBetween(verticalInSensor(state), state.acceleration) * DEG_PER_RAD;
    expect(offDeg).toBeLessThan(VERTICAL_DEG);
  });
});

describe('axes that are wrong by ε about the long axes', () => {
  it.each(SIDES)('show a false valgus of ε sin(flexion) on the %s', (side) => {
    const errorDeg = 5;
    const turn = rotationY(errorDeg * RAD_PER_DEG);
    const shank = rotationZ(-90 * RAD_PER_DEG);
    const clean = kneeAngles(IDENTITY, shank, side);
    const crossed = kneeAngles(turn, multiply(shank, turn), side);
    expect(clean.kneeValgusDeg).toBeCloseTo(0, 9);
    expect(Math.abs(Math.abs(crossed.kneeValgusDeg) - errorDeg)).toBeLessThan(0.2);
    // And about the forward axis nothing at all while the knee is straight.
    const lean = rotationX(errorDeg * RAD_PER_DEG);
    expect(kneeAngles(lean, lean, side).kneeValgusDeg).toBeCloseTo(0, 9);
  });
});
