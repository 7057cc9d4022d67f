import { footRollDeg, frontalMeasures } from '../body/frontalMeasures.ts';
import { ankleAngles, hipAngles, internalRotationDeg, kneeAngles } from '../body/jointAngles.ts';
import { quatFromMatrix } from '../geometry/quaternion.ts';
import { column, multiply, rotationY } from '../geometry/rotation.ts';
import { emptyLegMeasures } from '../model/bodyFrame.ts';
import { placementOf, type Side } from '../model/placement.ts';
import type { TruthLeg } from '../model/truth.ts';
import type { BodyPose } from './bodyPose.ts';
import type { Person } from './person.ts';
import { legHeadingRad } from './squatPeaks.ts';

/**
 * Every measure of a leg that follows from where its bones are, for a subject facing X.
 * Upright standing reads zero in all of them, and turns count from there: the leg's standing
 * heading is the reference of the hip and of the turns of shank and thigh.
 */
export function legTruth(
  pose: BodyPose,
  person: Pick<Person, 'shankLengthM' | 'thighLengthM'>,
  toeOutDeg: number,
  side: Side,
): TruthLeg {
  const thigh = pose[placementOf(side, 'thigh')].rotation;
  const shank = pose[placementOf(side, 'shank')].rotation;
  const foot = pose[placementOf(side, 'foot')].rotation;
  const footHeadingRad = legHeadingRad(toeOutDeg, side);
  const standing = rotationY(footHeadingRad);
  const frontal = frontalMeasures({
    side,
    shankAxis: column(shank, 1),
    thighAxis: column(thigh, 1),
    subjectHeadingRad: 0,
    footHeadingRad,
    shankLengthM: person.shankLengthM,
    thighLengthM: person.thighLengthM,
  });
  const { ankleDorsiflexionDeg, ankleEversionDeg } = ankleAngles(shank, foot, side);
  return {
    side,
    measures: {
      ...emptyLegMeasures(),
      ...kneeAngles(thigh, shank, side),
      ...frontal,
      ...hipAngles(multiply(pose.pelvis.rotation, standing), thigh, side),
      shankInternalRotationDeg: internalRotationDeg(standing, shank, side),
      thighInternalRotationDeg: internalRotationDeg(standing, thigh, side),
      ankleDorsiflexionDeg,
      ankleEversionDeg,
      footRollDeg: footRollDeg(column(foot, 1), footHeadingRad, side),
      ankleEversionPlantedDeg: -frontal.kneeOverToeDeg,
    },
    thigh: quatFromMatrix(thigh),
    shank: quatFromMatrix(shank),
  };
}
