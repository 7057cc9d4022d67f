import type { LegFrame, LegMeasure } from '../../model/bodyFrame.ts';
import type { CustomMeasure } from '../../model/customMeasures.ts';
import type { Headline } from '../../model/movement.ts';
import type { CourseMeasure } from '../../stream/answers/repCourses.ts';

/** A measure as a course is made of it. */
export interface DrawnMeasure extends CourseMeasure {
  /** What the frames hold, in their own unit. */
  readonly pick: (leg: LegFrame) => number;
  /** To the unit a person sees. */
  readonly scale: number;
  /** null of a custom one, whose error nobody states. */
  readonly measure: LegMeasure | null;
}

const CM_PER_M = 100;

/** In the order they are offered, behind the headline. */
const LABELS = {
  kneeFlexionDeg: 'Knee flexion',
  kneeMedialDeviationM: 'Knee in',
  fppaDeg: 'Knee angle from the front',
  kneeValgusDeg: 'Knee valgus (joint)',
  kneeOverToeDeg: 'Shank over foot',
  shankLeanDeg: 'Shank lean',
  thighLeanDeg: 'Thigh lean',
  kneeInternalRotationDeg: 'Knee internal rotation',
  ankleDorsiflexionDeg: 'Ankle dorsiflexion',
  ankleEversionDeg: 'Ankle eversion',
  footRollDeg: 'Foot roll',
  hipFlexionDeg: 'Hip flexion',
  hipAdductionDeg: 'Hip adduction',
  hipInternalRotationDeg: 'Hip internal rotation',
} as const satisfies Partial<Record<LegMeasure, string>>;

/** As a person reads it; null of a measure of which nothing is drawn. */
export function measureLabel(measure: string): string | null {
  return measure in LABELS ? LABELS[measure as keyof typeof LABELS] : null;
}

/** All that may be drawn, the headline first, the researcher's own last. */
export function drawnMeasures(
  { measure: first }: Headline,
  custom: readonly CustomMeasure[],
): DrawnMeasure[] {
  const measures = Object.keys(LABELS) as (keyof typeof LABELS)[];
  const ordered = measures.sort((a, b) => Number(b === first) - Number(a === first));
  return [
    ...ordered.map((measure): DrawnMeasure => {
      const inMetres = measure.endsWith('M');
      return {
        key: measure,
        label: LABELS[measure],
        unit: inMetres ? 'cm' : 'deg',
        pick: ({ measures: values }) => values[measure],
        scale: inMetres ? CM_PER_M : 1,
        measure,
      };
    }),
    ...custom.map(
      ({ name, unit = '' }, i): DrawnMeasure => ({
        key: `custom:${name}`,
        label: name,
        unit,
        pick: ({ custom: values }) => values[i] ?? Number.NaN,
        scale: 1,
        measure: null,
      }),
    ),
  ];
}
