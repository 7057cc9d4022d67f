import { copyFile, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../influx/upload/uploading.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { expectMessage, SAMPLE } from '../messages.ts';
import { begin, plumbline, temporaryFolder } from '../plumbline.ts';

const NOTED =
  'a.mcap: noted as uploaded already; "plumbline influx verify" looks, --again sends it anew\n';

describe('upload', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
  });
  afterAll(() => server.dispose());

  async function folderWithSample(): Promise<string> {
    const folder = await temporaryFolder();
    await copyFile(SAMPLE, join(folder, 'a.mcap'));
    return folder;
  }

  function envFor(bucket: string, more: Record<string, string> = {}) {
    return { INFLUX_HOST: server.url, INFLUX_BUCKET: bucket, INFLUX_HUB: 'lab', ...more };
  }

  async function bodyLines(bucket: string): Promise<number> {
    const rows = await server.query('SELECT latency_us FROM body', bucket);
    return rows.length;
  }

  it('sends a recording once, and all of it anew in less detail when it is asked to', async () => {
    await server.query('CREATE DATABASE once');
    const cwd = await folderWithSample();
    const first = await plumbline(['upload', 'a.mcap'], { cwd, env: envFor('once') });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^a\.mcap: \d+ lines in [\d.]+ s, \d+ × real time\n$/);
    const all = await bodyLines('once');
    expect(all).toBeGreaterThan(1000);

    const env = envFor('once', { INFLUX_BODY_RATE_HZ: '5' });
    const second = await plumbline(['upload', 'a.mcap'], { cwd, env });
    expect(second).toMatchObject({ code: 0, stdout: NOTED });
    expect(await bodyLines('once')).toBe(all);

    const third = await plumbline(['upload', 'a.mcap', '--again', '--quiet'], { cwd, env });
    expect(third).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await bodyLines('once')).toBeLessThan(all / 15);
  });

  it('passes over a link in a folder, and takes one that is named', async () => {
    await server.query('CREATE DATABASE linked');
    const cwd = await folderWithSample();
    await symlink(join(cwd, 'a.mcap'), join(cwd, 'link.mcap'));
    const env = envFor('linked');
    const whole = await plumbline(['upload', '--recordings', '.'], { cwd, env });
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(whole.stdout).toMatch(/^a\.mcap: \d+ lines/);
    expect(whole.stdout).not.toContain('link.mcap');
    const named = await plumbline(['upload', 'link.mcap'], { cwd, env });
    expect(named).toMatchObject({ code: 0, stderr: '' });
    expect(named.stdout).toMatch(/^link\.mcap: \d+ lines/);
  });

  it('takes out first what was deleted beside it', async () => {
    await server.query('CREATE DATABASE forgetful');
    const cwd = await folderWithSample();
    const env = envFor('forgetful');
    await plumbline(['simulate', 'squat', '--reps', '1', '-o', 'c.mcap'], { cwd });
    await plumbline(['upload', 'a.mcap', 'c.mcap'], { cwd, env });
    const sessions = () =>
      server.query('SHOW TAG VALUES FROM body WITH KEY = session', 'forgetful');
    expect(await sessions()).toHaveLength(2);
    const deleted = await plumbline(['delete', 'c', '--recordings', '.', '--yes'], { cwd, env });
    expect(deleted.stdout).toContain('the next "plumbline upload"');
    const again = await plumbline(['upload', 'a', '--recordings', '.'], { cwd, env });
    expect(again).toMatchObject({ code: 0, stdout: NOTED });
    expect(await sessions()).toHaveLength(1);
    expect(await readdir(join(cwd, '.plumbline', 'deletions'))).toEqual([]);

    // The last one leaves a request in a folder without recordings.
    await plumbline(['delete', 'a', '--recordings', '.', '--yes'], { cwd, env });
    const rest = await plumbline(['upload', '--recordings', '.'], { cwd, env });
    expect(rest).toMatchObject({ code: 0, stderr: '' });
    expect(await sessions()).toEqual([]);
    expect(await readdir(join(cwd, '.plumbline', 'deletions'))).toEqual([]);
  });

  it('takes all of a folder where none is named', async () => {
    await server.query('CREATE DATABASE folder');
    const cwd = await folderWithSample();
    await copyFile(SAMPLE, join(cwd, 'b.mcap'));
    const run = await plumbline(['upload', '--recordings', '.'], { cwd, env: envFor('folder') });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^2 recordings: \d+ lines in/);
  });

  it('ends with code 1 where the database refuses lines', async () => {
    await server.query('CREATE DATABASE refusing');
    const cwd = await folderWithSample();
    const startNs = await firstBodyNs();
    await fetch(`${server.url}/write?db=refusing`, {
      method: 'POST',
      body: `session software=1 ${startNs}`,
    });
    const run = await plumbline(['upload', 'a.mcap'], { cwd, env: envFor('refusing') });
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/, 1 refused$/m);
    expect(run.stderr).toMatch(/^error: InfluxDB at .* refused lines .*software.*1 kept in/);
    expect(await readFile(join(cwd, '.plumbline', 'refused-lines.txt'), 'utf8')).toMatch(
      /^session,/m,
    );
  });

  /** The same week, for a type holds for one. */
  async function firstBodyNs(): Promise<string> {
    const rows = await server.query('SELECT FIRST(latency_us) FROM body', 'once');
    return `${Date.parse(String(rows[0]?.time)) * 1e6}`;
  }

  it('says why it waits, and can be interrupted meanwhile', async () => {
    const cwd = await folderWithSample();
    const env = { INFLUX_HOST: 'http://127.0.0.1:1', INFLUX_BUCKET: 'b' };
    const running = begin(['upload', 'a.mcap'], { cwd, env });
    await until(() => running.stderr.includes('waiting: cannot reach InfluxDB'));
    running.child.kill('SIGINT');
    const { code, stderr } = await running.end();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: interrupted: what is uploaded is noted/m);
  });

  it('teaches where no database is set, and says what is no recording', async () => {
    const cwd = await folderWithSample();
    expectMessage(await plumbline(['upload', 'a.mcap'], { cwd }), 1, [
      'INFLUX_HOST',
      'docs/influxdb.md',
    ]);
    const env = envFor('once');
    expectMessage(await plumbline(['upload', 'none.mcap'], { cwd, env }), 1, [
      'none.mcap',
      'an id',
    ]);
    expectMessage(await plumbline(['upload', 'a.csv'], { cwd, env }), 1, ['a.csv', '.mcap']);
    expectMessage(await plumbline(['upload'], { cwd, env }), 1, ['recordings', 'name files']);
  });
});

describe('influx check', () => {
  it('ends with code 1 and says what to do, also for programs', async () => {
    const env = {
      INFLUX_HOST: 'http://127.0.0.1:1',
      INFLUX_BUCKET: 'knees',
      INFLUX_TOKEN: 'secret:word',
    };
    const cwd = await temporaryFolder();
    const said = await plumbline(['influx', 'check'], { cwd, env });
    expect(said.code).toBe(1);
    expect(said.stdout).toMatch(/^WRONG +Server +cannot reach InfluxDB/m);
    const told = await plumbline(['influx', 'check', '--json'], { cwd, env });
    expect(JSON.parse(told.stdout)).toMatchObject({ ok: false, checks: [{ name: 'Server' }] });
    expect(`${said.stdout}${said.stderr}${told.stdout}`).not.toContain('secret');
    expectMessage(await plumbline(['influx', 'check'], { cwd }), 1, ['INFLUX_HOST']);
  });
});
