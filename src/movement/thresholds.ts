import { createRequire } from 'node:module';
import { z } from 'zod';
import type { Headline, TaskGroup } from '../model/movement.ts';

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

const mdc95 = z.object({
  kneeValgus: z.number(),
  fppa: z.number(),
  kneeOverToe: z.number(),
  footRoll: z.number().optional(),
});

/** The part of `thresholds.json` that squats need; defaults of a training aid, not limits. */
const thresholdsSchema = z.object({
  bands: z.object({
    fppaAtPeakFlexion: z.object({ bilateralSquat: edges, singleLegSquat: edges }),
    kneeMedialDeviationCm: z.object({ planted: edges }),
  }),
  rep: z.object({ default: repSettings, singleLeg: repSettings.partial() }),
  cue: z.object({
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
  }),
  mdc95: z.object({ withinSession: mdc95, betweenSession: mdc95 }),
  hysteresis: z.object({ deg: z.number(), cm: z.number() }),
  headline: z.object({ bilateralSquat: z.string(), singleLegSquat: z.string() }),
});

export type Thresholds = z.infer<typeof thresholdsSchema>;
export type RepSettings = z.infer<typeof repSettings>;
export type CueThresholds = Thresholds['cue'];

export const DEFAULT_THRESHOLDS: Thresholds = thresholdsSchema.parse(
  createRequire(import.meta.url)('./thresholds.json'),
);

export function repSettingsFor(task: TaskGroup, thresholds: Thresholds): RepSettings {
  const { default: base, singleLeg } = thresholds.rep;
  if (task === 'bilateralSquat') return base;
  const own = Object.entries(singleLeg).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(own) };
}

/**
 * The quantity that drives figure, band and cue of a task.
 * @throws RangeError when the thresholds name a headline that is not known
 */
export function headlineOf(task: TaskGroup, thresholds: Thresholds): Headline {
  const name = thresholds.headline[task];
  if (name === 'kneeMedialDeviation') {
    return {
      measure: 'kneeMedialDeviationM',
      label: 'Knee in',
      unit: 'cm',
      bandEdges: thresholds.bands.kneeMedialDeviationCm.planted,
    };
  }
  if (name === 'fppa') {
    return {
      measure: 'fppaDeg',
      label: 'Knee angle from the front',
      unit: 'deg',
      bandEdges: thresholds.bands.fppaAtPeakFlexion[task],
    };
  }
  throw new RangeError(`headline "${name}" of ${task}; valid are "kneeMedialDeviation" and "fppa"`);
}
