import type { Task } from '../../model/task.ts';
import type { SiteRepeatability } from '../detectableChange.ts';

export interface ProgrammeOptions {
  /** What a site measured of its own repeatability; null takes the defaults. */
  readonly siteOf: (task: Task) => SiteRepeatability | null;
}

export const NO_SITE: ProgrammeOptions = { siteOf: () => null };
