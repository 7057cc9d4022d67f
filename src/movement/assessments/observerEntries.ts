import { z } from 'zod';
import type { Side } from '../../model/placement.ts';
import type { Assessment, ObserverItem } from './assessments.ts';

const tick = z.union(
  [z.boolean(), z.strictObject({ right: z.boolean(), left: z.boolean() }).partial()],
  'valid are true, false, or those of each leg such as {"right": true, "left": false}',
);

export const observerEntries = z.strictObject({
  /** By the id of the item; what is not there was not answered. */
  ticks: z.record(z.string(), tick).default({}),
  /** Free words about the trial, never a name. */
  note: z.string().max(500, 'valid are up to 500 characters').exactOptional(),
});

/** What somebody who watched has entered. */
export type ObserverEntries = z.infer<typeof observerEntries>;

export const NO_ENTRIES: ObserverEntries = { ticks: {} };

/** What was entered is not valid; `message` names where and what is valid. */
export class ObserverEntriesError extends Error {
  override name = 'ObserverEntriesError';
}

/**
 * Entries of an observer, held against the items of the assessment.
 * @param json as parsed from a file or a message
 * @throws ObserverEntriesError with path and valid values, all problems in one sentence
 */
export function observerEntriesOf(assessment: Assessment, json: unknown): ObserverEntries {
  const ids = assessment.observer.map(({ id }) => id);
  const checked = observerEntries.superRefine(({ ticks }, context) => {
    for (const [id, value] of Object.entries(ticks)) {
      const item = assessment.observer.find((each) => each.id === id);
      const message = item
        ? problemOf(item, value)
        : `${assessment.name} has no such item; valid are ${ids.join(', ') || 'none'}`;
      if (message) context.addIssue({ code: 'custom', path: ['ticks', id], message });
    }
  });
  const result = checked.safeParse(json);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  throw new ObserverEntriesError(`not valid: ${problems.join('; ')}`);
}

function problemOf(item: ObserverItem, value: z.infer<typeof tick>): string | null {
  return !item.perSide && typeof value === 'object'
    ? 'this is asked once, not of each leg; valid are true and false'
    : null;
}

/** The tick of a leg, or of the whole where the item is asked once; null where not answered. */
export function tickOf(entries: ObserverEntries, { id }: ObserverItem, side: Side): boolean | null {
  const value = entries.ticks[id];
  if (value === undefined) return null;
  return typeof value === 'boolean' ? value : (value[side] ?? null);
}
