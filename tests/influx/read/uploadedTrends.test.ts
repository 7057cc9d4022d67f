import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import { InfluxReader } from '../../../src/influx/read/influxReader.ts';
import { trendDatabase } from '../../../src/influx/read/trendDatabase.ts';
import { uploadedTrends } from '../../../src/influx/read/uploadedTrends.ts';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { listSessions } from '../../../src/recording/sessions/listSessions.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { simulatedInputs } from '../../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { askTrends, type TrendAnswer, TrendSourceError } from '../../../src/trend/askTrends.ts';
import { TREND_METRICS, trendMetric } from '../../../src/trend/metrics.ts';
import { recordedTrends } from '../../../src/trend/recordedTrends.ts';
import { trendsOf } from '../../../src/trend/trendsOf.ts';
import { SESSION, temporaryFolder } from '../../recording/session.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { FIRST, OUTDATED, recordMonth, SUBJECT } from '../../trend/monthOfRecordings.ts';
import { uploadFolder } from '../uploadFolder.ts';

const FPPA = trendMetric('fppa') ?? TREND_METRICS[0];
const EVERY = { siteOf: () => null };

async function recordSquats(folder: string): Promise<void> {
  const writer = await RecordingWriter.create(join(folder, `${SESSION.id}.mcap`), SESSION);
  const session = simulateSquatSession({ reps: 3, fppaDeg: [0, 12] });
  const pipeline = new Pipeline(SESSION.settings);
  for (const input of simulatedInputs(session.feeds, SESSION.startedUs, session.durationS)) {
    writer.writeInput(input);
    writer.writeOutput(pipeline.push(input));
  }
  await writer.close();
}

describe('trends from the database', () => {
  let server: InfluxServer;
  let folder: string;
  let config: InfluxConfig;
  let reader: InfluxReader;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
    await server.query('CREATE DATABASE month');
    folder = await mkdtemp(join(tmpdir(), 'trends-'));
    await recordMonth(folder);
    const host = server.url;
    config = { host, org: '', bucket: 'month', token: '', hub: 'lab 1', detail: FULL_DETAIL };
    await uploadFolder(folder, config);
    reader = await InfluxReader.connect(config);
  });
  afterAll(async () => {
    await server.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  async function fromBoth(name: string) {
    const metric = trendMetric(name) ?? TREND_METRICS[0];
    const recorded = await recordedTrends(SUBJECT, metric, await listSessions(folder));
    const uploaded = await uploadedTrends(reader, SUBJECT, metric);
    return {
      recorded: trendsOf(metric, recorded.recordings, EVERY),
      uploaded: trendsOf(metric, uploaded.recordings, EVERY),
    };
  }

  it.each(TREND_METRICS.map(({ name }) => name))(
    'are those of the recordings to the last bit: %s',
    async (name) => {
      const { recorded, uploaded } = await fromBoth(name);
      expect(recorded.length).toBeGreaterThan(0);
      expect(uploaded).toEqual(recorded);
    },
  );

  it('are those of what the pipeline makes of squats', async () => {
    await server.query('CREATE DATABASE squats');
    const squats = await temporaryFolder();
    await recordSquats(squats);
    const into = { ...config, bucket: 'squats' };
    await uploadFolder(squats, into);
    const listed = await listSessions(squats);
    const from = await InfluxReader.connect(into);
    let figures = 0;
    for (const metric of TREND_METRICS.filter(({ tasks }) => tasks.includes('bilateralSquat'))) {
      const recorded = await recordedTrends('P-7F3K', metric, listed);
      const uploaded = await uploadedTrends(from, 'P-7F3K', metric);
      const expected = trendsOf(metric, recorded.recordings, EVERY);
      expect(trendsOf(metric, uploaded.recordings, EVERY)).toEqual(expected);
      expect([metric.name, uploaded.recordings.map((each) => each.hasResults)]).toEqual([
        metric.name,
        [true],
      ]);
      figures += expected.length;
    }
    expect(figures).toBeGreaterThan(15);
    from.close();
  });

  it('are not changed by a second hub that uploads the same recordings', async () => {
    const before = (await fromBoth('kneeMedialDeviation')).uploaded;
    await rm(join(folder, '.plumbline'), { recursive: true });
    await uploadFolder(folder, { ...config, hub: 'lab 2' });
    const [{ count }] = await server.query('SELECT COUNT(number) FROM rep', 'month');
    expect(count).toBe(2 * (6 * 2 * 5 + 2));
    expect((await fromBoth('kneeMedialDeviation')).uploaded).toEqual(before);
  });

  it('leave out a session that is not uploaded to its end, and say so', async () => {
    const line = `session,derived=false,event=start,hub=lab\\ 1,session=open,simulated=false,subject=${SUBJECT},task=gait frame_rate_hz=100 1`;
    await fetch(`${server.url}/write?db=month`, { method: 'POST', body: line });
    const { recordings, leftOut } = await uploadedTrends(reader, SUBJECT, FPPA);
    expect(leftOut).toEqual(['open is not uploaded to its end']);
    expect(recordings).toHaveLength(12);
  });

  it('come from the recordings where one of them is not uploaded whole, unless it was asked for', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'trends-'));
    onTestFinished(() => rm(elsewhere, { recursive: true, force: true }));
    await recordMonth(elsewhere);
    await server.query('CREATE DATABASE part');
    const part = { ...config, bucket: 'part' };
    await uploadFolder(elsewhere, part);
    // As when the upload of older recordings has yet to begin.
    await server.query(`DELETE WHERE "session" = '${FIRST}'`, 'part');
    const sources = { influx: trendDatabase(part), list: () => listSessions(elsewhere) };
    const question = { subject: SUBJECT, metric: FPPA, ...EVERY };
    const found = await askTrends(sources, question);
    expect(found.source).toBe('recordings');
    expect(found.because).toBe(`the database has not the whole of ${FIRST}`);
    const first = ({ trends: [trend] }: TrendAnswer) => trend.sides[0].points[0].session;
    expect(first(found)).toBe(FIRST);

    const must = await askTrends(sources, { ...question, source: 'influx' });
    expect(must.source).toBe('influx');
    expect(must.leftOut).toEqual([`${FIRST} is not uploaded`]);
    expect(first(must)).not.toBe(FIRST);
  });

  it('of somebody it does not know come from the recordings, which is told', async () => {
    const sources = { influx: trendDatabase(config), list: () => listSessions(folder) };
    const found = await askTrends(sources, { subject: 'P-2', metric: FPPA, ...EVERY });
    expect(found).toMatchObject({
      source: 'recordings',
      because: 'the database has no whole session of P-2',
      trends: [],
    });
  });

  it('come from the recordings where it does not answer, unless it was asked for', async () => {
    const sources = {
      influx: trendDatabase({ ...config, host: 'http://127.0.0.1:1' }),
      list: () => listSessions(folder),
    };
    const question = { subject: SUBJECT, metric: FPPA, ...EVERY };
    const found = await askTrends(sources, question);
    expect(found.source).toBe('recordings');
    expect(found.because).toContain('cannot reach InfluxDB');
    expect(found.trends.map(({ task }) => task)).toEqual(['bilateralSquat', 'singleLegSquat']);
    expect(found.leftOut).toEqual([
      `${OUTDATED}, its repetitions: they are of an earlier version; run "plumbline process" on it`,
    ]);
    const must = askTrends(sources, { ...question, source: 'influx' });
    await expect(must).rejects.toThrow(TrendSourceError);
  });
});
