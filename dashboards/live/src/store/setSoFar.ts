import type { Headline, Rep } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';

/** Fewer of a side tell little: [movement] §5.1. */
export const LEAST_REPS = 5;
/** Smaller differences are not called one, whatever can be detected; 5° are 2 cm of knee position. */
const LEAST_DIFFERENCE: Readonly<Record<Headline['unit'], number>> = { cm: 2, deg: 5 };

/** The headline at peak flexion of one rep of one leg, in the headline's unit. */
export interface RepValue {
  readonly rep: Rep;
  readonly value: number;
}

/**
 * What the reps of a leg state, those in which it was judged and its data were sound, as the summary
 * of a set counts them.
 */
export function statedOf(reps: readonly Rep[], side: Side): RepValue[] {
  return reps.flatMap((rep) => {
    const leg = rep.legs.find((each) => each.side === side);
    if (!leg || (rep.stance !== null && rep.stance !== side) || leg.quality !== 'ok') return [];
    const value = leg.headlineAtPeakFlexion;
    return value === null ? [] : [{ rep, value }];
  });
}

/** The rep with the knee furthest in; null before the first that states it. */
export function worstRep(reps: readonly Rep[]): (RepValue & { readonly side: Side }) | null {
  let worst: (RepValue & { readonly side: Side }) | null = null;
  for (const side of ['left', 'right'] as const) {
    for (const stated of statedOf(reps, side)) {
      if (worst === null || stated.value > worst.value) worst = { ...stated, side };
    }
  }
  return worst;
}

/** How the legs compare in the set so far. */
export interface LegDifference {
  /** Mean of each leg, in the headline's unit. */
  readonly left: number;
  readonly right: number;
  /** Right less left of the means, in the headline's unit. */
  readonly difference: number;
  readonly nLeft: number;
  readonly nRight: number;
  /** null where it cannot be told: too few reps, or nobody knows what difference can be detected. */
  readonly flagged: boolean | null;
  /** What a difference has to reach to be one, in the same unit; null where it is not known. */
  readonly leastDifference: number | null;
}

/**
 * The rule of the hub's summary: a difference is one where five sound reps a side show it and it reaches
 * both 5° (2 cm) and the least detectable change between mountings.
 * @param mdc95 that change in the headline's unit, null where it is not known
 * @returns null while a leg states nothing
 */
export function legDifference(
  reps: readonly Rep[],
  unit: Headline['unit'],
  mdc95: number | null,
): LegDifference | null {
  const left = statedOf(reps, 'left');
  const right = statedOf(reps, 'right');
  if (left.length === 0 || right.length === 0) return null;
  const means = { left: meanOf(left), right: meanOf(right) };
  const difference = means.right - means.left;
  const leastDifference = mdc95 === null ? null : Math.max(LEAST_DIFFERENCE[unit], mdc95);
  const enough = Math.min(left.length, right.length) >= LEAST_REPS;
  return {
    ...means,
    difference,
    nLeft: left.length,
    nRight: right.length,
    leastDifference,
    flagged: enough && leastDifference !== null ? Math.abs(difference) >= leastDifference : null,
  };
}

function meanOf(stated: readonly RepValue[]): number {
  return stated.reduce((sum, { value }) => sum + value, 0) / stated.length;
}
