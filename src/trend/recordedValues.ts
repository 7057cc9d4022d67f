import type { Side } from '../model/placement.ts';
import type { RecordedSet } from '../reprocess/sessionHistory/recordedWork.ts';
import { inUnit, type TrendMetric } from './metrics.ts';
import type { TrendValue } from './trendRecording.ts';

/** What the sets of a recording have of a metric; movements whose data were not `ok` have nothing. */
export function recordedValues(
  metric: TrendMetric,
  sets: readonly RecordedSet[],
): readonly TrendValue[] {
  const values: TrendValue[] = [];
  const add = (side: Side, timeUs: number, value: number | null | undefined): void => {
    if (value !== null && value !== undefined && Number.isFinite(value)) {
      values.push({ side, timeUs, value: inUnit(metric, value) });
    }
  };
  for (const set of sets) addOf(metric, set, add);
  return values;
}

type Add = (side: Side, timeUs: number, value: number | null | undefined) => void;

function addOf({ figure }: TrendMetric, set: RecordedSet, add: Add): void {
  switch (figure.of) {
    case 'quantity':
    case 'repLeg':
    case 'rep':
      for (const rep of set.reps) {
        if (!rep.counted) continue;
        for (const leg of rep.legs) {
          // The leg in the air moves too, and is not judged.
          if (rep.stance !== null && rep.stance !== leg.side) continue;
          if (figure.of === 'rep') add(leg.side, rep.endUs, rep[figure.key]);
          else if (figure.of === 'repLeg') add(leg.side, rep.endUs, leg[figure.key]);
          else add(leg.side, rep.endUs, leg.metrics[figure.quantity]?.[figure.figure]);
        }
      }
      return;
    case 'hold':
      for (const hold of set.holds) {
        if (hold.quality !== 'ok' || !figure.kinds.includes(hold.kind)) continue;
        add(hold.side, hold.endUs, hold[figure.key]);
      }
      return;
    case 'stride':
      for (const stride of set.strides) {
        if (stride.quality === 'ok') add(stride.side, stride.initialContactUs, stride[figure.key]);
      }
      return;
    case 'landing':
    case 'landingValgus':
      for (const { counted, legs } of set.landings) {
        if (!counted) continue;
        for (const leg of legs) {
          const value = figure.of === 'landing' ? leg[figure.key] : leg.kneeValgus[figure.key];
          add(leg.side, leg.initialContactUs, value);
        }
      }
  }
}
