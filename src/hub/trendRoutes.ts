import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { SIDES } from '../model/placement.ts';
import { PSEUDONYM } from '../model/pseudonym.ts';
import { TASKS } from '../model/task.ts';
import type { WorkAt } from '../reprocess/sessionHistory/recordedWork.ts';
import type { WorkCache } from '../reprocess/sessionHistory/workCache.ts';
import type { TrendMetricsAnswer, TrendsAnswer } from '../stream/answers/trends.ts';
import { askTrends, type TrendSource, TrendSourceError } from '../trend/askTrends.ts';
import { bandEdgesOf } from '../trend/bandEdgesOf.ts';
import { TREND_METRICS, trendMetric } from '../trend/metrics.ts';
import { TREND_SOURCES } from '../trend/trendSources.ts';
import type { SessionCatalogue } from './sessionCatalogue.ts';
import { siteRepeatability } from './siteRepeatability.ts';
import { trendCsv } from './trendCsv.ts';

export interface TrendOptions {
  /** Where the recordings and what the site measured of itself are kept. */
  readonly folder: string;
  /** null where no database is set. */
  readonly influx: TrendSource | null;
}

interface Sources extends TrendOptions {
  readonly catalogue: SessionCatalogue;
  /** Shared with whoever else reads recordings for what was done in them. */
  readonly works: WorkCache;
}

export const trendsQuery = z.strictObject({
  subject: z.string().regex(PSEUDONYM, 'valid is a pseudonym such as P-7F3K'),
  metric: z.string(),
  task: z.enum(TASKS, `valid are ${TASKS.join(', ')}`).exactOptional(),
  side: z.enum(SIDES, 'valid are right and left').exactOptional(),
  since: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], {
      error: 'valid is a day (UTC) or an instant with its zone',
    })
    .exactOptional(),
  source: z.enum(TREND_SOURCES, `valid are ${TREND_SOURCES.join(' and ')}`).exactOptional(),
  format: z.enum(['json', 'csv'], 'valid are json and csv').default('json'),
});

/** What one figure of one person did over sessions, and which figures there are. */
export function registerTrends(
  app: FastifyInstance,
  { catalogue, works, folder, influx }: Sources,
): void {
  const workAt: WorkAt = (path) => works.at(path);

  app.get(
    '/api/v1/trends/metrics',
    (): TrendMetricsAnswer => ({
      sources: TREND_SOURCES.filter((source) => source !== 'influx' || influx !== null),
      metrics: TREND_METRICS.map(({ name, words, unit, repeated, tasks }) => ({
        name,
        words,
        unit,
        tasks,
        hasDetectableChange: repeated !== null,
      })),
    }),
  );

  app.get('/api/v1/trends', async (request, reply) => {
    const asked = trendsQuery.safeParse(request.query);
    if (!asked.success) return reply.code(400).send({ error: whyNot(asked.error) });
    const { metric: name, since, format, ...chosen } = asked.data;
    const metric = trendMetric(name);
    if (metric === undefined) {
      const valid = TREND_METRICS.map((each) => each.name).join(', ');
      return reply.code(400).send({ error: `There is no metric "${name}"; valid are ${valid}.` });
    }
    try {
      const listed = await catalogue.list();
      const sources = { influx, list: async () => listed, workAt };
      const answer = await askTrends(sources, {
        ...chosen,
        metric,
        siteOf: await siteRepeatability(folder),
        ...(since !== undefined && { sinceUs: Date.parse(since) * 1000 }),
      });
      const { subject } = chosen;
      if (format === 'csv') {
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${subject}-${name}.csv"`)
          .send(trendCsv(answer));
      }
      const trends = await Promise.all(
        answer.trends.map(async (trend) => ({
          ...trend,
          bandEdges: await bandEdgesOf(metric, trend, listed, workAt),
        })),
      );
      const told: TrendsAnswer = {
        subject,
        metric: name,
        words: metric.words,
        ...answer,
        trends,
      };
      return reply.send(told);
    } catch (error) {
      if (!(error instanceof TrendSourceError)) throw error;
      return reply.code(503).send({ error: error.message });
    }
  });
}

function whyNot({ issues: [first] }: z.ZodError): string {
  const where = first.path.join('.');
  return where === '' ? `${first.message}.` : `"${where}": ${first.message}.`;
}
