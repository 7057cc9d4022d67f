import { LEG_MEASURES } from '../model/bodyFrame.ts';
import type { Stride } from '../model/gait.ts';
import type { Hold, HoldKind } from '../model/hold.ts';
import type { LandingLeg } from '../model/landing.ts';
import { REP_QUANTITIES, type Rep, type RepLeg, type RepQuantity } from '../model/movement.ts';
import type { Task } from '../model/task.ts';
import { REPEATED_QUANTITIES, type RepeatedMeasure } from '../movement/repeatedMeasures.ts';

/** Where a figure stands in what is recorded. */
export type TrendFigure =
  | {
      readonly of: 'quantity';
      readonly quantity: RepQuantity;
      readonly figure: 'atPeakFlexion' | 'excursion';
    }
  | { readonly of: 'repLeg'; readonly key: RepLegKey }
  | { readonly of: 'rep'; readonly key: RepTimeKey }
  | { readonly of: 'hold'; readonly kinds: readonly HoldKind[]; readonly key: HoldKey }
  | { readonly of: 'stride'; readonly key: StrideKey }
  | { readonly of: 'landing'; readonly key: LandingKey }
  | { readonly of: 'landingValgus'; readonly key: 'peak' | 'excursion' };

export type RepTimeKey = Extract<keyof Rep, 'eccentricS' | 'holdS' | 'concentricS'>;
export type RepLegKey = Extract<keyof RepLeg, 'headlineAtPeakFlexion' | 'peakFlexionDeg'>;
export type HoldKey = Extract<
  keyof Hold,
  'holdS' | 'shankLeanRmsDeg' | 'shankTiltRmsDeg' | 'ellipseDeg2' | 'peakShankTiltDeg'
>;
export type StrideKey = Extract<
  keyof Stride,
  'strideS' | 'stancePct' | 'loadingFlexionDeg' | 'swingFlexionDeg'
>;
export type LandingKey = Extract<
  keyof LandingLeg,
  'headlinePeak' | 'headlineExcursion' | 'flexionAtContactDeg' | 'peakFlexionDeg' | 'peakShankG'
>;

/** One figure of a leg that can be followed from session to session. */
export interface TrendMetric {
  /** As it is asked for, `fppa`. */
  readonly name: string;
  /** As people read it. */
  readonly words: string;
  /** What people see; `headline` is the unit of the headline of the task, cm or deg. */
  readonly unit: 'deg' | 'cm' | 's' | '%' | 'g' | 'deg²' | 'headline';
  /** What its detectable change is known as, `headline` that of its measure; null where none is known. */
  readonly repeated: RepeatedMeasure | 'headline' | null;
  /** In which something is told of it. */
  readonly tasks: readonly Task[];
  readonly figure: TrendFigure;
}

const REP_TASKS: readonly Task[] = [
  'bilateralSquat',
  'rntSquat',
  'singleLegSquat',
  'stepDown',
  'stepUp',
  'lunge',
  'hinge',
];
const HELD: readonly HoldKind[] = ['balance', 'halfKneeling'];

const AT_BOTTOM = REP_QUANTITIES.map(
  (quantity): TrendMetric => ({
    ...named(quantity),
    repeated: REPEATED_QUANTITIES.find(({ measure }) => measure === quantity)?.measure ?? null,
    tasks: REP_TASKS,
    figure: { of: 'quantity', quantity, figure: 'atPeakFlexion' },
  }),
);

const EXCURSIONS = REP_QUANTITIES.map((quantity): TrendMetric => {
  const { name, words, unit } = named(quantity);
  return {
    name: `${name}Excursion`,
    words: `${words}, largest less that at the start`,
    unit,
    repeated: null,
    tasks: REP_TASKS,
    figure: { of: 'quantity', quantity, figure: 'excursion' },
  };
});

export const TREND_METRICS: readonly TrendMetric[] = [
  {
    name: 'headline',
    words: 'headline measure of the task at peak flexion',
    unit: 'headline',
    repeated: 'headline',
    tasks: REP_TASKS,
    figure: { of: 'repLeg', key: 'headlineAtPeakFlexion' },
  },
  ...AT_BOTTOM,
  ...EXCURSIONS,
  {
    name: 'peakFlexion',
    words: 'largest knee flexion',
    unit: 'deg',
    repeated: 'kneeFlexionDeg',
    tasks: REP_TASKS,
    figure: { of: 'repLeg', key: 'peakFlexionDeg' },
  },
  ...tempo('eccentricS', 'wayDown', 'way down'),
  ...tempo('holdS', 'bottom', 'at the bottom'),
  ...tempo('concentricS', 'wayUp', 'way up'),
  hold('holdTime', 'time held', 's', 'holdS'),
  hold('shankLeanSway', 'sway of shank lean, RMS', 'deg', 'shankLeanRmsDeg'),
  hold('shankTiltSway', 'sway of shank tilt, RMS', 'deg', 'shankTiltRmsDeg'),
  hold('swayEllipse', 'sway ellipse, 95 %', 'deg²', 'ellipseDeg2'),
  {
    name: 'kneeToWall',
    words: 'knee to wall: largest shank tilt',
    unit: 'deg',
    repeated: null,
    tasks: ['weightBearingLunge'],
    figure: { of: 'hold', kinds: ['kneeToWall'], key: 'peakShankTiltDeg' },
  },
  stride('stride', 'stride', 's', 'strideS'),
  stride('stance', 'stance, of the stride', '%', 'stancePct'),
  stride('loadingFlexion', 'knee flexion in loading', 'deg', 'loadingFlexionDeg'),
  stride('swingFlexion', 'knee flexion in swing', 'deg', 'swingFlexionDeg'),
  landing('landingHeadline', 'headline measure in landing, largest', 'headline', {
    of: 'landing',
    key: 'headlinePeak',
  }),
  landing('landingHeadlineExcursion', 'headline measure, largest less contact', 'headline', {
    of: 'landing',
    key: 'headlineExcursion',
  }),
  landing('landingKneeValgus', 'knee valgus (joint) in landing, largest', 'deg', {
    of: 'landingValgus',
    key: 'peak',
  }),
  landing('landingKneeValgusExcursion', 'knee valgus (joint), largest less contact', 'deg', {
    of: 'landingValgus',
    key: 'excursion',
  }),
  landing('landingFlexionAtContact', 'knee flexion at first contact', 'deg', {
    of: 'landing',
    key: 'flexionAtContactDeg',
  }),
  landing('landingFlexion', 'largest knee flexion in landing', 'deg', {
    of: 'landing',
    key: 'peakFlexionDeg',
  }),
  landing('landingShankG', 'largest force at the shank, first 100 ms', 'g', {
    of: 'landing',
    key: 'peakShankG',
  }),
];

/** The metric of a name; undefined where there is none. */
export function trendMetric(name: string): TrendMetric | undefined {
  return TREND_METRICS.find((each) => each.name === name);
}

/** In the unit people see: deviations of the knee are recorded in metres and read in centimetres. */
export function inUnit({ unit, figure }: TrendMetric, value: number): number {
  return figure.of === 'quantity' && unit === 'cm' ? value * 100 : value;
}

function named(quantity: RepQuantity): Pick<TrendMetric, 'name' | 'words' | 'unit'> {
  const known = REPEATED_QUANTITIES.find(({ measure }) => measure === quantity);
  const described = LEG_MEASURES.find(({ key }) => key === quantity);
  const name = quantity.replace(/(Deg|M)$/, '');
  return {
    name,
    words: known?.words ?? wordsIn(name),
    unit: described?.unit === 'm' ? 'cm' : 'deg',
  };
}

/** `shankLean`: shank lean. */
function wordsIn(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function tempo(key: RepTimeKey, name: string, words: string): TrendMetric[] {
  const figure: TrendFigure = { of: 'rep', key };
  return [{ name, words, unit: 's', repeated: null, tasks: REP_TASKS, figure }];
}

function hold(name: string, words: string, unit: TrendMetric['unit'], key: HoldKey): TrendMetric {
  const figure: TrendFigure = { of: 'hold', kinds: HELD, key };
  return { name, words, unit, repeated: null, tasks: ['balance', 'halfKneeling'], figure };
}

function stride(
  name: string,
  words: string,
  unit: TrendMetric['unit'],
  key: StrideKey,
): TrendMetric {
  return { name, words, unit, repeated: null, tasks: ['gait'], figure: { of: 'stride', key } };
}

function landing(
  name: string,
  words: string,
  unit: TrendMetric['unit'],
  figure: TrendFigure,
): TrendMetric {
  return { name, words, unit, repeated: null, tasks: ['landing'], figure };
}
