import type { Headline, Rep } from '../../../../src/model/movement.ts';
import { formatAmount, NO_VALUE } from './formatValue.ts';
import { LEAST_REPS, legDifference, worstRep } from './setSoFar.ts';

/** `Rep 4, right 5.2 cm`. */
export function worstRepText(reps: readonly Rep[], unit: Headline['unit']): string {
  const worst = worstRep(reps);
  return worst === null
    ? NO_VALUE
    : `Rep ${worst.rep.number}, ${worst.side} ${formatAmount(worst.value, unit)}`;
}

/** The figure, and what may be said of it: `Right 2.1 cm more`, `no clear difference`. */
export function legDifferenceText(
  reps: readonly Rep[],
  unit: Headline['unit'],
  mdc95: number | null,
): { readonly figure: string; readonly verdict: string } {
  const found = legDifference(reps, unit, mdc95);
  if (found === null) return { figure: NO_VALUE, verdict: '' };
  const { difference, nLeft, nRight, flagged } = found;
  const further = difference >= 0 ? 'Right' : 'Left';
  const figure = `${further} ${formatAmount(Math.abs(difference), unit)} more`;
  const n = Math.min(nLeft, nRight);
  if (n < LEAST_REPS) return { figure, verdict: `too few: ${n} of ${LEAST_REPS}` };
  if (flagged === null) return { figure, verdict: 'cannot be told' };
  return { figure, verdict: flagged ? 'a clear difference' : 'no clear difference' };
}
