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

type Named = Exclude<LegMeasure, keyof typeof LABELS | `${string}Sd${'Deg' | 'M'}`>;

/** Of which nothing is drawn, and which a comparison may name all the same. */
const OTHER_LABELS = {
  shankTiltDeg: 'Shank tilt',
  thighTiltDeg: 'Thigh tilt',
  shankInternalRotationDeg: 'Shank internal rotation',
  thighInternalRotationDeg: 'Thigh internal rotation',
  ankleEversionPlantedDeg: 'Ankle eversion, foot flat',
  thighAttitudeDeg: 'Attitude of the thigh',
  shankAttitudeDeg: 'Attitude of the shank',
} as const satisfies Readonly<Record<Named | 'thighAttitudeDeg' | 'shankAttitudeDeg', string>>;

const ALL_LABELS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...LABELS, ...OTHER_LABELS }),
);

/** As a person reads it; null of a custom measure, which has a name of its own. */
export function measureLabel(measure: string): string | null {
  const label = ALL_LABELS.get(measure.replace(/Sd(Deg|M)$/, '$1'));
  if (label === undefined) return null;
  return ALL_LABELS.has(measure) ? label : `Error of ${label.toLowerCase()}`;
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
