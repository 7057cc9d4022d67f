import type { RepQuantity } from '../../model/movement.ts';
import type { Task } from '../../model/task.ts';

/** What a task yields, and so what a card is made of. */
export type ResultKind = 'reps' | 'landings' | 'strides' | 'holds';

export function resultKindOf(task: Task): ResultKind {
  switch (task) {
    case 'landing':
      return 'landings';
    case 'gait':
      return 'strides';
    case 'balance':
    case 'halfKneeling':
    case 'weightBearingLunge':
      return 'holds';
    default:
      return 'reps';
  }
}

/** A figure as a card shows it. */
export interface FigureDescription {
  readonly key: string;
  readonly label: string;
  /** What the card shows it in; what is stored stays in SI. */
  readonly unit: 'deg' | 'cm' | 's' | 'ms' | '%' | 'g' | 'deg²' | '';
  readonly decimals: 0 | 1 | 2;
  /** Over before the next frame below 120 samples per second. */
  readonly isFast?: true;
  /** One for both legs together, as a flight is. */
  readonly ofBoth?: true;
  readonly needsFoot?: true;
  readonly needsThigh?: true;
}

const angle = { unit: 'deg', decimals: 1 } as const;
const angleOfKnee = { ...angle, needsThigh: true } as const;
const angleOfFoot = { ...angle, needsFoot: true } as const;

const REP_FIGURES: Readonly<Record<RepQuantity, Omit<FigureDescription, 'key'>>> = {
  fppaDeg: { label: 'Knee angle from the front', ...angleOfKnee },
  kneeValgusDeg: { label: 'Knee valgus (joint)', ...angleOfKnee },
  kneeMedialDeviationM: {
    label: 'Knee in, off the hip–ankle line',
    unit: 'cm',
    decimals: 1,
    needsThigh: true,
  },
  kneeOverToeDeg: { label: 'Shank over foot', ...angle },
  shankLeanDeg: { label: 'Shank lean', ...angle },
  thighLeanDeg: { label: 'Thigh lean', ...angleOfKnee },
  kneeInternalRotationDeg: { label: 'Knee turned in (joint)', ...angleOfKnee },
  shankInternalRotationDeg: { label: 'Shank turns in', ...angle },
  thighInternalRotationDeg: { label: 'Thigh turns in', ...angleOfKnee },
  footRollDeg: { label: 'Foot rolls in', ...angleOfFoot },
  ankleDorsiflexionDeg: { label: 'Ankle dorsiflexion', ...angleOfFoot },
  ankleEversionDeg: { label: 'Ankle eversion', ...angleOfFoot },
};

const FIGURES: Readonly<Record<ResultKind, readonly FigureDescription[]>> = {
  reps: [
    { key: 'peakFlexionDeg', label: 'Peak knee flexion', ...angleOfKnee },
    ...Object.entries(REP_FIGURES).map(([key, figure]) => ({ key, ...figure })),
  ],
  landings: [
    { key: 'jumpHeightM', label: 'Jump height', unit: 'cm', decimals: 0, ofBoth: true },
    { key: 'contactS', label: 'Time on the floor', unit: 's', decimals: 2, ofBoth: true },
    {
      key: 'contactDifferenceMs',
      label: 'Right foot after the left',
      unit: 'ms',
      decimals: 0,
      isFast: true,
      ofBoth: true,
    },
    { key: 'headlinePeak', label: 'Knee angle from the front, peak', ...angleOfKnee },
    {
      key: 'headlineAtContact',
      label: 'Knee angle from the front at contact',
      ...angleOfKnee,
      isFast: true,
    },
    {
      key: 'headlinePeak100Ms',
      label: 'Knee angle from the front, peak in 100 ms',
      ...angleOfKnee,
      isFast: true,
    },
    { key: 'flexionAtContactDeg', label: 'Knee flexion at contact', ...angleOfKnee, isFast: true },
    { key: 'peakFlexionDeg', label: 'Peak knee flexion', ...angleOfKnee },
    { key: 'peakShankG', label: 'Impact at the shank', unit: 'g', decimals: 1, isFast: true },
  ],
  strides: [
    { key: 'strideS', label: 'Stride time', unit: 's', decimals: 2 },
    { key: 'stancePct', label: 'Stance', unit: '%', decimals: 0 },
    { key: 'loadingFlexionDeg', label: 'Knee flexion in loading', ...angleOfKnee },
    { key: 'swingFlexionDeg', label: 'Knee flexion in swing', ...angleOfKnee },
    { key: 'valgusPeakStanceDeg', label: 'Knee valgus (joint) in stance, peak', ...angleOfKnee },
    { key: 'valgusRangeStanceDeg', label: 'Knee valgus (joint) in stance, range', ...angleOfKnee },
    { key: 'shankLeanMidStanceDeg', label: 'Shank lean in mid-stance', ...angle },
  ],
  holds: [
    { key: 'holdS', label: 'Held', unit: 's', decimals: 1 },
    { key: 'touchDowns', label: 'Touch-downs', unit: '', decimals: 0 },
    { key: 'inZonePct', label: 'In the zone', unit: '%', decimals: 0 },
    { key: 'ellipseDeg2', label: 'Sway area', unit: 'deg²', decimals: 1 },
    { key: 'meanKneeValgusDeg', label: 'Knee valgus (joint), mean', ...angleOfKnee },
    { key: 'shankLeanRmsDeg', label: 'Shank lean, unrest', ...angle },
    { key: 'shankLeanRangeDeg', label: 'Shank lean, range', ...angle },
    { key: 'shankTiltRmsDeg', label: 'Shank tilt, unrest', ...angle },
    { key: 'peakShankTiltDeg', label: 'Shank tilt, most', ...angle },
    { key: 'footRollRmsDeg', label: 'Foot roll, unrest', ...angleOfFoot },
  ],
};

/** Keys of the figures of one kind of result. */
export function figureKeys(kind: ResultKind): readonly string[] {
  return FIGURES[kind].map(({ key }) => key);
}

/** @returns undefined for a key that is none of that kind */
export function figureOf(kind: ResultKind, key: string): FigureDescription | undefined {
  return FIGURES[kind].find((figure) => figure.key === key);
}
