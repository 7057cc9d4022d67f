import type { LegMeasure } from '../../src/model/bodyFrame.ts';

/** Half of a 95 % interval, in standard deviations. */
export const HALF_WIDTH = 1.96;

interface Stated {
  readonly name: string;
  readonly value: LegMeasure;
  readonly sd: LegMeasure;
}

/** Every quantity that has a standard deviation and does not need a further sensor. */
export const STATED: readonly Stated[] = [
  { name: 'knee flexion', value: 'kneeFlexionDeg', sd: 'kneeFlexionSdDeg' },
  { name: 'knee valgus', value: 'kneeValgusDeg', sd: 'kneeValgusSdDeg' },
  {
    name: 'knee internal rotation',
    value: 'kneeInternalRotationDeg',
    sd: 'kneeInternalRotationSdDeg',
  },
  { name: 'FPPA', value: 'fppaDeg', sd: 'fppaSdDeg' },
  { name: 'knee medial deviation', value: 'kneeMedialDeviationM', sd: 'kneeMedialDeviationSdM' },
  { name: 'knee over toe', value: 'kneeOverToeDeg', sd: 'kneeOverToeSdDeg' },
  { name: 'shank lean', value: 'shankLeanDeg', sd: 'shankLeanSdDeg' },
  { name: 'thigh lean', value: 'thighLeanDeg', sd: 'thighLeanSdDeg' },
];
