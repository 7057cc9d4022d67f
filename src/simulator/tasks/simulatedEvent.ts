import type { TruthHappening } from '../../model/truth.ts';

/** What happens in a simulated movement, seconds from the start of the motion. */
export type SimulatedEvent = { readonly timeS: number } & TruthHappening;

export function inOrderOfTime(events: readonly SimulatedEvent[]): SimulatedEvent[] {
  return [...events].sort((a, b) => a.timeS - b.timeS);
}
