import { Calibrator } from '../../src/body/calibration/calibrator.ts';
import { turnMatrix } from '../../src/body/calibration/couplingRefinement.ts';
import { DEG_PER_RAD } from '../../src/geometry/angles.ts';
import { quatToMatrix } from '../../src/geometry/quaternion.ts';
import { multiply } from '../../src/geometry/rotation.ts';
import type { CalibrationVerdict, LegCalibration } from '../../src/model/calibration.ts';
import { placementOf, SIDES } from '../../src/model/placement.ts';
import { FaultyMount, NO_MOUNT_FAULTS } from '../../src/simulator/mountFaults.ts';
import { Random } from '../../src/simulator/random.ts';
import { sensorMount } from '../../src/simulator/sensorMount.ts';
import { calibrationFrames, RATE_HZ, wear } from '../body/calibration/wornSensors.ts';

export const AXIS_KINDS = ['nominal', 'kneesIn', 'twist'] as const;
export type AxisKind = (typeof AXIS_KINDS)[number];

const STANDING_S = 4;

export interface AxisOutcome {
  readonly verdict: CalibrationVerdict;
  /** Of thigh and shank of both legs, how far the worst flexion axis is off the bone's, degrees. */
  readonly worstErrorDeg: number;
}

/**
 * One calibration with something wrong that spoils its axes: knees that fall in during its squats
 * (FPPA 5–20°), or a sensor that turns by 5–15° about the limb between standing and squats.
 * @returns null where an accelerometer was too far off for the person to count as still
 */
export function axisErrorRun(kind: AxisKind, seed: number): AxisOutcome | null {
  const random = new Random(seed, `axis ${kind}`);
  const size = random.uniform(0, 1);
  const slips = SIDES.map((side) => ({
    placement: placementOf(side, random.uniform(0, 1) < 0.5 ? 'thigh' : 'shank'),
    atS: STANDING_S - 0.1,
    deg: (5 + 10 * size) * (random.uniform(0, 1) < 0.5 ? -1 : 1),
    aboutAxis: [0, 1, 0] as const,
  }));
  const faults = kind === 'twist' ? { ...NO_MOUNT_FAULTS, slips } : NO_MOUNT_FAULTS;
  const worn = wear({
    seed,
    noise: 'nominal',
    standingS: STANDING_S,
    reps: 0,
    calibrationFppaDeg: kind === 'kneesIn' ? [5 + 15 * size] : null,
    mountFaults: faults,
  });
  const calibrator = new Calibrator(RATE_HZ, 1);
  for (const [i, frame] of calibrationFrames(worn).entries()) {
    const calibration = calibrator.step(frame, (i * 1e6) / RATE_HZ)?.calibration;
    if (!calibration) continue;
    const errors = calibration.legs.flatMap((leg) =>
      (['thigh', 'shank'] as const).map((segment) => {
        const placement = placementOf(leg.side, segment);
        const mount = sensorMount(placement, worn.session.person, 'random', seed);
        return axisErrorDeg(leg, segment, new FaultyMount(mount, placement, faults));
      }),
    );
    return { verdict: calibration.verdict, worstErrorDeg: Math.max(...errors) };
  }
  return null;
}

/** Angle between the flexion axis found, refined, and the bone's own z, sensor as it sits at last. */
function axisErrorDeg(leg: LegCalibration, segment: 'thigh' | 'shank', mount: FaultyMount): number {
  const found = multiply(
    mount.at(Number.POSITIVE_INFINITY).rotation,
    quatToMatrix(leg[segment].segmentToSensor),
    turnMatrix(leg.refinementDeg[0], leg.refinementDeg[1]),
  );
  return Math.atan2(Math.hypot(found[2], found[5]), found[8]) * DEG_PER_RAD;
}
