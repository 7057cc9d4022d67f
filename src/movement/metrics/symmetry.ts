import { REP_QUANTITIES } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { LegSetSummary, Symmetry, SymmetryQuantity } from '../../model/setSummary.ts';
import { mean } from '../../signal/statistics.ts';
import { detectableChange, type SiteRepeatability } from '../detectableChange.ts';
import { REPEATED_QUANTITIES } from '../repeatedMeasures.ts';
import { type LegRep, statedBy } from './legReps.ts';

/** The specification's least difference of angles, and as many valid reps a side. */
const LEAST_DEG = 5;
const LEAST_REPS = 5;
/** What 5° of knee angle are as knee position: 0.4 cm for a degree, as in the hysteresis of bands. */
const LEAST_M = 0.02;

/**
 * Right less left of every quantity that both legs state. Flagged only where the difference reaches
 * both 5° (2 cm) and the least detectable change, with five valid reps a side. That change is the one
 * between mountings: each leg wears sensors of its own, with their own axes and headings.
 */
export function symmetryOf(
  legs: readonly LegSetSummary[],
  reps: ReadonlyMap<Side, readonly LegRep[]>,
  site: SiteRepeatability | null,
): Symmetry[] {
  const right = reps.get('right');
  const left = reps.get('left');
  if (legs.length < 2 || !right || !left) return [];
  const found: Symmetry[] = [];
  for (const quantity of REP_QUANTITIES) {
    const values = (of: readonly LegRep[]): number[] =>
      statedBy(of, ({ leg }) => leg.metrics[quantity]?.atPeakFlexion).map(({ value }) => value);
    found.push(...compared(quantity, values(right), values(left), mdc95Of(quantity, site)));
  }
  const flexion = (of: readonly LegRep[]): number[] =>
    statedBy(of, ({ leg }) => leg.peakFlexionDeg).map(({ value }) => value);
  found.push(
    ...compared(
      'kneeFlexionDeg',
      flexion(right),
      flexion(left),
      mdc95Of('kneeFlexionDeg', site),
    ).map(withIndex),
  );
  // Where both legs bend together their times are the same ones.
  if (right.some(({ rep }) => rep.stance === null)) return found;
  for (const time of ['eccentricS', 'concentricS'] as const) {
    const times = (of: readonly LegRep[]): number[] =>
      statedBy(of, ({ rep }) => rep[time]).map(({ value }) => value);
    found.push(...compared(time, times(right), times(left), null).map(withIndex));
  }
  return found;
}

function compared(
  quantity: SymmetryQuantity,
  right: readonly number[],
  left: readonly number[],
  mdc95: number | null,
): Symmetry[] {
  if (right.length === 0 || left.length === 0) return [];
  const difference = mean(right) - mean(left);
  const least = quantity.endsWith('M') ? LEAST_M : LEAST_DEG;
  const canTell = mdc95 !== null && Math.min(right.length, left.length) >= LEAST_REPS;
  return [
    {
      quantity,
      right: mean(right),
      left: mean(left),
      nRight: right.length,
      nLeft: left.length,
      difference,
      mdc95,
      flagged: canTell ? Math.abs(difference) >= Math.max(least, mdc95) : null,
      indexPct: null,
    },
  ];
}

/** Robinson's index, of quantities that cannot come near zero. */
function withIndex(symmetry: Symmetry): Symmetry {
  const { right, left, difference } = symmetry;
  const middle = (right + left) / 2;
  return { ...symmetry, indexPct: middle > 0 ? (100 * difference) / middle : null };
}

/** In the quantity's unit; null where nothing is known of it. */
function mdc95Of(quantity: SymmetryQuantity, site: SiteRepeatability | null): number | null {
  const known = REPEATED_QUANTITIES.find(({ measure }) => measure === quantity);
  if (!known) return null;
  const change = detectableChange(known.measure, 'newMounting', site);
  if (!change) return null;
  return known.unit === 'cm' ? change.mdc95 / 100 : change.mdc95;
}
