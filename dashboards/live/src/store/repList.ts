import type { Rep } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';

/** Reps that count: the others rest on data that was not good and are shown, not counted. */
export function countedReps(reps: readonly Rep[]): number {
  return reps.filter((rep) => rep.counted).length;
}

/** One sentence for the live region when a rep ends: left before right, as on screen. */
export function repAnnouncement(rep: Rep): string {
  const legs = (['left', 'right'] as const).flatMap((side: Side) => {
    const leg = rep.legs.find((candidate) => candidate.side === side);
    return leg ? [`${side} ${leg.band ?? 'not stated'}`] : [];
  });
  if (!rep.counted) return `Rep ${rep.number} not counted, data incomplete.`;
  return `Rep ${rep.number}: ${legs.join(', ')}.`;
}
