import { kneeRotation } from '../body/jointAngles.ts';
import { DEG_PER_RAD } from '../geometry/angles.ts';
import { type Mat3, multiply, transpose } from '../geometry/rotation.ts';
import { add, angleBetween, type Vec3 } from '../geometry/vector.ts';
import type { Side } from '../model/placement.ts';
import { Random } from './random.ts';

/** How a knee departs from a hinge when it bends unloaded; linear in flexion. */
export interface KneeCoupling {
  /** Internal rotation of the tibia at 90° of flexion, degrees. */
  readonly internalRotationAt90Deg: number;
  /** Valgus at 90° of unloaded flexion, degrees. */
  readonly valgusAt90Deg: number;
  /** Angle of the mean helical axis over 0–90° to the anatomical flexion axis, degrees. */
  readonly functionalAxisOffDeg: number;
}

/** A body to wear the sensors. Lengths in metres. */
export interface Person {
  readonly heightM: number;
  /** Ankle to knee centre. */
  readonly shankLengthM: number;
  /** Knee to hip centre. */
  readonly thighLengthM: number;
  readonly hipWidthM: number;
  readonly ankleHeightM: number;
  readonly coupling: Readonly<Record<Side, KneeCoupling>>;
}

/** Shares of the height after Drillis & Contini, as printed in Winter's Biomechanics. */
const SHANK_SHARE = 0.246;
const THIGH_SHARE = 0.245;
const HIP_WIDTH_SHARE = 0.191;
const ANKLE_HEIGHT_SHARE = 0.039;

/** Seeded; `heightM` null draws a height of 1.55 to 1.95 m. */
export function makePerson(seed: number, heightM: number | null): Person {
  const random = new Random(seed, 'person');
  const drawn = random.uniform(1.55, 1.95);
  const height = heightM ?? drawn;
  return {
    heightM: height,
    shankLengthM: SHANK_SHARE * height,
    thighLengthM: THIGH_SHARE * height,
    hipWidthM: HIP_WIDTH_SHARE * height,
    ankleHeightM: ANKLE_HEIGHT_SHARE * height,
    coupling: { right: drawCoupling(random, 'right'), left: drawCoupling(random, 'left') },
  };
}

/**
 * Without a coupling the simulator would flatter every calibration. Pairs whose helical axis
 * leaves the 3–8° seen between functional and anatomical axes are drawn again.
 */
function drawCoupling(random: Random, side: Side): KneeCoupling {
  for (;;) {
    const internalRotationAt90Deg = random.uniform(5, 15);
    const valgusAt90Deg = random.uniform(-3, 3);
    const functionalAxisOffDeg = meanHelicalAxisOff(internalRotationAt90Deg, valgusAt90Deg, side);
    if (functionalAxisOffDeg >= 3 && functionalAxisOffDeg <= 8) {
      return { internalRotationAt90Deg, valgusAt90Deg, functionalAxisOffDeg };
    }
  }
}

function meanHelicalAxisOff(rotationAt90Deg: number, valgusAt90Deg: number, side: Side): number {
  let total: Vec3 = [0, 0, 0];
  let previous = kneeOnCoupling(0, rotationAt90Deg, valgusAt90Deg, side);
  for (let flexionDeg = 1; flexionDeg <= 90; flexionDeg++) {
    const next = kneeOnCoupling(flexionDeg, rotationAt90Deg, valgusAt90Deg, side);
    const step = multiply(next, transpose(previous));
    total = add(total, [step[7] - step[5], step[2] - step[6], step[3] - step[1]]);
    previous = next;
  }
  return angleBetween(total, [0, 0, -1]) * DEG_PER_RAD;
}

function kneeOnCoupling(
  flexionDeg: number,
  rotationAt90Deg: number,
  valgusAt90Deg: number,
  side: Side,
): Mat3 {
  return kneeRotation(
    {
      kneeFlexionDeg: flexionDeg,
      kneeValgusDeg: (valgusAt90Deg * flexionDeg) / 90,
      kneeInternalRotationDeg: (rotationAt90Deg * flexionDeg) / 90,
    },
    side,
  );
}
