import { describe, expect, it } from 'vitest';
import type { LegCalibrationResult } from '../../../src/body/calibration/calibrateLeg.ts';
import type { SensorStillness } from '../../../src/body/calibration/quietStanding.ts';
import { judge } from '../../../src/body/calibration/verdict.ts';
import type { LegCalibration } from '../../../src/model/calibration.ts';
import { sensorId } from '../../../src/model/sensor.ts';

const ALIGNMENT = {
  sensorId: sensorId('S'),
  segmentToSensor: [1, 0, 0, 0],
  gyroBiasRadps: [0, 0, 0],
  leverArmM: [0, 0.15, 0],
} as const;

const GOOD_LEG: LegCalibration = {
  side: 'left',
  thigh: ALIGNMENT,
  shank: ALIGNMENT,
  relativeHeadingRad: 0,
  relativeHeadingSdRad: 0.03,
  legForwardRad: 0,
  headingConsistency: 0.95,
  axisShare: 0.97,
  axisSdDeg: 2,
  flexionRangeDeg: 72,
  refinement: 'couplingPrior',
  refinementDeg: [1, 1],
};

const STILL: SensorStillness = {
  placement: 'left_thigh',
  rateSdDps: 0.3,
  forceSdMps2: 0.03,
  gravityMps2: 9.81,
  biasDps: 0.5,
};

function leg(
  given: Partial<LegCalibration>,
  figures: Partial<Omit<LegCalibrationResult, 'leg'>> = {},
): LegCalibrationResult {
  return {
    leg: { ...GOOD_LEG, ...given },
    axisToVerticalDeg: 90,
    axisDisagreementDeg: 4,
    ...figures,
  };
}

const FOUND = {
  method: 'standing+movement',
  standingS: 3,
  standing: { fromUs: 0, toUs: 3e6 },
  movement: { fromUs: 3e6, toUs: 20e6 },
} as const;

describe('the verdict on a calibration', () => {
  it('is good without a reason when every figure is', () => {
    expect(judge([leg({})], [STILL], FOUND)).toMatchObject({ verdict: 'good', reasons: [] });
  });

  it.each([
    [
      'redo',
      leg({ flexionRangeDeg: 31 }),
      'left leg: the knee bent only 31°; squat deeper, to 60° or more',
    ],
    [
      'usable',
      leg({ refinement: 'none', flexionRangeDeg: 52 }),
      'left leg: the flexion axis could not be refined',
    ],
    ['redo', leg({ axisShare: 0.8 }), 'left leg: only 80 % of the movement was knee flexion'],
    [
      'usable',
      leg({ axisShare: 0.85 }),
      'left leg: 85 % of the movement was knee flexion; 90 % is good',
    ],
    [
      'redo',
      leg({ headingConsistency: 0.5 }),
      'left leg: thigh and shank do not agree on the movement',
    ],
    [
      'redo',
      leg({}, { axisToVerticalDeg: 72 }),
      'left leg: the flexion axis lies 18° off level; check',
    ],
    [
      'usable',
      leg({}, { axisToVerticalDeg: 100 }),
      'left leg: the flexion axis lies 10° off level',
    ],
    [
      'usable',
      leg({}, { axisToVerticalDeg: 98.04 }),
      'left leg: the flexion axis lies 8.1° off level; below 8°',
    ],
    [
      'usable',
      leg({}, { axisDisagreementDeg: 30 }),
      'left leg: thigh and shank turned about axes 30° apart',
    ],
    [
      'usable',
      leg({ sensorOffsetMs: 20, sensorOffsetSdMs: 2, sensorOffsetAppliedMs: 20 }),
      'left leg: the shank sensor is 20 ms behind the other, and it was set right; below 5 ms',
    ],
    [
      'usable',
      leg({ sensorOffsetMs: -45, sensorOffsetSdMs: 2, sensorOffsetAppliedMs: 0 }),
      'left leg: the thigh sensor is 45 ms behind the other, and it is too long to be set right;',
    ],
  ] as const)('is %s for one leg, with the reason and what to do', (verdict, result, reason) => {
    const judged = judge([leg({ side: 'right' }), result], [STILL], FOUND);
    expect(judged.verdict).toBe(verdict);
    expect(judged.reasons).toHaveLength(1);
    expect(judged.reasons[0]).toContain(reason);
    expect(judged.reasons[0]).toContain(';');
  });

  it.each([
    [null, null],
    [8.9, 2],
    [-8.9, 2],
  ])('stays good for an offset of %s ± %s ms: 5 ms and two standard deviations', (ms, sd) => {
    const given = { sensorOffsetMs: ms, sensorOffsetSdMs: sd };
    expect(judge([leg(given)], [STILL], FOUND).verdict).toBe('good');
  });

  it.each([
    [{ rateSdDps: 0.8 }, 'not quite still; hold on'],
    [{ forceSdMps2: 0.08 }, 'not quite still; hold on'],
    [{ biasDps: 4.2 }, 'a gyroscope is off by 4.2 °/s; let the sensor warm up'],
  ])('is usable for a standing of %o', (given, reason) => {
    const judged = judge([leg({})], [STILL, { ...STILL, ...given }, { ...STILL, ...given }], FOUND);
    expect(judged.verdict).toBe('usable');
    // The same reason of two sensors is said once.
    expect(judged.reasons).toEqual([expect.stringContaining(reason)]);
  });

  it('is redo for a named standing that was none', () => {
    const judged = judge([leg({})], [{ ...STILL, rateSdDps: 4 }], {
      ...FOUND,
      method: 'givenWindows',
    });
    expect(judged.verdict).toBe('redo');
    expect(judged.reasons[0]).toMatch(
      /^100 % of the standing was not still; .*name another stretch$/,
    );
  });

  it('is not redo for one sway in a long standing', () => {
    const swayed = { ...STILL, rateSdDps: 4 };
    const judged = judge([leg({})], [STILL, STILL, STILL, swayed], {
      ...FOUND,
      method: 'givenWindows',
    });
    expect(judged.verdict).toBe('usable');
  });

  it.each([
    [{ standingS: 0.6 }, 'only 0.6 s of standing'],
    [{ movement: { fromUs: 900e6, toUs: 960e6 } }, 'lie 897 s apart'],
    [{ movement: { fromUs: -120e6, toUs: -100e6 } }, 'lie 100 s apart'],
  ])('is usable at most for %o', (facts, reason) => {
    const judged = judge([leg({})], [STILL], { ...FOUND, ...facts });
    expect(judged.verdict).toBe('usable');
    expect(judged.reasons).toEqual([expect.stringContaining(reason)]);
  });

  it('is redo for axes that come from the assessed movement, however good they look', () => {
    // Not refined, which is how it must be there and nothing to advise on.
    const unrefined = leg({ refinement: 'none' });
    const judged = judge([unrefined], [STILL], { ...FOUND, method: 'assessedMovement' });
    expect(judged.verdict).toBe('redo');
    expect(judged.reasons).toEqual([expect.stringContaining('the assessed movement itself')]);
  });

  it('is the worst of all findings, and every reason is told', () => {
    const judged = judge(
      [leg({ axisShare: 0.85 }), leg({ side: 'right', headingConsistency: 0.3 })],
      [STILL],
      FOUND,
    );
    expect(judged.verdict).toBe('redo');
    expect(judged.reasons).toHaveLength(2);
  });
});
