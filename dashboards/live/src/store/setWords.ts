import type { Headline, Rep } from '../../../../src/model/movement.ts';
import { formatAmount, formatValue, NO_VALUE, STEP } from './formatValue.ts';
import { LEAST_REPS, type LegDifference, legDifference, statedOf, worstRep } from './setSoFar.ts';

/** `Rep 4, right 5.2 cm`; of `both` where the figures of the legs read the same. */
export function worstRepText(reps: readonly Rep[], unit: Headline['unit']): string {
  const worst = worstRep(reps);
  if (worst === null) return NO_VALUE;
  const figure = formatAmount(worst.value, unit);
  const other = statedOf([worst.rep], worst.side === 'left' ? 'right' : 'left')[0];
  const isBoth = other !== undefined && formatAmount(other.value, unit) === figure;
  return `Rep ${worst.rep.number}, ${isBoth ? 'both' : worst.side} ${figure}`;
}

/** The figure, and what may be said of it: `Right 2.1 cm more`, `no clear difference`, or `Alike`. */
export function legDifferenceText(
  reps: readonly Rep[],
  unit: Headline['unit'],
  mdc95: number | null,
): { readonly figure: string; readonly verdict: string } {
  const found = legDifference(reps, unit, mdc95);
  if (found === null) return { figure: NO_VALUE, verdict: '' };
  const { difference, nLeft, nRight, flagged } = found;
  const alike = readAlike(found, unit);
  const further = difference >= 0 ? 'Right' : 'Left';
  const figure = alike ? 'Alike' : `${further} ${formatAmount(Math.abs(difference), unit)} more`;
  const n = Math.min(nLeft, nRight);
  if (n < LEAST_REPS) return { figure, verdict: `too few: ${n} of ${LEAST_REPS}` };
  if (alike) return { figure, verdict: '' };
  if (flagged === null) return { figure, verdict: 'cannot be told' };
  return { figure, verdict: flagged ? 'a clear difference' : 'no clear difference' };
}

/** Figures that read the same, or a step apart, can be so by rounding alone. */
function readAlike({ left, right, difference }: LegDifference, unit: Headline['unit']): boolean {
  const isOneStep = Math.round(Math.abs(difference) / STEP[unit]) <= 1;
  return isOneStep || formatValue(left, unit) === formatValue(right, unit);
}
