import { REP_QUANTITIES, type RepQuantity } from '../../model/movement.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import { repKindOf } from '../reps/detectorOf.ts';
import { headlineOf, repSettingsFor, type Thresholds } from '../thresholds.ts';
import type { RepRules } from './measureRep.ts';
import { type Edges, quantityEdgesOf } from './quantityEdges.ts';

/** How reps of the task of these settings are measured. */
export function repRulesOf(
  { task, frameRateHz }: Pick<PipelineSettings, 'task' | 'frameRateHz'>,
  thresholds: Thresholds,
): RepRules {
  const kind = repKindOf(task);
  const edges: Partial<Record<RepQuantity, Edges>> = {};
  for (const quantity of REP_QUANTITIES) {
    const own = quantityEdgesOf(quantity, task, thresholds);
    if (own) edges[quantity] = own;
  }
  return {
    headline: headlineOf(task, thresholds),
    edges,
    rateHz: frameRateHz,
    minPeakDeg: repSettingsFor(task, thresholds).minPeakDeg,
    bilateral: kind === 'bilateral',
    legs: kind === 'singleLeg' || kind === 'stepUp' ? 'stance' : 'all',
  };
}
