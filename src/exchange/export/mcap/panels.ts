import { SIDES, type Side } from '../../../model/placement.ts';

/** What a viewer shows at first: one plot each, both legs in it. */
export interface Panel {
  readonly title: string;
  /** Columns of the body table without their side. */
  readonly measures: readonly string[];
}

export const PANELS: readonly Panel[] = [
  { title: 'Knee flexion, deg', measures: ['knee_flexion_deg'] },
  { title: 'Knee medial deviation, m', measures: ['knee_medial_deviation_m'] },
  { title: 'Projection angle, deg', measures: ['fppa_deg'] },
  { title: 'Knee valgus of the joint, deg', measures: ['knee_valgus_deg'] },
  { title: 'Shank over foot, deg', measures: ['knee_over_toe_deg'] },
  { title: 'Quality flags, 0 is ok', measures: ['knee_quality', 'projection_quality'] },
];

/** Blue and orange: told apart without colour vision too. */
const COLOURS: Readonly<Record<Side, readonly string[]>> = {
  right: ['#1f77b4', '#9ecae1'],
  left: ['#ff7f0e', '#fdd0a2'],
};

export interface Curve {
  /** Field of a message on `/body`. */
  readonly field: string;
  readonly colour: string;
}

/** The curves of a panel for the legs that a recording has. */
export function curvesOf({ measures }: Panel, sides: readonly Side[]): Curve[] {
  return SIDES.filter((side) => sides.includes(side)).flatMap((side) =>
    measures.map((measure, i) => ({ field: `${side}_${measure}`, colour: COLOURS[side][i] })),
  );
}
