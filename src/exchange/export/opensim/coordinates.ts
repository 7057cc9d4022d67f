import type { LegMeasure, LegMeasures } from '../../../model/bodyFrame.ts';
import { SIDES, type Side } from '../../../model/placement.ts';

/** What of a leg is known together, in the order of the columns. */
export const PARTS = ['hip', 'knee', 'ankle'] as const;
export type PartName = (typeof PARTS)[number];

/** A joint of one leg. */
export interface Part {
  readonly side: Side;
  readonly name: PartName;
}

interface Coordinate {
  /** Without the `_r` or `_l` of the side. */
  readonly name: string;
  readonly measure: LegMeasure;
  /** By which our sign becomes OpenSim's. */
  readonly sign: 1 | -1;
}

/**
 * Coordinate names and signs of the models that come with OpenSim (Rajagopal et al. 2016: knee
 * flexion is +; gait2392 has it −). Positive there are flexion, adduction and internal rotation of
 * hip and knee, dorsiflexion and inversion. `knee_adduction` and `knee_rotation` exist in models
 * with a knee of three degrees of freedom.
 */
const COORDINATES: Readonly<Record<PartName, readonly Coordinate[]>> = {
  hip: [
    { name: 'hip_flexion', measure: 'hipFlexionDeg', sign: 1 },
    { name: 'hip_adduction', measure: 'hipAdductionDeg', sign: 1 },
    { name: 'hip_rotation', measure: 'hipInternalRotationDeg', sign: 1 },
  ],
  knee: [
    { name: 'knee_angle', measure: 'kneeFlexionDeg', sign: 1 },
    { name: 'knee_adduction', measure: 'kneeValgusDeg', sign: -1 },
    { name: 'knee_rotation', measure: 'kneeInternalRotationDeg', sign: 1 },
  ],
  ankle: [
    { name: 'ankle_angle', measure: 'ankleDorsiflexionDeg', sign: 1 },
    { name: 'subtalar_angle', measure: 'ankleEversionDeg', sign: -1 },
  ],
};

/** Right leg first, each from hip to ankle. */
export const ALL_PARTS: readonly Part[] = SIDES.flatMap((side) =>
  PARTS.map((name) => ({ side, name })),
);

export function sideLetter(side: Side): 'r' | 'l' {
  return side === 'right' ? 'r' : 'l';
}

/** `knee_angle_r`, … */
export function coordinateNames({ side, name }: Part): string[] {
  return COORDINATES[name].map((coordinate) => `${coordinate.name}_${sideLetter(side)}`);
}

/** In the order of `coordinateNames`, degrees; NaN where it cannot be stated. */
export function coordinateValues({ name }: Part, measures: LegMeasures): number[] {
  return COORDINATES[name].map(({ measure, sign }) => sign * measures[measure]);
}
