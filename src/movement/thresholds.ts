import { createRequire } from 'node:module';
import type { Headline } from '../model/movement.ts';
import type { EffectiveSettings, PipelineSettings } from '../model/settings.ts';
import type { Task } from '../model/task.ts';
import { type RepSettings, type Thresholds, thresholdsSchema } from '../model/thresholds.ts';
import type { WideEdges } from '../model/wideBand.ts';
import { unitPerDeg } from './cues/cueScale.ts';

export type {
  BalanceSettings,
  CueThresholds,
  GaitSettings,
  LandingSettings,
  RepSettings,
  Thresholds,
} from '../model/thresholds.ts';

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
export type Group = (typeof GROUPS)[number];

const LIKE: Readonly<Record<Exclude<Task, Group>, Group>> = {
  stepUp: 'stepDown',
  hinge: 'bilateralSquat',
  weightBearingLunge: 'lunge',
  halfKneeling: 'balance',
};

export const DEFAULT_THRESHOLDS: Thresholds = thresholdsSchema.parse(
  createRequire(import.meta.url)('./thresholds.json'),
);

/** Those of the settings; where they name none, the defaults of this version. */
export function thresholdsOf({ thresholds }: Pick<PipelineSettings, 'thresholds'>): Thresholds {
  return thresholds ?? DEFAULT_THRESHOLDS;
}

/** With the thresholds in force among them, as they are stored with a recording. */
export function effectiveSettings(settings: PipelineSettings): EffectiveSettings {
  return { ...settings, thresholds: thresholdsOf(settings) };
}

/** Of which group in the thresholds a task is. */
export function groupOf(task: Task): Group {
  return isGroup(task) ? task : LIKE[task];
}

export function repSettingsFor(task: Task, thresholds: Thresholds): RepSettings {
  const { default: base, singleLeg, hinge } = thresholds.rep;
  const group = groupOf(task);
  const isSingleLeg = group === 'singleLegSquat' || group === 'stepDown';
  if (!isSingleLeg && task !== 'hinge') return base;
  const own = Object.entries(isSingleLeg ? singleLeg : hinge);
  return { ...base, ...Object.fromEntries(own.filter(([, value]) => value !== undefined)) };
}

/** The quantity that drives figure, band and cue of a task. */
export function headlineOf(task: Task, thresholds: Thresholds): Headline {
  const headline = quantityOf(task, thresholds);
  return {
    ...headline,
    hysteresis: thresholds.hysteresis[headline.unit],
    wideEdges: wideEdgesOf(headline.unit, thresholds),
  };
}

/** The headline of a session with these settings. */
export function headlineOfSettings(settings: PipelineSettings): Headline {
  return headlineOf(settings.task, thresholdsOf(settings));
}

/** They are set as angles; of a knee's position with what stands for a degree. */
export function wideEdgesOf(unit: Headline['unit'], { bands }: Thresholds): WideEdges {
  const [wide, far] = bands.varusDeg.all;
  return [wide * unitPerDeg(unit), far * unitPerDeg(unit)];
}

function quantityOf(task: Task, thresholds: Thresholds): Headline {
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
