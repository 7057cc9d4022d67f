import type { LegMeasure } from '../model/bodyFrame.ts';
import type { Task } from '../model/task.ts';
import { detectableChange, type SiteRepeatability } from '../movement/detectableChange.ts';
import { REPEATED_QUANTITIES } from '../movement/repeatedMeasures.ts';
import { keptRepeatability } from './repeatabilityStore.ts';

/**
 * The least difference between right and left that counts as one, in the unit a person sees: the
 * change between mountings, for each leg wears sensors of its own.
 * @param folder of the recordings, where a site keeps what repeats; undefined takes the defaults
 * @returns null where nothing is known of the quantity
 */
export async function leastDifference(
  measure: LegMeasure,
  task: Task,
  folder: string | undefined,
): Promise<number | null> {
  const site = folder === undefined ? null : await keptRepeatability(folder, task);
  return leastDifferenceOf(measure, site);
}

/** The same by what a site measured of itself at the task; null takes the defaults. */
export function leastDifferenceOf(
  measure: LegMeasure,
  site: SiteRepeatability | null,
): number | null {
  const known = REPEATED_QUANTITIES.find((quantity) => quantity.measure === measure);
  if (!known) return null;
  return detectableChange(known.measure, 'newMounting', site)?.mdc95 ?? null;
}
