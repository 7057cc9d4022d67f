import type { RepQuantity } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { RepeatedMeasure } from '../../movement/repeatedMeasures.ts';

interface FigureKind {
  readonly key: string;
  /** As people read it. */
  readonly words: string;
  /** For the head of a narrow column. */
  readonly short: string;
  readonly unit: 'deg' | 'cm' | 's' | '%' | 'g' | 'deg/s' | 'deg²';
  /** The quantity that it is at peak flexion; null of others. */
  readonly measure: RepQuantity | null;
  /** What its minimal detectable change is known as; null where none is known. */
  readonly repeated: RepeatedMeasure | null;
}

/** Every figure of one leg that a report states, over the reps, landings, strides or holds. */
export const FIGURE_KINDS = [
  {
    key: 'kneeMedialDeviationCm',
    words: 'Knee in, off the hip–ankle line',
    short: 'Knee in',
    unit: 'cm',
    measure: 'kneeMedialDeviationM',
    repeated: 'kneeMedialDeviationM',
  },
  {
    key: 'fppaDeg',
    words: 'Knee angle from the front (FPPA)',
    short: 'From the front',
    unit: 'deg',
    measure: 'fppaDeg',
    repeated: 'fppaDeg',
  },
  {
    key: 'kneeValgusDeg',
    words: 'Knee valgus (joint)',
    short: 'Valgus',
    unit: 'deg',
    measure: 'kneeValgusDeg',
    repeated: 'kneeValgusDeg',
  },
  {
    key: 'kneeOverToeDeg',
    words: 'Shank over foot',
    short: 'Over toe',
    unit: 'deg',
    measure: 'kneeOverToeDeg',
    repeated: 'kneeOverToeDeg',
  },
  {
    key: 'shankLeanDeg',
    words: 'Shank lean',
    short: 'Shank lean',
    unit: 'deg',
    measure: 'shankLeanDeg',
    repeated: null,
  },
  {
    key: 'kneeInternalRotationDeg',
    words: 'Knee internal rotation',
    short: 'Rotation',
    unit: 'deg',
    measure: 'kneeInternalRotationDeg',
    repeated: null,
  },
  {
    key: 'footRollDeg',
    words: 'Foot roll',
    short: 'Foot roll',
    unit: 'deg',
    measure: 'footRollDeg',
    repeated: 'footRollDeg',
  },
  {
    key: 'peakFlexionDeg',
    words: 'Depth: peak knee flexion',
    short: 'Depth',
    unit: 'deg',
    measure: null,
    repeated: 'kneeFlexionDeg',
  },
  kind('eccentricS', 'Way down', 's'),
  kind('holdS', 'At the bottom', 's'),
  kind('concentricS', 'Way up', 's'),
  kind('headlineAtContact', 'Knee angle from the front at first contact', 'deg', 'fppaDeg'),
  kind('headlinePeak', 'Knee angle from the front, largest', 'deg', 'fppaDeg'),
  kind('headlinePeak100Ms', 'Knee angle from the front, first 100 ms', 'deg', 'fppaDeg'),
  kind('flexionAtContactDeg', 'Knee flexion at first contact', 'deg'),
  kind('peakShankG', 'Largest force at the shank, first 100 ms', 'g'),
  kind('strideS', 'Stride', 's'),
  kind('stancePct', 'Stance, of the stride', '%'),
  kind('loadingFlexionDeg', 'Knee flexion in loading', 'deg'),
  kind('swingFlexionDeg', 'Knee flexion in swing', 'deg'),
  kind('valgusPeakStanceDeg', 'Knee valgus (joint), largest in stance', 'deg'),
  kind('valgusRangeStanceDeg', 'Knee valgus (joint), range in stance', 'deg'),
  kind('shankLeanMidStanceDeg', 'Shank lean in mid-stance', 'deg'),
  kind('balanceHoldS', 'Time held', 's'),
  kind('shankLeanRmsDeg', 'Sway of shank lean, RMS', 'deg'),
  kind('shankTiltRmsDeg', 'Sway of shank tilt, RMS', 'deg'),
  kind('ellipseDeg2', 'Sway ellipse, 95 %', 'deg²'),
  kind('inZonePct', 'Within the zone', '%'),
  kind('meanKneeValgusDeg', 'Knee valgus (joint), mean', 'deg'),
  kind('peakShankTiltDeg', 'Knee to wall: largest shank tilt', 'deg'),
] as const satisfies readonly FigureKind[];

/** Whose a figure is: of a leg, or of both where they share it. */
export type FigureSide = Side | 'both';

export type FigureKey = (typeof FIGURE_KINDS)[number]['key'];

const BY_KEY = new Map<string, FigureKind>(FIGURE_KINDS.map((each) => [each.key, each]));

/** What is known of a figure besides its value. */
export function figureKind(key: FigureKey): FigureKind {
  const found = BY_KEY.get(key);
  if (!found) throw new RangeError(`${key} is no figure of a report`);
  return found;
}

function kind<const Key extends string>(
  key: Key,
  words: string,
  unit: FigureKind['unit'],
  repeated: RepeatedMeasure | null = null,
) {
  return { key, words, short: words, unit, measure: null, repeated } as const;
}
