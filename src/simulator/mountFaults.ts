import { RAD_PER_DEG } from '../geometry/angles.ts';
import { type Mat3, multiply, rotationFromVector, rotationX } from '../geometry/rotation.ts';
import { normalize, scale, type Vec3 } from '../geometry/vector.ts';
import { PLACEMENTS, type Placement, placementOf, type Side } from '../model/placement.ts';
import type { InertialSignals, SensorMount } from './inertialSignals.ts';
import { quinticStep } from './quinticStep.ts';

/** A sensor that turns on its segment, and stays turned. */
export interface SensorSlip {
  readonly placement: Placement;
  /** From the start of the motion. */
  readonly atS: number;
  readonly deg: number;
  /** Segment axes, of any length: [0, 1, 0] is the limb's long axis. */
  readonly aboutAxis: readonly [number, number, number];
}

/** What can be wrong with how sensors are worn; the person believes in the placements all the same. */
export interface MountFaults {
  /** Legs whose thigh and shank sensors were changed for each other. */
  readonly swappedLegs: readonly Side[];
  /** Right and left sensors changed for each other. */
  readonly sidesSwapped: boolean;
  /** Sensors whose up axis points to the feet. */
  readonly upsideDown: readonly Placement[];
  readonly slips: readonly SensorSlip[];
}

export const NO_MOUNT_FAULTS: MountFaults = Object.freeze({
  swappedLegs: [],
  sidesSwapped: false,
  upsideDown: [],
  slips: [],
});

/** A slip takes this long, s. */
const SLIP_S = 0.3;

/** Where the sensor that is said to be worn at `placement` really sits. */
export function wornAt(placement: Placement, faults: MountFaults): Placement {
  const at = PLACEMENTS.find((other) => other === mirrored(placement, faults.sidesSwapped));
  const place = at ?? placement;
  for (const side of faults.swappedLegs) {
    const thigh = placementOf(side, 'thigh');
    const shank = placementOf(side, 'shank');
    if (place === thigh) return shank;
    if (place === shank) return thigh;
  }
  return place;
}

/** The mounting of a sensor over time, and what its slipping adds to the angular rate. */
export class FaultyMount {
  readonly #mount: SensorMount;
  readonly #slips: readonly SensorSlip[];

  /** @param worn where the sensor really sits */
  constructor(mount: SensorMount, worn: Placement, faults: MountFaults) {
    this.#mount = faults.upsideDown.includes(worn)
      ? { ...mount, rotation: multiply(mount.rotation, rotationX(Math.PI)) }
      : mount;
    this.#slips = faults.slips.filter(({ placement }) => placement === worn);
  }

  at(timeS: number): SensorMount {
    if (this.#slips.length === 0) return this.#mount;
    let rotation: Mat3 = this.#mount.rotation;
    for (const slip of this.#slips) {
      const angle = slip.deg * RAD_PER_DEG * quinticStep((timeS - slip.atS) / SLIP_S);
      rotation = multiply(rotationFromVector(scale(axisOf(slip), angle)), rotation);
    }
    return { ...this.#mount, rotation };
  }

  /** The signals of a sensor mounted as `at` says, with its own turn on the segment added. */
  withSlip(signals: InertialSignals, timeS: number): InertialSignals {
    const turning = this.#slips.filter(({ atS }) => timeS > atS && timeS < atS + SLIP_S);
    if (turning.length === 0) return signals;
    const { rotation } = this.at(timeS);
    const rate = [...signals.angularRate];
    for (const slip of turning) {
      const speed = (slip.deg * RAD_PER_DEG * slope((timeS - slip.atS) / SLIP_S)) / SLIP_S;
      const axis = axisOf(slip);
      // Row vector times sensor-to-segment: the segment's axis in the sensor.
      for (let i = 0; i < 3; i++) {
        rate[i] +=
          speed * (rotation[i] * axis[0] + rotation[3 + i] * axis[1] + rotation[6 + i] * axis[2]);
      }
    }
    return { ...signals, angularRate: [rate[0], rate[1], rate[2]] };
  }
}

function axisOf({ aboutAxis: [x, y, z] }: SensorSlip): Vec3 {
  return normalize([x, y, z]);
}

function mirrored(placement: Placement, swapped: boolean): string {
  if (!swapped) return placement;
  return placement.startsWith('right')
    ? placement.replace('right', 'left')
    : placement.replace('left', 'right');
}

/** Derivative of the quintic step. */
function slope(u: number): number {
  const x = Math.max(0, Math.min(1, u));
  return 30 * x * x * (1 - x) * (1 - x);
}
