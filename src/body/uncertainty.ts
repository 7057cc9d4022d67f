import { DEG_PER_RAD, RAD_PER_DEG } from '../geometry/angles.ts';
import type { LegMeasures } from '../model/bodyFrame.ts';

/** Inclination of one segment by the orientation filter, degrees. */
const INCLINATION_SD_DEG = 0.5;

export interface UncertaintySources {
  readonly axisSdDeg: number;
  readonly relativeHeadingSdRad: number;
  readonly legHeadingSdRad: number;
  /** Degrees of projection angle per degree of heading. */
  readonly headingSensitivity: number;
  readonly shankLengthM: number;
  readonly thighLengthM: number;
}

/**
 * One standard deviation of each headline quantity, from the error laws of flexion axis,
 * headings and inclination. Written into `measures`.
 */
export function writeUncertainty(measures: LegMeasures, sources: UncertaintySources): void {
  const shankTilt = Math.abs(Math.sin(measures.shankTiltDeg * RAD_PER_DEG));
  const thighTilt = Math.abs(Math.sin(measures.thighTiltDeg * RAD_PER_DEG));
  const flexion = Math.abs(Math.sin(measures.kneeFlexionDeg * RAD_PER_DEG));
  const pair = INCLINATION_SD_DEG * Math.SQRT2;
  const relativeDeg = sources.relativeHeadingSdRad * DEG_PER_RAD;
  // A heading of the flexion axis that is off turns the whole leg's forward direction with it.
  const legDeg = Math.hypot(sources.legHeadingSdRad * DEG_PER_RAD, sources.axisSdDeg);
  const leg = legDeg * RAD_PER_DEG;
  const { shankLengthM, thighLengthM } = sources;
  const spanM = (shankLengthM * shankTilt + thighLengthM * thighTilt) / 2;
  measures.kneeFlexionSdDeg = pair;
  measures.kneeValgusSdDeg = Math.hypot(pair, relativeDeg * shankTilt, sources.axisSdDeg * flexion);
  measures.fppaSdDeg = Math.hypot(pair, legDeg * sources.headingSensitivity);
  measures.kneeMedialDeviationSdM = Math.hypot(
    (INCLINATION_SD_DEG * RAD_PER_DEG * (shankLengthM + thighLengthM)) / 2,
    leg * spanM,
  );
  measures.kneeOverToeSdDeg = Math.hypot(INCLINATION_SD_DEG, legDeg * shankTilt);
}
