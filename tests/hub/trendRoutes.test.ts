import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SessionCatalogue } from '../../src/hub/sessionCatalogue.ts';
import { trendCsv } from '../../src/hub/trendCsv.ts';
import { DEFAULT_THRESHOLDS } from '../../src/movement/thresholds.ts';
import { TrendSourceError } from '../../src/trend/askTrends.ts';
import { TREND_METRICS, trendMetric } from '../../src/trend/metrics.ts';
import { recordedTrends } from '../../src/trend/recordedTrends.ts';
import { trendsOf } from '../../src/trend/trendsOf.ts';
import { recordMonth, SUBJECT } from '../trend/monthOfRecordings.ts';
import { TestHub } from './testHub.ts';

describe('trends over HTTP', () => {
  let folder: string;
  let test: TestHub;
  let hasDatabase = false;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trends-'));
    await recordMonth(folder);
    const catalogue = new SessionCatalogue([folder]);
    test = await TestHub.start({
      catalogue,
      trends: {
        folder,
        influx: async (subject, metric) => {
          if (!hasDatabase) throw new TrendSourceError('the database is away');
          return recordedTrends(subject, metric, await catalogue.list());
        },
      },
    });
  });
  afterAll(async () => {
    await test.stop();
    await rm(folder, { recursive: true });
  });

  async function ask(query: string) {
    const response = await test.fetch(`/api/v1/trends${query}`);
    return { status: response.status, body: await response.json() };
  }

  it('are those of the recordings, from the source that can tell', async () => {
    const fppa = trendMetric('fppa') ?? TREND_METRICS[0];
    const { recordings } = await recordedTrends(
      SUBJECT,
      fppa,
      await new SessionCatalogue([folder]).list(),
    );
    const expected = trendsOf(fppa, recordings, { siteOf: () => null, task: 'bilateralSquat' });
    const query = `?subject=${SUBJECT}&metric=fppa&task=bilateralSquat`;
    const away = await ask(query);
    expect(away.status).toBe(200);
    expect(away.body).toMatchObject({
      subject: SUBJECT,
      metric: 'fppa',
      source: 'recordings',
      because: 'the database is away',
    });
    const told = expected.map((trend) => ({ ...trend, bandEdges: null }));
    expect(away.body.trends).toEqual(JSON.parse(JSON.stringify(told)));
    expect(expected).toHaveLength(1);
    hasDatabase = true;
    expect((await ask(query)).body).toMatchObject({ source: 'influx', because: null });
    hasDatabase = false;
  });

  it('begin when they are asked to', async () => {
    const query = `?subject=${SUBJECT}&metric=fppa&side=left&since=2026-11-25`;
    const { body } = await ask(query);
    expect(body.trends.map(({ sides }: { sides: unknown[] }) => sides.length)).toEqual([1, 1]);
    expect(body.trends[0].sides[0].points).toHaveLength(1);
  });

  it('have the edges of the bands where the figure is what those are of', async () => {
    const { body } = await ask(`?subject=${SUBJECT}&metric=headline&task=bilateralSquat`);
    const [{ unit, bandEdges }] = body.trends;
    expect(unit).toBe('cm');
    expect(bandEdges).toEqual(DEFAULT_THRESHOLDS.bands.kneeMedialDeviationCm.planted);
  });

  it('are the same as a table, as the command line has it', async () => {
    const query = `?subject=${SUBJECT}&metric=fppa`;
    const response = await test.fetch(`/api/v1/trends${query}&format=csv`);
    expect(response.headers.get('content-disposition')).toContain(`${SUBJECT}-fppa.csv`);
    expect(await response.text()).toBe(trendCsv((await ask(query)).body));
  });

  it('list their metrics', async () => {
    const { body } = await ask('/metrics');
    expect(body.sources).toEqual(['recordings', 'influx']);
    expect(body.metrics).toHaveLength(TREND_METRICS.length);
    expect(body.metrics).toContainEqual({
      name: 'fppa',
      words: 'knee angle from the front',
      unit: 'deg',
      tasks: expect.arrayContaining(['bilateralSquat']),
      hasDetectableChange: true,
    });
  });

  it.each([
    [`?subject=${SUBJECT}`, 400, 'metric'],
    [`?subject=${SUBJECT}&metric=beauty`, 400, 'There is no metric "beauty"; valid are headline, '],
    ['?subject=a/b&metric=fppa', 400, 'valid is a pseudonym'],
    [`?subject=${SUBJECT}&metric=fppa&task=dance`, 400, 'valid are bilateralSquat'],
    [`?subject=${SUBJECT}&metric=fppa&source=memory`, 400, 'valid are recordings and influx'],
    [`?subject=${SUBJECT}&metric=fppa&since=soon`, 400, 'valid is a day'],
    [`?subject=${SUBJECT}&metric=fppa&format=pdf`, 400, 'valid are json and csv'],
    [`?subject=${SUBJECT}&metric=fppa&shoe=1`, 400, 'shoe'],
    [`?subject=${SUBJECT}&metric=fppa&source=influx`, 503, 'the database is away'],
  ])('say what is wrong with %s', async (query, status, words) => {
    const answer = await ask(query);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toContain(words);
  });
});
