import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sparkline } from '../../../src/cli/trend/sparkline.ts';
import { influxConfig } from '../../influx/read/queryServer.ts';
import { uploadFolder } from '../../influx/uploadFolder.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import {
  AFTER_BREAK,
  FIRST,
  OFFLINE,
  recordMonth,
  SUBJECT,
} from '../../trend/monthOfRecordings.ts';
import { expectMessage } from '../messages.ts';
import { plumbline } from '../plumbline.ts';

describe('plumbline trend', () => {
  let server: InfluxServer;
  let folder: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
    await server.query('CREATE DATABASE knees');
    folder = await mkdtemp(join(tmpdir(), 'trend-'));
    await recordMonth(folder);
    await uploadFolder(folder, influxConfig(server.url, { token: '' }));
    env = { INFLUX_HOST: server.url, INFLUX_BUCKET: 'knees' };
  });
  afterAll(async () => {
    await server.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const trend = (words: readonly string[], given: Record<string, string> = env) =>
    plumbline(['trend', '--subject', SUBJECT, '--recordings', folder, ...words], { env: given });

  it('tells a figure over sessions, with its band and where it is from', async () => {
    const { code, stdout, stderr } = await trend(['--metric', 'fppa']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`${SUBJECT}, fppa: knee angle from the front; from the database`);
    expect(stdout).toContain('bilateralSquat, knee angle from the front, deg (SIMULATED');
    expect(stdout).toMatch(
      /^ {2}right {2}[▁▂▃▄▅▆▇█]{2} {2}first session ± 8\.0 deg \(MDC95, default\) is -?\d+\.\d to \d+\.\d; 1 of 1 later session outside$/m,
    );
    expect(stdout).toMatch(new RegExp(`2026-11-22 +${FIRST} +8 .*simulated`));
    expect(stdout).toMatch(new RegExp(`2026-11-29 +${OFFLINE} +4 .*\\+\\d+\\.\\d +outside`));
    expect(stdout).not.toContain(AFTER_BREAK);
    expect(stdout).toContain('right less left');
  });

  it('tells the same of the recordings, also where the database does not answer', async () => {
    const json = async (words: string[], given = env) =>
      JSON.parse((await trend(['--metric', 'headline', '--json', ...words], given)).stdout);
    const database = await json([]);
    const recordings = await json(['--from', 'recordings']);
    const fallback = await json([], { ...env, INFLUX_HOST: 'http://127.0.0.1:1' });
    expect([database, recordings, fallback].map(({ source }) => source)).toEqual([
      'influx',
      'recordings',
      'recordings',
    ]);
    expect(recordings.trends.length).toBeGreaterThan(0);
    expect(database.trends).toEqual(recordings.trends);
    expect(fallback.trends).toEqual(recordings.trends);
    expect(recordings.because).toBeNull();
    expect(fallback.because).toContain('cannot reach InfluxDB');
  });

  it('gives a row per session and leg', async () => {
    const { stdout } = await trend(
      ['--metric', 'holdTime', '--task', 'balance', '--side', 'left', '--csv'],
      {},
    );
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(header).toBe(
      'metric,unit,task,side,session,started,n,mean,sd,change,detectable_change,outside,simulated',
    );
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatch(
      /^holdTime,s,balance,left,2026-12-08T19-03-11Z-P-7F3K,2026-12-08T19:03:11\.000Z,3,[\d.]+,[\d.]+,'?-?[\d.]+,,,true$/,
    );
  });

  it('lists the figures there are, in words', async () => {
    const { code, stderr } = await trend(['--metric', 'beauty']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/fppa +deg +knee angle from the front/);
    expect(stderr).toMatch(/stance +% +stance, of the stride/);
  });

  it('says what it needs of a database that is asked for', async () => {
    expectMessage(await trend(['--metric', 'fppa', '--from', 'influx'], {}), 1, ['INFLUX_HOST']);
  });

  it('says whom there are recordings of, where there are none of somebody', async () => {
    const words = ['trend', '--subject', 'P-9', '--metric', 'fppa', '--recordings', folder];
    expectMessage(await plumbline(words), 1, ['P-9', `there are some of ${SUBJECT}`]);
  });

  it('says that nothing is told of a figure', async () => {
    const { stdout } = await trend(['--metric', 'footRoll', '--task', 'gait'], {});
    expect(stdout).toContain('nothing is told of it in any session');
  });
});

describe('a sparkline', () => {
  it('goes from the least to the largest, and is level where nothing changes', () => {
    expect(sparkline([0, 3.5, 7])).toBe('▁▅█');
    expect(sparkline([2, 2])).toBe('▄▄');
    expect(sparkline([])).toBe('');
  });
});
