import type { Rep } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';

/** Reps that count: the others rest on data that was not good and are shown, not counted. */
export function countedReps(reps: readonly Rep[]): number {
  return reps.filter((rep) => rep.counted).length;
}

/** `Down 1.8 s, hold 0.3 s, up 1.2 s`. */
export function tempoText(rep: Rep): string {
  const [down, hold, up] = [rep.eccentricS, rep.holdS, rep.concentricS].map((s) => s.toFixed(1));
  return `Down ${down} s, hold ${hold} s, up ${up} s`;
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
