import type { PipelineEvent, PipelineEventType } from '../../model/events.ts';
import type { Counts, EventsChange } from './comparison.ts';

/** How many messages are alike in every figure, in whatever order they stand. */
export function countsOf(a: readonly object[], b: readonly object[]): Counts {
  const waiting = new Map<string, number>();
  for (const message of a) {
    const text = JSON.stringify(message);
    waiting.set(text, (waiting.get(text) ?? 0) + 1);
  }
  let same = 0;
  for (const message of b) {
    const text = JSON.stringify(message);
    const times = waiting.get(text) ?? 0;
    if (times === 0) continue;
    waiting.set(text, times - 1);
    same++;
  }
  return { a: a.length, b: b.length, same };
}

/** The same by type, those with most differences first. */
export function eventsChange(
  a: readonly PipelineEvent[],
  b: readonly PipelineEvent[],
): EventsChange[] {
  const types = [...new Set<PipelineEventType>([...a, ...b].map(({ type }) => type))];
  return types
    .map((type) => ({
      type,
      ...countsOf(
        a.filter((event) => event.type === type),
        b.filter((event) => event.type === type),
      ),
    }))
    .sort((x, y) => unlike(y) - unlike(x));
}

/** Whether both stand in the same order too. */
export function isSameSequence(a: readonly object[], b: readonly object[]): boolean {
  return (
    a.length === b.length && a.every((each, i) => JSON.stringify(each) === JSON.stringify(b[i]))
  );
}

/** Those of A and of B that have no like. */
export function unlike({ a, b, same }: Counts): number {
  return a + b - 2 * same;
}
