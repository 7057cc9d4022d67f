import { REP_QUANTITIES, type RepQuantity } from '../../model/movement.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import { bandsFor, type Edges, type QuantityBand } from '../bands/bandsFor.ts';
import { repKindOf } from '../reps/detectorOf.ts';
import { headlineOf, repSettingsFor, type Thresholds } from '../thresholds.ts';
import type { RepRules } from './measureRep.ts';

/** How reps of the task of these settings are measured. */
export function repRulesOf(
  { task, frameRateHz }: Pick<PipelineSettings, 'task' | 'frameRateHz'>,
  thresholds: Thresholds,
): RepRules {
  const kind = repKindOf(task);
  const bands = bandsFor(task, thresholds);
  const edges: Partial<Record<RepQuantity, Edges>> = {};
  for (const quantity of REP_QUANTITIES) {
    const band = bands[quantity];
    if (band) edges[quantity] = inOwnUnit(band);
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

/** Edges in the unit of the quantity itself. */
function inOwnUnit({ unit, edges: [slightly, inside, far] }: QuantityBand): Edges {
  const scale = unit === 'cm' ? 0.01 : 1;
  return [scale * slightly, scale * inside, scale * far];
}
