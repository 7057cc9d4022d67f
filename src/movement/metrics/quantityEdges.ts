import type { RepQuantity } from '../../model/movement.ts';
import type { Task } from '../../model/task.ts';
import { groupOf, projectionEdges, type Thresholds } from '../thresholds.ts';

export type Edges = readonly [number, number, number];

/**
 * Lower edges of `slightly in`, `in`, `far in` of a quantity, in its own unit; null where it has no
 * bands. Those of the joint's valgus are of what it gains since the onset.
 */
export function quantityEdgesOf(
  quantity: RepQuantity,
  task: Task,
  thresholds: Thresholds,
): Edges | null {
  const { bands } = thresholds;
  switch (quantity) {
    case 'fppaDeg':
      return projectionEdges(groupOf(task), thresholds);
    case 'kneeValgusDeg':
      return bands.kneeValgusExcursion.all;
    case 'kneeMedialDeviationM': {
      const [slightly, inside, far] = bands.kneeMedialDeviationCm.planted;
      return [slightly / 100, inside / 100, far / 100];
    }
    case 'kneeOverToeDeg':
      return bands.kneeOverToeDeg.planted;
    case 'shankLeanDeg':
      return bands.shankLeanDeg.planted;
    case 'footRollDeg':
      return bands.footRollDeg.planted;
    default:
      return null;
  }
}
