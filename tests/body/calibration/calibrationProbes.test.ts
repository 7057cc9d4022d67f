import { describe, expect, it } from 'vitest';
import type { LegRecording } from '../../../src/body/calibration/calibrateLeg.ts';
import { probeLeg } from '../../../src/body/calibration/calibrationProbes.ts';
import { CHECK_LIMITS } from '../../../src/body/calibration/checks/checkLimits.ts';
import type { SensorState } from '../../../src/body/sensorState.ts';
import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import { quatConjugate, quatFromMatrix, quatRotate } from '../../../src/geometry/quaternion.ts';
import { multiply, rotationY, rotationZ, transpose } from '../../../src/geometry/rotation.ts';
import { EARTH_TO_ISB } from '../../../src/geometry/worlds.ts';
import type { LegCalibration } from '../../../src/model/calibration.ts';
import { SIDES, type Side } from '../../../src/model/placement.ts';
import { sensorId } from '../../../src/model/sensor.ts';
import { Random } from '../../../src/simulator/random.ts';

const RATE_HZ = 100;
const STANDING_FRAMES = 100;

/** A sensor on a segment that is tilted about the subject's right, axes of the segment. */
function state(angleDeg: number, rateDps: number): SensorState {
  const orientation = quatFromMatrix(
    multiply(transpose(EARTH_TO_ISB), rotationZ(angleDeg * RAD_PER_DEG)),
  );
  return {
    orientation,
    acceleration: quatRotate(quatConjugate(orientation), [0, 0, STANDARD_GRAVITY]),
    angularRate: [0, 0, rateDps * RAD_PER_DEG],
    gyroBias: [0, 0, 0],
    quality: 0,
  };
}

/** A pure hinge that goes to 90° and back once a second: thigh back by 60°, shank forward by 30°. */
function hinge(side: Side): LegRecording {
  const thigh: SensorState[] = [];
  const shank: SensorState[] = [];
  for (let i = 0; i < STANDING_FRAMES + 5 * RATE_HZ; i++) {
    const t = Math.max(0, i - STANDING_FRAMES) / RATE_HZ;
    const bend = (1 - Math.cos(2 * Math.PI * t)) / 2;
    const rate = Math.PI * Math.sin(2 * Math.PI * t);
    thigh.push(state(60 * bend, 60 * rate));
    shank.push(state(-30 * bend, -30 * rate));
  }
  return {
    side,
    rateHz: RATE_HZ,
    thighSensor: sensorId('T'),
    shankSensor: sensorId('S'),
    thigh,
    shank,
    standingFrames: STANDING_FRAMES,
    flexions: 5,
    mayRefine: true,
  };
}

/** Frames turned about the long axis by `offDeg`: the flexion axis lies that far off. */
function calibrated(side: Side, offDeg: number): LegCalibration {
  const segmentToSensor = quatFromMatrix(rotationY(offDeg * RAD_PER_DEG));
  const alignment = (id: string) => ({
    sensorId: sensorId(id),
    segmentToSensor,
    gyroBiasRadps: [0, 0, 0] as const,
    leverArmM: [0, 0, 0] as const,
  });
  return {
    side,
    thigh: alignment('T'),
    shank: alignment('S'),
    relativeHeadingRad: 0,
    relativeHeadingSdRad: 0,
    legForwardRad: 0,
    headingConsistency: 1,
    axisShare: 1,
    axisSdDeg: 2,
    flexionRangeDeg: 90,
    refinement: 'couplingPrior',
    refinementDeg: [0, 0],
  };
}

describe.each(SIDES)('probes of a %s leg', (side) => {
  it.each([-5, 5])('show an axis that is %d° off as cross-talk beyond the limit', (offDeg) => {
    const { crossTalk } = probeLeg(hinge(side), calibrated(side, offDeg), []);
    // valgus = 5° · sin flexion: its slope over 0–90° lies between 5/90 and 5/57.3.
    expect(Math.abs(crossTalk ?? 0)).toBeGreaterThan(CHECK_LIMITS.crossTalk.limit);
    expect(Math.abs(crossTalk ?? 0)).toBeLessThan(0.0873);
  });

  it('are silent about a hinge whose axis is known, and call its upper sensor the upper one', () => {
    const probes = probeLeg(hinge(side), calibrated(side, 0), []);
    expect(probes.crossTalk).toBeCloseTo(0, 6);
    expect(probes.kneeTracking).toBeCloseTo(0, 6);
    expect(probes.upperRatio).toBeGreaterThan(1.9);
    expect(probes.thighAxisShare).toBeCloseTo(1, 6);
  });

  it('compare the stand after the squats with the one before', () => {
    const bent = Array.from({ length: 50 }, () => ({ thigh: state(2, 0), shank: state(-3, 0) }));
    const { standingRepeat } = probeLeg(hinge(side), calibrated(side, 0), bent);
    expect(standingRepeat?.kneeFlexionDeg).toBeCloseTo(5, 6);
    expect(standingRepeat?.kneeValgusDeg).toBeCloseTo(0, 6);
  });

  it('find no stand where the person goes on moving', () => {
    const random = new Random(1, 'moving');
    const moving = Array.from({ length: 50 }, () => {
      const rate = random.uniform(20, 30);
      return { thigh: state(5, rate), shank: state(-5, -rate) };
    });
    expect(probeLeg(hinge(side), calibrated(side, 0), moving).standingRepeat).toBeNull();
  });
});
