import { RAD_PER_DEG } from '../../../geometry/angles.ts';
import {
  QUAT_IDENTITY,
  type Quat,
  quatConjugate,
  quatFromMatrix,
  quatMultiply,
} from '../../../geometry/quaternion.ts';
import { multiply, rotationX, rotationY, rotationZ } from '../../../geometry/rotation.ts';
import type { BodyFrame, LegFrame } from '../../../model/bodyFrame.ts';
import { type Side, sideSign } from '../../../model/placement.ts';
import type { SubjectSettings } from '../../../model/settings.ts';
import { sideLetter } from './coordinates.ts';
import type { KnownParts, StandingLeg } from './knownParts.ts';

/** One column of the files of orientations. */
interface Sensor {
  /** `<body>_imu`, as OpenSense wants it. */
  readonly name: string;
  readonly side: Side;
  /** Segment axes to sensor axes. */
  readonly mounting: Quat;
  readonly segment: (leg: LegFrame) => Quat;
}

/**
 * Attitudes of the sensors in the world of OpenSim, which is the ISB world of the frames: X
 * forward, Y up, Z to the subject's right. A sensor is taken to sit on its segment as it did in
 * the calibration, for all of the recording: a sensor that was put on anew later cannot part the
 * rows from the pose that a model is calibrated on.
 */
export class SensorAttitudes {
  readonly #sensors: readonly Sensor[];

  constructor(known: KnownParts, subject: SubjectSettings) {
    const hip = known.parts.find(({ name }) => name === 'hip');
    const knees = known.parts.filter(({ name }) => name === 'knee');
    const legOf = (side: Side): StandingLeg | undefined => known.calibrations.get(side);
    this.#sensors = [
      // By one leg for all rows: each has its own idea of the heading of the pelvis.
      ...(hip ? [pelvisSensor(hip.side, legOf(hip.side), subject)] : []),
      ...knees.flatMap(({ side }) => legSensors(side, legOf(side))),
    ];
  }

  get names(): string[] {
    return this.#sensors.map(({ name }) => name);
  }

  /** Sensor axes to world, in the order of the names; every leg must be known in the frame. */
  of(frame: BodyFrame): Quat[] {
    return this.#sensors.map(({ side, segment, mounting }) => {
      const leg = frame.legs.find((each) => each.side === side);
      return leg ? quatMultiply(segment(leg), quatConjugate(mounting)) : QUAT_IDENTITY;
    });
  }

  /**
   * The same with the body as a model stands by default: upright, every angle zero, all segments
   * facing X. It is the standing of the calibration with each leg turned forward by its toe-out;
   * else OpenSense would turn the axes of the legs outward by it.
   */
  inModelPose(): Quat[] {
    return this.#sensors.map(({ mounting }) => quatConjugate(mounting));
  }
}

function legSensors(side: Side, known: StandingLeg | undefined): Sensor[] {
  const letter = sideLetter(side);
  return [
    {
      name: `femur_${letter}_imu`,
      side,
      mounting: known?.leg.thigh.segmentToSensor ?? QUAT_IDENTITY,
      segment: ({ thigh }) => thigh,
    },
    {
      name: `tibia_${letter}_imu`,
      side,
      mounting: known?.leg.shank.segmentToSensor ?? QUAT_IDENTITY,
      segment: ({ shank }) => shank,
    },
  ];
}

function pelvisSensor(
  side: Side,
  known: StandingLeg | undefined,
  subject: SubjectSettings,
): Sensor {
  const toLeg = rotationY(-toeOutRad(side, subject));
  return {
    name: 'pelvis_imu',
    side,
    mounting: known?.leg.pelvis?.segmentToSensor ?? QUAT_IDENTITY,
    segment: ({ thigh, measures }) => {
      const s = sideSign(side);
      const hip = multiply(
        rotationZ(measures.hipFlexionDeg * RAD_PER_DEG),
        rotationX(s * measures.hipAdductionDeg * RAD_PER_DEG),
        rotationY(s * measures.hipInternalRotationDeg * RAD_PER_DEG),
      );
      return quatMultiply(thigh, quatConjugate(quatFromMatrix(multiply(toLeg, hip))));
    },
  };
}

/** From the leg's forward direction to the subject's, about the vertical. */
function toeOutRad(side: Side, { toeOutDeg }: SubjectSettings): number {
  return sideSign(side) * toeOutDeg[side] * RAD_PER_DEG;
}
