import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { TASKS } from '../model/task.ts';
import { REPEATED_QUANTITIES } from '../movement/repeatedMeasures.ts';
import { withoutPath } from '../recording/withoutPath.ts';
import type { SiteAnswer } from '../stream/answers/settings.ts';
import { keptRepeatability } from './repeatabilityStore.ts';
import { keepRetention, keptRetention } from './retentionStore.ts';
import { StateFileError } from './stateFile.ts';

const DAYS = 'valid are 1 to 36500 days, or null for ever';

export const retention = z.strictObject({
  days: z.int(DAYS).min(1, DAYS).max(36_500, DAYS).nullable(),
});

/** What a site keeps beside the settings: for how long recordings are kept, and what change it can tell. */
export function registerSite(app: FastifyInstance, folder: string): void {
  app.get('/api/v1/settings/site', () => siteAnswer(folder));

  app.put('/api/v1/settings/retention', async (request, reply) => {
    const wish = retention.safeParse(request.body);
    if (!wish.success) return reply.code(400).send({ error: `"days": ${DAYS}.` });
    await keepRetention(folder, wish.data.days);
    return siteAnswer(folder);
  });
}

async function siteAnswer(folder: string): Promise<SiteAnswer> {
  const problems: string[] = [];
  const orTold = async <T>(read: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await read;
    } catch (error) {
      if (!(error instanceof StateFileError)) throw error;
      problems.push(withoutPath(error));
      return otherwise;
    }
  };
  const retentionDays = await orTold(keptRetention(folder), null);
  const repeatability = await orTold(measuredAt(folder), []);
  return {
    retentionDays,
    repeatability,
    problem: problems.length > 0 ? problems.join('; ') : null,
  };
}

async function measuredAt(folder: string): Promise<SiteAnswer['repeatability']> {
  const measured = [];
  for (const task of TASKS) {
    const site = await keptRepeatability(folder, task);
    if (site === null) continue;
    const changes = REPEATED_QUANTITIES.flatMap(({ measure, unit, words }) => {
      const change = site.changes[measure];
      return change ? [{ words, unit: unit === 'deg' ? '°' : unit, mdc95: change.mdc95 }] : [];
    });
    measured.push({ task, between: site.between, changes });
  }
  return measured;
}
