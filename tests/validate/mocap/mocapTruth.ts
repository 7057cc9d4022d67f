import { footRollDeg, frontalMeasures } from '../../../src/body/frontalMeasures.ts';
import { RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import { quatRotate } from '../../../src/geometry/quaternion.ts';
import { normalize, subtract, Y_AXIS } from '../../../src/geometry/vector.ts';
import type { LegMeasure } from '../../../src/model/bodyFrame.ts';
import { type Side, sideSign } from '../../../src/model/placement.ts';
import type { MocapTrial } from './mocapTrial.ts';
import { attitudeAt, type MocapSubject, vectorAt } from './subject.ts';

/** Measures that optics tell, as change from the standing row: the zero of every measure. */
export const TRUE_MEASURES = [
  'kneeFlexionDeg',
  'kneeValgusDeg',
  'kneeInternalRotationDeg',
  'fppaDeg',
  'kneeMedialDeviationM',
  'shankLeanDeg',
  'ankleDorsiflexionDeg',
  'ankleEversionDeg',
  'footRollDeg',
] as const satisfies readonly LegMeasure[];

export type TrueMeasure = (typeof TRUE_MEASURES)[number];

/** One value per row of the recording; NaN where the measure means nothing. */
export type LegTruth = Readonly<Record<TrueMeasure, Float64Array>>;

/**
 * Joint angles as the optical model gives them, projections from its joint centres, both with the
 * signs of docs/conventions.md and zero in the standing row.
 */
export function mocapTruth(
  trial: MocapTrial,
  subject: MocapSubject,
  standingRow: number,
  side: Side,
): LegTruth {
  const leg = trial.legs[side];
  const projections = Array.from({ length: trial.rows }, (_, row) =>
    projectionsAt(trial, subject, side, row),
  );
  const column = (key: keyof Projections): Float64Array =>
    Float64Array.from(projections, (each) => each[key]);
  const truth: Record<TrueMeasure, Float64Array> = {
    kneeFlexionDeg: leg.kneeFlexionDeg,
    kneeValgusDeg: leg.kneeAdductionDeg.map((value) => -value),
    kneeInternalRotationDeg: leg.kneeInternalRotationDeg,
    fppaDeg: column('fppaDeg'),
    kneeMedialDeviationM: column('kneeMedialDeviationM'),
    shankLeanDeg: column('shankLeanDeg'),
    ankleDorsiflexionDeg: leg.ankleDorsiflexionDeg,
    ankleEversionDeg: leg.ankleInversionDeg.map((value) => -value),
    footRollDeg: column('footRollDeg'),
  };
  for (const measure of TRUE_MEASURES) {
    const zero = truth[measure][standingRow];
    truth[measure] = truth[measure].map((value) => value - zero);
  }
  return truth;
}

interface Projections {
  readonly fppaDeg: number;
  readonly kneeMedialDeviationM: number;
  readonly shankLeanDeg: number;
  readonly footRollDeg: number;
}

function projectionsAt(
  trial: MocapTrial,
  subject: MocapSubject,
  side: Side,
  row: number,
): Projections {
  const { hipCentre, kneeCentre, ankleCentre, foot } = trial.legs[side];
  const knee = vectorAt(kneeCentre, row);
  const footHeadingRad =
    subject.forwardRad - sideSign(side) * subject.toeOutDeg[side] * RAD_PER_DEG;
  const { fppaDeg, kneeMedialDeviationM, shankLeanDeg } = frontalMeasures({
    side,
    shankAxis: normalize(subtract(knee, vectorAt(ankleCentre, row))),
    thighAxis: normalize(subtract(vectorAt(hipCentre, row), knee)),
    subjectHeadingRad: subject.forwardRad,
    footHeadingRad,
    ...subject.legs[side],
  });
  const roll = footRollDeg(quatRotate(attitudeAt(foot, row), Y_AXIS), footHeadingRad, side);
  return { fppaDeg, kneeMedialDeviationM, shankLeanDeg, footRollDeg: roll };
}

/** The value between two rows; NaN beside a row that has none. */
export function valueAt(column: Float64Array, row: number): number {
  const last = column.length - 1;
  const held = Math.min(Math.max(row, 0), last);
  const i = Math.min(Math.floor(held), last - 1);
  return column[i] + (held - i) * (column[i + 1] - column[i]);
}
