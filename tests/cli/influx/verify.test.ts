import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { configOf, recordFile } from '../../influx/upload/uploading.ts';
import { uploadFolder } from '../../influx/uploadFolder.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { SAMPLE } from '../messages.ts';
import { plumbline, temporaryFolder } from '../plumbline.ts';

/** Each test uploads it and reads it back several times, which takes as long as it is. */
const TWO_REPS_S = 7;
const VERIFY = ['influx', 'verify', '--recordings', '.'];

describe('a login that may not read', () => {
  it.each([
    ['verify', VERIFY],
    ['query', ['influx', 'query', 'SELECT latency_us FROM body']],
    ['trend', 'trend --subject simulated --metric fppa --from influx --recordings .'.split(' ')],
  ])('is told by %s, with what to do', async (_, words) => {
    const server = await InfluxServer.create({ name: 'root', password: 'rootpass' });
    onTestFinished(() => server.dispose());
    await server.start();
    await server.query('CREATE DATABASE guarded');
    await server.query(`CREATE USER writer WITH PASSWORD 'hush-hush'`);
    await server.query('GRANT WRITE ON guarded TO writer');
    const cwd = await temporaryFolder();
    await copyFile(SAMPLE, join(cwd, 'a.mcap'));
    const env = {
      INFLUX_HOST: server.url,
      INFLUX_BUCKET: 'guarded',
      INFLUX_TOKEN: 'writer:hush-hush',
    };
    const { code, stdout, stderr } = await plumbline(words, { cwd, env });
    expect(code).toBe(1);
    expect(stderr).toContain('does not let this login read (403: ');
    expect(stderr).toContain(`'q=GRANT READ ON "guarded" TO "writer"'`);
    expect(`${stdout}${stderr}`).not.toMatch(/hush|may write|the recordings keep/);
  });
});

it('says of a question that nobody answers nothing about recordings', async () => {
  const cwd = await temporaryFolder();
  await copyFile(SAMPLE, join(cwd, 'a.mcap'));
  const env = { INFLUX_HOST: 'http://127.0.0.1:1', INFLUX_BUCKET: 'knees' };
  const { code, stderr } = await plumbline(VERIFY, { cwd, env });
  expect(code).toBe(1);
  expect(stderr).toBe('error: cannot reach InfluxDB at http://127.0.0.1:1 (connection refused)\n');
});

it.each([
  ['nosuch', 'nosuch is no folder that can be read: give that of your recordings'],
  ['.', 'there are no recordings in .: give the folder of yours'],
])('says where recordings may be where there are none: %s', async (folder, sentence) => {
  const cwd = await temporaryFolder();
  const env = { INFLUX_HOST: 'http://127.0.0.1:1', INFLUX_BUCKET: 'knees' };
  const { code, stderr } = await plumbline(['influx', 'verify', '--recordings', folder], {
    cwd,
    env,
  });
  expect(code).toBe(1);
  expect(stderr).toContain(`error: ${sentence}`);
  expect(stderr).not.toContain('ENOENT');
});

describe('influx verify', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
  });
  afterAll(() => server.dispose());

  async function prepared(database: string) {
    await server.query(`CREATE DATABASE ${database}`);
    const cwd = await temporaryFolder();
    await recordFile(cwd, 'a', {}, TWO_REPS_S);
    const env = { INFLUX_HOST: server.url, INFLUX_BUCKET: database };
    return { cwd, run: (words: string[]) => plumbline(words, { cwd, env }) };
  }

  it('compares an upload, repairs it and then finds it as recorded', async () => {
    const { run } = await prepared('knees');
    const before = await run(VERIFY);
    expect(before.stdout).toBe('a.mcap: not uploaded\n');
    expect(before.stderr).toMatch(
      /^error: 1 of 1 differs: a\.mcap; "--repair" uploads them anew$/m,
    );
    expect(before.code).toBe(1);

    const repaired = await run([...VERIFY, '--repair']);
    expect(repaired.stdout).toMatch(/^a\.mcap: \d+ lines, as recorded$/m);
    expect(repaired).toMatchObject({ code: 0, stderr: '' });

    await server.query('DELETE FROM rep', 'knees');
    const missing = await run(VERIFY);
    expect(missing.stdout).toMatch(
      /^a\.mcap: \d+ lines, \d+ fields differ \(--all tells which\)\n {2}rep: {2}nothing of it is there\n$/,
    );
    expect(missing.code).toBe(1);
    const all = await run([...VERIFY, '--all']);
    expect(all.stdout).toMatch(/^ {2}measurement +of +field +what +recorded +in the database$/m);
    expect(all.stdout).toMatch(/^ {2}rep +side=\w+, subject=\S+ +number +count +\d+ +0$/m);
    expect(all.stdout.split('\n').length).toBeGreaterThan(10);
  });

  it('says in a line that nothing is there, and after a repair only what came of it', async () => {
    const { run } = await prepared('emptied');
    await run(['upload', 'a.mcap']);
    await server.query('DROP SERIES FROM /.*/', 'emptied');
    const gone = await run(VERIFY);
    expect(gone.stdout).toMatch(/^a\.mcap: \d+ lines, nothing of it is there\n$/);
    expect(gone.code).toBe(1);

    await server.query('DROP DATABASE emptied');
    const dropped = await run(VERIFY);
    expect(dropped.stderr).toMatch(/has no bucket "emptied" .*'q=CREATE DATABASE "emptied"'/);
    await server.query('CREATE DATABASE emptied');
    expect((await run([...VERIFY, '--repair'])).code).toBe(0);
    const [point] = await server.query('SELECT * FROM cue LIMIT 1', 'emptied');
    await server.query(`DELETE FROM cue WHERE time = '${point?.time}'`, 'emptied');
    const less = await run([...VERIFY, '--repair']);
    expect(less).toMatchObject({ code: 0, stderr: '' });
    expect(less.stdout).toMatch(
      /^.* differs? \(--all tells which\)\n {2}cue: +\d+ of \d+ values are there\n.* lines in .*\n.*, as recorded\n$/,
    );
  });

  it('tells deletions that wait', async () => {
    const { run, cwd } = await prepared('waiting');
    await recordFile(cwd, 'b');
    await run(['upload', 'a.mcap']);
    await run(['delete', 'b', '--recordings', '.', '--yes']);
    const told = await run(VERIFY);
    expect(told.stdout).toMatch(/^1 deletion waits in \.plumbline\/deletions: /m);
    await run(['delete', 'a', '--recordings', '.', '--yes']);
    const empty = await run(VERIFY);
    expect(empty.stdout).toMatch(/^2 deletions wait in /);
    expect(empty.stderr).toContain('there are no recordings in .');
  });

  it.each([
    ['--repair', [...VERIFY, '--repair']],
    ['upload', ['upload', 'a.mcap']],
  ])('tells a pseudonym that was put right, which %s moves', async (way, repair) => {
    const database = `moved_by_${way.replace('--', '')}`;
    const { run } = await prepared(database);
    await run(['upload', 'a.mcap']);
    await run(['edit', 'a', 'subject=P-AB12', '--recordings', '.']);
    const told = await run(VERIFY);
    expect(told.stdout).toMatch(
      /^a\.mcap: \d+ lines, the database has it as \S+, it is of P-AB12 now\n$/,
    );
    expect(told.code).toBe(1);

    expect(await run(repair)).toMatchObject({ code: 0, stderr: '' });
    const after = await run(VERIFY);
    expect(after.stdout).toMatch(/^a\.mcap: \d+ lines, as recorded\n$/);
    expect(after.code).toBe(0);
    const subjects = await server.query('SHOW TAG VALUES FROM body WITH KEY = subject', database);
    expect(subjects.map(({ value }) => value)).toEqual(['P-AB12']);
  });
});

it('goes on with the next recording where one cannot be repaired', async () => {
  const server = await InfluxServer.create();
  onTestFinished(() => server.dispose());
  await server.start();
  await server.query('CREATE DATABASE knees');
  const cwd = await temporaryFolder();
  await copyFile(SAMPLE, join(cwd, 'a.mcap'));
  await recordFile(cwd, 'b');
  const env = { INFLUX_HOST: server.url, INFLUX_BUCKET: 'knees' };
  const words = ['influx', 'verify', 'a.mcap', 'b.mcap', '--repair'];
  await uploadFolder(cwd, configOf(server.url, 'knees'));

  // From now on its repetitions are refused: there the number is a text.
  const [{ time }] = await server.query('SELECT number FROM rep LIMIT 1', 'knees');
  await server.query('DROP MEASUREMENT rep', 'knees');
  await fetch(`${server.url}/write?db=knees&precision=ms`, {
    method: 'POST',
    body: `rep,hub=other number="x" ${Date.parse(String(time))}`,
  });
  await server.query(`DELETE FROM body WHERE "session"='b'`, 'knees');

  const { stdout, stderr, code } = await plumbline(words, { cwd, env });
  expect(stderr).toMatch(/^a\.mcap: .*field type conflict/m);
  expect(stderr).toMatch(/^error: 1 of 2 differs: a\.mcap; /m);
  expect(stdout).toMatch(/^b\.mcap: \d+ lines, [1-9]\d* fields differ/m);
  expect(stdout).toMatch(/^b\.mcap: \d+ lines, as recorded$/m);
  expect(code).toBe(1);
});
