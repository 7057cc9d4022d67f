import { createRequire } from 'node:module';
import { z } from 'zod';
import type { Headline } from '../model/movement.ts';
import type { Task } from '../model/task.ts';

/** Lower edges of `slightly in`, `in`, `far in`. */
const edges = z.tuple([z.number(), z.number(), z.number()]);

const repSettings = z.object({
  onsetDeg: z.number(),
  onsetRateDegS: z.number(),
  onsetHoldMs: z.number(),
  backDateDeg: z.number(),
  bottomDropDeg: z.number(),
  endDeg: z.number(),
  endFrac: z.number(),
  endHoldMs: z.number(),
  minPeakDeg: z.number(),
  minDurS: z.number(),
  maxDurS: z.number(),
  refractoryMs: z.number(),
});

const landing = z.object({
  flightShankG: z.number(),
  flightThighG: z.number(),
  flightMedianMs: z.number(),
  flightMinMs: z.number(),
  flightMaxMs: z.number(),
  takeOffShare: z.number(),
  takeOffWithinMs: z.number(),
  jumpFlightMinMs: z.number(),
  jumpExtensionDeg: z.number(),
  icG: z.number(),
  icBackDateG: z.number(),
  icBackDateMs: z.number(),
  impactMs: z.number(),
  impactMedianG: z.number(),
  confirmImpactWithinMs: z.number(),
  otherLegWithinMs: z.number(),
  minIcGapMs: z.number(),
  timeoutMs: z.number(),
  contactMaxMs: z.number(),
});

const gait = z.object({
  midSwingDegS: z.number(),
  midSwingFrac: z.number(),
  minGapMs: z.number(),
  toMaxDegS: z.number(),
  strideS: z.tuple([z.number(), z.number()]),
  swingPct: z.tuple([z.number(), z.number()]),
});

const balance = z.object({
  otherKneeDeg: z.number(),
  otherThighDeg: z.number(),
  settleS: z.number(),
  endLeanDeg: z.number(),
  endRateDegS: z.number(),
  discardS: z.number(),
});

const cue = z.object({
  armFlexDeg: z.number(),
  onHoldMs: z.object({ 'sigmaLe1.0': z.number(), 'sigmaLe1.3': z.number(), else: z.number() }),
  offHystDeg: z.number(),
  offHoldMs: z.number(),
  refractoryMs: z.number(),
  maxPerRep: z.number(),
  maxPerMin: z.number(),
  maxDurMs: z.number(),
  latencySuppressMs: z.number(),
  thetaRaiseIfNoisyDeg: z.number(),
});

const mdc95 = z.object({
  kneeValgus: z.number(),
  fppa: z.number(),
  kneeOverToe: z.number(),
  footRoll: z.number().optional(),
});

const headlineName = z.enum(['kneeMedialDeviation', 'fppa', 'shankLean', 'kneeValgus']);

/** Of the groups that `thresholds.json` names; other tasks are judged like one of them. */
const GROUPS = [
  'bilateralSquat',
  'rntSquat',
  'lunge',
  'singleLegSquat',
  'stepDown',
  'landing',
  'balance',
  'gait',
] as const;
type Group = (typeof GROUPS)[number];

const LIKE: Readonly<Record<Exclude<Task, Group>, Group>> = {
  stepUp: 'stepDown',
  hinge: 'bilateralSquat',
  weightBearingLunge: 'lunge',
  halfKneeling: 'balance',
};

/** Layout of `thresholds.json`: defaults of a training aid, not limits. */
export const thresholdsSchema = z.object({
  bands: z.object({
    fppaAtPeakFlexion: z.object({
      bilateralSquat: edges,
      rntSquat: edges,
      lunge: edges,
      singleLegSquat: edges,
      stepDown: edges,
      landing: edges,
    }),
    kneeValgusExcursion: z.object({ all: edges }),
    kneeOverToeDeg: z.object({ planted: edges }),
    footRollDeg: z.object({ planted: edges }),
    balanceRmsShankLeanDeg: z.object({ hold: edges }),
    asymmetryDeg: z.object({ all: edges }),
    varusDeg: z.object({ all: z.tuple([z.number(), z.number()]) }),
    shankLeanDeg: z.object({ planted: edges }),
    kneeMedialDeviationCm: z.object({ planted: edges }),
  }),
  rep: z.object({ default: repSettings, singleLeg: repSettings.partial() }),
  landing,
  gait,
  balance,
  cue,
  mdc95: z.object({ withinSession: mdc95, betweenSession: mdc95 }),
  hysteresis: z.object({ deg: z.number(), cm: z.number() }),
  headline: z.record(z.enum(GROUPS), headlineName),
});

export type Thresholds = z.infer<typeof thresholdsSchema>;
export type RepSettings = z.infer<typeof repSettings>;
export type LandingSettings = z.infer<typeof landing>;
export type GaitSettings = z.infer<typeof gait>;
export type BalanceSettings = z.infer<typeof balance>;
export type CueThresholds = z.infer<typeof cue>;

export const DEFAULT_THRESHOLDS: Thresholds = thresholdsSchema.parse(
  createRequire(import.meta.url)('./thresholds.json'),
);

/** Of which group in the thresholds a task is. */
export function groupOf(task: Task): Group {
  return isGroup(task) ? task : LIKE[task];
}

export function repSettingsFor(task: Task, thresholds: Thresholds): RepSettings {
  const { default: base, singleLeg } = thresholds.rep;
  const group = groupOf(task);
  if (group !== 'singleLegSquat' && group !== 'stepDown') return base;
  const own = Object.entries(singleLeg).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(own) };
}

/** The quantity that drives figure, band and cue of a task. */
export function headlineOf(task: Task, thresholds: Thresholds): Headline {
  const { bands, headline } = thresholds;
  const group = groupOf(task);
  switch (headline[group]) {
    case 'kneeMedialDeviation':
      return {
        measure: 'kneeMedialDeviationM',
        label: 'Knee in',
        unit: 'cm',
        bandEdges: bands.kneeMedialDeviationCm.planted,
      };
    case 'fppa':
      return {
        measure: 'fppaDeg',
        label: 'Knee angle from the front',
        unit: 'deg',
        bandEdges: projectionEdges(group, thresholds),
      };
    case 'shankLean':
      return {
        measure: 'shankLeanDeg',
        label: 'Shank lean',
        unit: 'deg',
        bandEdges: bands.shankLeanDeg.planted,
      };
    case 'kneeValgus':
      return {
        measure: 'kneeValgusDeg',
        label: 'Knee valgus (joint)',
        unit: 'deg',
        bandEdges: bands.kneeValgusExcursion.all,
      };
  }
}

/** Balance and gait have no edges of their own for it: those of standing on one leg serve. */
function projectionEdges(group: Group, { bands }: Thresholds): Headline['bandEdges'] {
  const { fppaAtPeakFlexion } = bands;
  return group === 'balance' || group === 'gait'
    ? fppaAtPeakFlexion.singleLegSquat
    : fppaAtPeakFlexion[group];
}

function isGroup(task: Task): task is Group {
  return (GROUPS as readonly Task[]).includes(task);
}
