import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InfluxCheck } from '../../src/influx/check/check.ts';
import { checkInflux } from '../../src/influx/check/checkInflux.ts';
import { InfluxLink } from '../../src/influx/query/influxLink.ts';
import { InfluxReader } from '../../src/influx/read/influxReader.ts';
import { uploadedTrends } from '../../src/influx/read/uploadedTrends.ts';
import type { InfluxConfig } from '../../src/influx/server/config.ts';
import { verifyUpload } from '../../src/influx/verify/verifyUpload.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { deleteSessions } from '../../src/recording/deletion/deleteSessions.ts';
import { planDeletion } from '../../src/recording/deletion/planDeletion.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { TREND_METRICS, trendMetric } from '../../src/trend/metrics.ts';
import { SESSION } from '../recording/session.ts';
import { InfluxServer } from '../tools/influxServer.ts';
import { beginUploader, configOf, until } from './upload/uploading.ts';
import { uploadFolder } from './uploadFolder.ts';

const NEVER = new AbortController().signal;
const FPPA = trendMetric('fppa') ?? TREND_METRICS[0];

interface LabHub {
  readonly folder: string;
  readonly path: string;
  readonly config: InfluxConfig;
}

/** Squats of virtual sensors with the serials that every hub's have, in a recording with the same id. */
async function recorded(config: InfluxConfig, startedUs: number, fppaDeg: number): Promise<LabHub> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-'));
  const path = join(folder, `${SESSION.id}.mcap`);
  const writer = await RecordingWriter.create(path, { ...SESSION, startedUs });
  const session = simulateSquatSession({ reps: 1, fppaDeg: [fppaDeg] });
  const pipeline = new Pipeline(SESSION.settings);
  for (const input of simulatedInputs(session.feeds, startedUs, session.durationS)) {
    writer.writeInput(input);
    writer.writeOutput(pipeline.push(input));
  }
  await writer.close();
  return { folder, path, config };
}

describe('two hubs with one database', () => {
  let server: InfluxServer;
  let first: LabHub;
  let second: LabHub;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
    await server.query('CREATE DATABASE lab');
    const config = configOf(server.url, 'lab');
    first = await recorded({ ...config, hub: 'rack' }, SESSION.startedUs, 0);
    // In the same second, on the same grid of frames.
    second = await recorded({ ...config, hub: 'mat' }, SESSION.startedUs + 400_000, 20);
    await Promise.all([first, second].map((hub) => uploadFolder(hub.folder, hub.config)));
  });
  afterAll(async () => {
    await server.dispose();
    for (const { folder } of [first, second]) await rm(folder, { recursive: true, force: true });
  });

  async function differencesOf({ path, config }: LabHub) {
    const link = await InfluxLink.open(config, NEVER);
    try {
      const { uploaded, lines, differences } = await verifyUpload(path, config, link);
      expect(lines).toBeGreaterThan(500);
      return { uploaded, differences };
    } finally {
      link.close();
    }
  }

  async function hubName({ config }: LabHub, sessionsHere: readonly string[]) {
    const checks: InfluxCheck[] = [];
    for await (const check of checkInflux(config, null, NEVER, new Set(sessionsHere))) {
      checks.push(check);
    }
    return checks.find(({ name }) => name === 'Hub name');
  }

  it('keep one session each of the same id, subject, second and sensors, whole', async () => {
    const whole = { uploaded: 'all', differences: [] };
    expect(await differencesOf(first)).toEqual(whole);
    expect(await differencesOf(second)).toEqual(whole);
    const points = await server.query(
      `SELECT COUNT(knee_flexion_deg) FROM body GROUP BY "hub"`,
      'lab',
    );
    expect(points).toHaveLength(2);
  });

  it('are two points of a trend', async () => {
    const reader = await InfluxReader.connect(first.config);
    const { recordings, leftOut } = await uploadedTrends(reader, SESSION.subject, FPPA);
    reader.close();
    expect(leftOut).toEqual([]);
    const starts = recordings.map(({ session }) => session.startedUs - SESSION.startedUs);
    expect(starts.sort()).toEqual([0, 400_000]);
    const values = recordings.map(({ values: all }) => all.map(({ value }) => value));
    expect(values.map(({ length }) => length)).toEqual([2, 2]);
    // Knees in line at one hub, 20 degrees in at the other: nothing is mixed.
    for (const own of values) expect(Math.max(...own) - Math.min(...own)).toBeLessThan(8);
  });

  it('are told where both have one name', async () => {
    expect(await hubName(first, [SESSION.id])).toMatchObject({ state: 'ok' });
    const other = { ...second, config: { ...second.config, hub: 'rack' } };
    const told = await hubName(other, ['2026-01-01T00-00-00Z-P-2']);
    expect(told).toMatchObject({ state: 'warn', found: expect.stringContaining(SESSION.id) });
    expect(told?.advice).toContain('INFLUX_HUB');
  });

  it('lose of each only what was deleted there', async () => {
    const plan = await planDeletion(first.folder, () => true);
    expect((await deleteSessions(plan, 'test', () => 60e6)).left).toEqual([]);
    const uploader = beginUploader(first.config, first.folder);
    const hubs = async () => {
      const rows = await server.query('SHOW TAG VALUES WITH KEY = "hub"', 'lab');
      return [...new Set(rows.map(({ value }) => String(value)))].sort().join();
    };
    expect(await hubs()).toBe('mat,rack');
    await until(async () => (await hubs()) === 'mat');
    await uploader.stop();
    expect(await differencesOf(second)).toEqual({ uploaded: 'all', differences: [] });
  });
});
