import { keepRetention, keptRetention } from '../../hub/retentionStore.ts';
import type { RetentionFlags } from './catalogueFlags.ts';

/** Keeps how long recordings are kept, where it is given, and says what holds. */
export async function tellRetention(
  given: number | null | undefined,
  { recordings }: RetentionFlags,
): Promise<void> {
  if (given !== undefined) await keepRetention(recordings, given);
  const days = await keptRetention(recordings);
  console.log(
    days === null
      ? `recordings in ${recordings} are kept for ever`
      : `recordings in ${recordings} are kept for ${days} days; nothing is deleted by itself`,
  );
}
