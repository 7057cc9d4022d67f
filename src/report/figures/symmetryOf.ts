import {
  type DetectableChange,
  detectableChange,
  type SiteRepeatability,
} from '../../movement/detectableChange.ts';
import type { Thresholds } from '../../movement/thresholds.ts';
import type { ReportFigure, ReportSymmetry } from '../report.ts';
import { FIGURE_KINDS, type FigureKey, figureKind } from './figureKinds.ts';

/** Fewer per side tell no difference. */
export const LEAST_PER_SIDE = 5;
/** Legs differ by this at least before it is spoken of; 0.4 cm stand for 1°, as in bands. */
const LEAST: Readonly<Record<'deg' | 'cm', number>> = { deg: 5, cm: 2 };

/**
 * Right against left, of every figure that both legs state. Each leg has sensors of its own, so
 * that what tells is the change between two mountings.
 */
export function symmetryOf(
  figures: readonly ReportFigure[],
  site: SiteRepeatability | null,
  thresholds: Thresholds,
): ReportSymmetry[] {
  return FIGURE_KINDS.flatMap(({ key }) => {
    const right = figures.find((each) => each.key === key && each.side === 'right');
    const left = figures.find((each) => each.key === key && each.side === 'left');
    return right && left ? [symmetry(right, left, changeThatTells(key, site, thresholds))] : [];
  });
}

function symmetry(
  right: ReportFigure,
  left: ReportFigure,
  known: DetectableChange | null,
): ReportSymmetry {
  const { unit } = figureKind(right.key);
  const difference = right.mean - left.mean;
  const enough = Math.min(right.n, left.n) >= LEAST_PER_SIDE;
  const least = known && Math.max(known.mdc95, unit === 'deg' || unit === 'cm' ? LEAST[unit] : 0);
  return {
    key: right.key,
    right: right.mean,
    left: left.mean,
    nRight: right.n,
    nLeft: left.n,
    difference,
    mdc95: known?.mdc95 ?? null,
    mdcFrom: known?.source ?? null,
    differs: enough && least !== null ? Math.abs(difference) >= least : null,
  };
}

/** What tells between two mountings; null where nobody knows it. */
export function changeThatTells(
  key: FigureKey,
  site: SiteRepeatability | null,
  thresholds: Thresholds,
): DetectableChange | null {
  const { repeated } = figureKind(key);
  return repeated === null ? null : detectableChange(repeated, 'newMounting', site, thresholds);
}
