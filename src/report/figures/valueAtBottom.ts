import type { RepLeg } from '../../model/movement.ts';
import type { StatedValue } from '../report.ts';
import { type FigureKey, figureKind } from './figureKinds.ts';

/** A figure of a leg at peak flexion, in the unit people see; null where it is none or not stated. */
export function valueAtBottom({ metrics }: RepLeg, key: FigureKey): StatedValue | null {
  const { measure, unit } = figureKind(key);
  const metric = measure === null ? undefined : metrics[measure];
  if (!metric || metric.atPeakFlexion === null) return null;
  const scale = unit === 'cm' ? 100 : 1;
  const sd = metric.sdAtPeakFlexion;
  return { value: metric.atPeakFlexion * scale, sd: sd === null ? null : sd * scale };
}
