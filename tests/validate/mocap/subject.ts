import { inView, shankLeanDeg, thighLeanDeg } from '../../../src/body/frontalMeasures.ts';
import { DEG_PER_RAD, wrapAngle } from '../../../src/geometry/angles.ts';
import { quatRotate } from '../../../src/geometry/quaternion.ts';
import { norm, subtract, type Vec3, X_AXIS, Y_AXIS, Z_AXIS } from '../../../src/geometry/vector.ts';
import { type Side, sideSign } from '../../../src/model/placement.ts';
import type { MeasuredLeg, SubjectSettings } from '../../../src/model/settings.ts';
import type { MocapTrial, QuaternionColumns, VectorColumns } from './mocapTrial.ts';

/** Facts of a recorded person that could be measured on them in the standing pose. */
export interface MocapSubject {
  /** Square to the line of the hips, rad about the lab's Y. */
  readonly forwardRad: number;
  /** Outward turn of each foot against it, degrees. */
  readonly toeOutDeg: Readonly<Record<Side, number>>;
  readonly legs: Readonly<Record<Side, { shankLengthM: number; thighLengthM: number }>>;
}

export function subjectOf(trial: MocapTrial, standingRow: number): MocapSubject {
  const { right, left } = trial.legs;
  const hips = subtract(
    vectorAt(right.hipCentre, standingRow),
    vectorAt(left.hipCentre, standingRow),
  );
  const forwardRad = Math.atan2(hips[0], hips[2]);
  const toeOut = (side: Side): number => {
    const toes = quatRotate(attitudeAt(trial.legs[side].foot, standingRow), X_AXIS);
    const headingRad = Math.atan2(-toes[2], toes[0]);
    return -sideSign(side) * wrapAngle(headingRad - forwardRad) * DEG_PER_RAD;
  };
  const lengths = (side: Side): MocapSubject['legs'][Side] => {
    const leg = trial.legs[side];
    const knee = vectorAt(leg.kneeCentre, standingRow);
    return {
      shankLengthM: norm(subtract(knee, vectorAt(leg.ankleCentre, standingRow))),
      thighLengthM: norm(subtract(vectorAt(leg.hipCentre, standingRow), knee)),
    };
  };
  return {
    forwardRad,
    toeOutDeg: { right: toeOut('right'), left: toeOut('left') },
    legs: { right: lengths('right'), left: lengths('left') },
  };
}

/** What is entered for this person when sensors sit on one leg. */
export function subjectSettings(
  subject: MocapSubject,
  side: Side,
  measured: MeasuredLeg | null,
): SubjectSettings {
  const { legs, toeOutDeg } = subject;
  const settings = { ...legs[side], toeOutDeg };
  return measured === null ? settings : { ...settings, measured: { [side]: measured } };
}

/** What could be measured of a leg in the standing pose, without error, degrees. */
export function measurableAxes(
  trial: MocapTrial,
  standingRow: number,
  { forwardRad, toeOutDeg }: MocapSubject,
  side: Side,
): Required<MeasuredLeg> {
  const { thigh, shank } = trial.legs[side];
  const seen = (columns: QuaternionColumns, axis: Vec3): Vec3 =>
    inView(quatRotate(attitudeAt(columns, standingRow), axis), forwardRad);
  const condyles = seen(thigh, Z_AXIS);
  const outward = sideSign(side) * Math.atan2(condyles[0], condyles[2]) * DEG_PER_RAD;
  return {
    thighLeanDeg: thighLeanDeg(seen(thigh, Y_AXIS), side),
    shankLeanDeg: shankLeanDeg(seen(shank, Y_AXIS), side),
    condylesInwardDeg: toeOutDeg[side] + outward,
  };
}

export function vectorAt(columns: VectorColumns, row: number): Vec3 {
  return [columns[0][row], columns[1][row], columns[2][row]];
}

export function attitudeAt(
  columns: QuaternionColumns,
  row: number,
): readonly [number, number, number, number] {
  return [columns[0][row], columns[1][row], columns[2][row], columns[3][row]];
}
