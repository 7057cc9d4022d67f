import type { LegPosture, Point3 } from './legPosture.ts';

const HALF_WIDTH_M = 0.045;
const HEEL_M = 0.06;
const TOE_M = 0.19;

/** Outline of the foot below the ankle, flat on the floor; drawn for orientation, not measured. */
export function footFromFront({ ankle }: LegPosture): Point3[] {
  return [
    ankle,
    { x: 0, y: 0, z: ankle.z + HALF_WIDTH_M },
    { x: 0, y: 0, z: ankle.z - HALF_WIDTH_M },
  ];
}

export function footFromSide({ ankle }: LegPosture): Point3[] {
  return [
    ankle,
    { x: ankle.x + TOE_M, y: 0, z: ankle.z },
    { x: ankle.x - HEEL_M, y: 0, z: ankle.z },
  ];
}
