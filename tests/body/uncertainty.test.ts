import { describe, expect, it } from 'vitest';
import { fppaHeadingSensitivity } from '../../src/body/frontalMeasures.ts';
import { type UncertaintySources, writeUncertainty } from '../../src/body/uncertainty.ts';
import {
  ENTERED_TOE_OUT_SD_DEG,
  LATERAL_SD_DEG,
  RELATIVE_SHARE,
  SAGITTAL_SD_DEG,
} from '../../src/body/uncertaintyConstants.ts';
import { RAD_PER_DEG } from '../../src/geometry/angles.ts';
import type { Vec3 } from '../../src/geometry/vector.ts';
import { emptyLegMeasures, type LegMeasures } from '../../src/model/bodyFrame.ts';

const RELATIVE_DEG = 2;
const COVARIANCE_DEG2 = [4, 1.5, 9] as const;

/** A leg bent in its plane, with the sources of an ordinary calibration. */
function measured(
  shankTiltDeg: number,
  thighTiltDeg: number,
  given: Partial<UncertaintySources> = {},
): LegMeasures {
  const shankAxis = axis(shankTiltDeg);
  const thighAxis = axis(-thighTiltDeg);
  const measures = { ...emptyLegMeasures(), kneeFlexionDeg: shankTiltDeg + thighTiltDeg };
  writeUncertainty(measures, {
    calibration: { axisSdDeg: 2, refinementCovarianceDeg2: COVARIANCE_DEG2 },
    relativeHeadingSdRad: RELATIVE_DEG * RAD_PER_DEG,
    legHeadingSdRad: 1 * RAD_PER_DEG,
    headingSensitivity: fppaHeadingSensitivity(shankAxis, thighAxis),
    shankAxis,
    thighAxis,
    shankLengthM: 0.43,
    thighLengthM: 0.42,
    ...given,
  });
  return measures;
}

function axis(tiltDeg: number): Vec3 {
  return [Math.sin(tiltDeg * RAD_PER_DEG), Math.cos(tiltDeg * RAD_PER_DEG), 0];
}

describe('the uncertainty of the measures', () => {
  it('is that of the inclinations while the leg stands, whatever axes and headings do', () => {
    const standing = measured(0, 0);
    const lateral = Math.SQRT2 * LATERAL_SD_DEG;
    expect(standing.kneeFlexionSdDeg).toBeCloseTo(Math.SQRT2 * SAGITTAL_SD_DEG, 9);
    expect(standing.kneeValgusSdDeg).toBeCloseTo(lateral, 9);
    expect(standing.fppaSdDeg).toBeCloseTo(lateral, 9);
    for (const key of ['shankLeanSdDeg', 'thighLeanSdDeg', 'kneeOverToeSdDeg'] as const) {
      expect(standing[key]).toBeCloseTo(LATERAL_SD_DEG, 9);
    }
    // Rotation is a heading: it shows the relative one from the start.
    const relative = RELATIVE_SHARE * RELATIVE_DEG;
    expect(standing.kneeInternalRotationSdDeg).toBeCloseTo(Math.hypot(lateral, relative), 9);
  });

  it('follows the law of the axes in valgus and rotation at 90° of flexion', () => {
    const [xx, xy, yy] = COVARIANCE_DEG2;
    const lateral = Math.SQRT2 * LATERAL_SD_DEG;
    const relative = RELATIVE_SHARE * RELATIVE_DEG;
    const { kneeValgusSdDeg, kneeInternalRotationSdDeg } = measured(30, 60);
    const valgus = Math.sqrt(xx + 2 * xy + yy);
    const rotation = Math.sqrt(xx - 2 * xy + yy);
    expect(kneeValgusSdDeg).toBeCloseTo(Math.hypot(lateral, valgus, relative * 0.5), 9);
    expect(kneeInternalRotationSdDeg).toBeCloseTo(
      Math.hypot(lateral, rotation, relative * Math.cos(30 * RAD_PER_DEG)),
      9,
    );
  });

  it('is larger for joint angles where nothing refined the axes', () => {
    const unrefined = measured(30, 60, { calibration: { axisSdDeg: 2 } });
    expect(unrefined.kneeValgusSdDeg).toBeGreaterThan(1.5 * measured(30, 60).kneeValgusSdDeg);
    expect(unrefined.fppaSdDeg).toBe(measured(30, 60).fppaSdDeg);
  });

  it('counts the entered toe-out with the tangents of both tilts, and not in knee over toe', () => {
    const none = { legHeadingSdRad: 0, calibration: { axisSdDeg: 0 } };
    const { fppaSdDeg, shankLeanSdDeg, kneeOverToeSdDeg } = measured(30, 60, none);
    const tangents = Math.tan(30 * RAD_PER_DEG) + Math.tan(60 * RAD_PER_DEG);
    expect(fppaSdDeg).toBeGreaterThan(ENTERED_TOE_OUT_SD_DEG * tangents);
    // What else there is of it: the turn of the shank, and an offset on both leans, below 1.5°.
    expect(fppaSdDeg).toBeLessThan(Math.hypot(ENTERED_TOE_OUT_SD_DEG * tangents, 1.5));
    expect(shankLeanSdDeg).toBeGreaterThan(kneeOverToeSdDeg);
  });

  it('grows with the bend in every measure', () => {
    const stages = [measured(0, 0), measured(15, 30), measured(30, 60)];
    for (const key of [
      'kneeFlexionSdDeg',
      'kneeValgusSdDeg',
      'kneeInternalRotationSdDeg',
      'fppaSdDeg',
      'shankLeanSdDeg',
      'thighLeanSdDeg',
      'kneeMedialDeviationSdM',
      'kneeOverToeSdDeg',
    ] as const) {
      const [standing, half, full] = stages.map((measures) => measures[key]);
      expect(half).toBeGreaterThan(standing);
      expect(full).toBeGreaterThan(half);
    }
  });

  it('stays finite where a thigh lies level', () => {
    const level = measured(35, 90);
    for (const key of ['shankLeanSdDeg', 'thighLeanSdDeg', 'kneeMedialDeviationSdM'] as const) {
      expect(level[key]).toBeLessThanOrEqual(90);
    }
    expect(level.kneeMedialDeviationSdM).toBeLessThan(0.04);
  });
});
