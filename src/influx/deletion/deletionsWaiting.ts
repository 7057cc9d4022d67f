import type { InfluxConfig } from '../server/config.ts';
import { Deletions } from './deletions.ts';

/** How many requests for deletion in a recordings folder this bucket has not followed. */
export async function deletionsWaiting(
  recordingsFolder: string,
  config: InfluxConfig,
): Promise<number> {
  const deletions = new Deletions(recordingsFolder, config);
  await deletions.count();
  return deletions.waiting;
}
