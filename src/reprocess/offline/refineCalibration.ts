import type { CalibrationLegInput } from '../../body/calibration/calibrationLegInput.ts';
import { LyingPose } from '../../body/calibration/lyingPose.ts';
import { standingForwardRad, standingRelativeRad } from '../../body/calibration/segmentFrames.ts';
import { WindowCalibrator } from '../../body/calibration/windowCalibrator.ts';
import { isQuietUpright, REST_ROTATION_SD_RAD } from '../../body/quietUpright.ts';
import { RAD_PER_DEG } from '../../geometry/angles.ts';
import {
  type Quat,
  quatConjugate,
  quatMultiply,
  quatToMatrix,
  quatToRotationVector,
} from '../../geometry/quaternion.ts';
import { apply, column, multiply, rotationZ } from '../../geometry/rotation.ts';
import { norm, type Vec3 } from '../../geometry/vector.ts';
import type { Calibration, LegCalibration } from '../../model/calibration.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import { AttachedSensors, attachedOf } from './attachedSensors.ts';
import type { Turn } from './recordingSurvey.ts';
import type { WholeRecording } from './wholeRecording.ts';

/** Axes that better attitudes turn by more than this were found in another standing. */
const SAME_AXES_RAD = 10 * RAD_PER_DEG;

/**
 * The calibration once more, on the same stretches, with attitudes judged from both sides: the earth
 * frames of these are others, so that headings found before mean nothing in them.
 *
 * A leg of which this finds other axes (it stood at another time than the calibration says) keeps those
 * it had, and its headings are taken from its first quiet stand.
 */
export function refineCalibration(
  calibration: Calibration,
  whole: WholeRecording,
  { frameRateHz, subject }: PipelineSettings,
  turns: readonly Turn[],
): Calibration {
  const { standing, movement, method } = calibration;
  const again = new WindowCalibrator(
    frameRateHz,
    {
      standing,
      functional: movement,
      method: method === 'assessedMovement' ? method : 'givenWindows',
    },
    calibration.id,
    {
      measured: subject.measured ?? {},
      lyingUp: lyingUp(calibration, whole, frameRateHz, turns),
    },
  );
  let found: Calibration | null | 'pending' = 'pending';
  const attached = new AttachedSensors(whole, turns);
  for (const timeUs of whole.framesUs) {
    const worn = attached.at(timeUs);
    const legs = calibration.legs.flatMap((leg) =>
      inputOf(leg, whole, timeUs).map((input) => ({
        ...input,
        attached: attachedOf(worn, leg.side),
      })),
    );
    found = again.step(legs, timeUs);
    if (found !== 'pending') break;
  }
  const anew = found === 'pending' ? null : found;
  const legs = calibration.legs.map((leg) => {
    const refined = anew?.legs.find(({ side }) => side === leg.side);
    return refined && hasSameAxes(leg, refined) ? refined : withHeadingsOfStand(leg, whole);
  });
  const isWhole = anew !== null && legs.every((leg) => anew.legs.includes(leg));
  // What was judged of axes that are kept stays judged.
  return isWhole ? { ...anew, method, timeUs: calibration.timeUs } : { ...calibration, legs };
}

/** What pointed up in the pose on the back that the calibration began with, sensor axes. */
function lyingUp(
  { legs, timeUs }: Calibration,
  whole: WholeRecording,
  frameRateHz: number,
  turns: readonly Turn[],
): ReadonlyMap<SensorId, Vec3> {
  const asked = turns.findLast((turn) => asksToLie(turn) && turn.timeUs <= timeUs);
  const isUsed = legs.some(({ axesAlsoFrom }) => axesAlsoFrom?.includes('lyingPose'));
  if (!isUsed || asked === undefined) return new Map();
  const pose = new LyingPose(frameRateHz);
  for (const frameUs of whole.framesUs) {
    if (pose.up !== null) break;
    if (frameUs >= asked.timeUs) pose.step(legs.flatMap((leg) => inputOf(leg, whole, frameUs)));
  }
  return pose.up ?? new Map();
}

function asksToLie(turn: Turn): boolean {
  return turn.type === 'lyingPose' || (turn.type === 'retryStep' && turn.step === 'lieStill');
}

function inputOf(
  { side, thigh, shank }: LegCalibration,
  whole: WholeRecording,
  timeUs: number,
): CalibrationLegInput[] {
  const states = {
    thigh: whole.stateAt(thigh.sensorId, timeUs),
    shank: whole.stateAt(shank.sensorId, timeUs),
  };
  if (!states.thigh || !states.shank) return [];
  return [
    {
      side,
      thighSensor: thigh.sensorId,
      shankSensor: shank.sensorId,
      thigh: states.thigh,
      shank: states.shank,
    },
  ];
}

function hasSameAxes(a: LegCalibration, b: LegCalibration): boolean {
  return (['thigh', 'shank'] as const).every(
    (segment) =>
      angleBetween(a[segment].segmentToSensor, b[segment].segmentToSensor) < SAME_AXES_RAD,
  );
}

function angleBetween(a: Quat, b: Quat): number {
  return norm(quatToRotationVector(quatMultiply(quatConjugate(a), b)));
}

function withHeadingsOfStand(leg: LegCalibration, whole: WholeRecording): LegCalibration {
  const thighFrame = quatToMatrix(leg.thigh.segmentToSensor);
  const shankFrame = quatToMatrix(leg.shank.segmentToSensor);
  for (const timeUs of whole.framesUs) {
    const [states] = inputOf(leg, whole, timeUs);
    if (states === undefined) continue;
    const thigh = quatToMatrix(states.thigh.orientation);
    const shank = quatToMatrix(states.shank.orientation);
    const thighUp = apply(thigh, column(thighFrame, 1))[2];
    const shankUp = apply(shank, column(shankFrame, 1))[2];
    if (!isQuietUpright(states.thigh, states.shank, thighUp, shankUp)) continue;
    const relativeHeadingRad = standingRelativeRad(thigh, shank, thighFrame, shankFrame);
    const turned = multiply(rotationZ(relativeHeadingRad), shank);
    // The headings of foot and pelvis are gone with the earth frames: a stand tells them again.
    const { foot: _, pelvis: __, ...ofLeg } = leg;
    return {
      ...ofLeg,
      relativeHeadingRad,
      relativeHeadingSdRad: REST_ROTATION_SD_RAD.stand,
      legForwardRad: standingForwardRad(thigh, turned, thighFrame, shankFrame),
    };
  }
  return leg;
}
