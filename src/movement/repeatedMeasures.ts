import type { LegMeasure } from '../model/bodyFrame.ts';

/** Quantities at peak flexion of which a repeatability run is made, in the unit people see. */
export const REPEATED_QUANTITIES = [
  { measure: 'kneeFlexionDeg', unit: 'deg', words: 'knee flexion' },
  { measure: 'kneeValgusDeg', unit: 'deg', words: 'knee valgus (joint)' },
  { measure: 'fppaDeg', unit: 'deg', words: 'knee angle from the front' },
  { measure: 'kneeMedialDeviationM', unit: 'cm', words: 'knee in, off the hip–ankle line' },
  { measure: 'kneeOverToeDeg', unit: 'deg', words: 'shank over foot' },
  { measure: 'footRollDeg', unit: 'deg', words: 'foot roll' },
] as const satisfies readonly {
  readonly measure: LegMeasure;
  readonly unit: 'deg' | 'cm';
  readonly words: string;
}[];

export type RepeatedMeasure = (typeof REPEATED_QUANTITIES)[number]['measure'];
