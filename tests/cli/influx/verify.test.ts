import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InfluxServer } from '../../tools/influxServer.ts';
import { SAMPLE } from '../messages.ts';
import { plumbline, temporaryFolder } from '../plumbline.ts';

const VERIFY = ['influx', 'verify', '--recordings', '.'];

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
    await copyFile(SAMPLE, join(cwd, 'a.mcap'));
    const env = { INFLUX_HOST: server.url, INFLUX_BUCKET: database };
    return { cwd, run: (words: string[]) => plumbline(words, { cwd, env }) };
  }

  it('compares an upload, repairs it and then finds it as recorded', async () => {
    const { run } = await prepared('knees');
    const before = await run(VERIFY);
    expect(before.stdout).toBe('a.mcap: not uploaded\n');
    expect(before.stderr).toMatch(/^error: 1 of 1 differ: a\.mcap; "--repair" uploads them anew$/m);
    expect(before.code).toBe(1);

    const repaired = await run([...VERIFY, '--repair']);
    expect(repaired.stdout).toMatch(/^a\.mcap: \d+ lines, as recorded$/m);
    expect(repaired).toMatchObject({ code: 0, stderr: '' });

    await server.query('DELETE FROM rep', 'knees');
    const missing = await run(VERIFY);
    expect(missing.stdout).toMatch(
      /^ {2}measurement +of +field +what +recorded +in the database$/m,
    );
    expect(missing.stdout).toMatch(/^ {2}rep +side=\w+, subject=\S+ +number +count +\d+ +0$/m);
    expect(missing.code).toBe(1);
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
