import type { Rep, RepLeg } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { RepValue } from './spread.ts';

/** A rep of one leg that was judged in it. */
export interface LegRep {
  readonly rep: Rep;
  readonly leg: RepLeg;
  /** 1 for the first of this leg in the set. */
  readonly ordinal: number;
}

/** The reps in which this leg was judged. */
export function repsOf(reps: readonly Rep[], side: Side): LegRep[] {
  const found: LegRep[] = [];
  for (const rep of reps) {
    const leg = rep.legs.find((each) => each.side === side);
    if (!leg || (rep.stance !== null && rep.stance !== side)) continue;
    found.push({ rep, leg, ordinal: found.length + 1 });
  }
  return found;
}

export function isValid({ leg }: LegRep): boolean {
  return leg.quality === 'ok';
}

/** What the valid ones of these reps state, without those that cannot. */
export function statedBy(
  legReps: readonly LegRep[],
  pick: (legRep: LegRep) => number | null | undefined,
): RepValue[] {
  return legReps.filter(isValid).flatMap((each) => {
    const value = pick(each) ?? Number.NaN;
    return Number.isFinite(value) ? [{ rep: each.rep.number, ordinal: each.ordinal, value }] : [];
  });
}
