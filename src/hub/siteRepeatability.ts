import { TASKS, type Task } from '../model/task.ts';
import type { SiteRepeatability } from '../movement/detectableChange.ts';
import { keptRepeatability } from './repeatabilityStore.ts';

/**
 * What a site measured of itself, of any task.
 * @throws StateFileError where the file is not what it should be
 */
export async function siteRepeatability(
  recordingsFolder: string,
): Promise<(task: Task) => SiteRepeatability | null> {
  const sites = new Map<Task, SiteRepeatability | null>();
  for (const task of TASKS) sites.set(task, await keptRepeatability(recordingsFolder, task));
  return (task) => sites.get(task) ?? null;
}
