import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveQueries } from '../../influx/read/queryServer.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { expectMessage } from '../messages.ts';
import { plumbline, temporaryFolder } from '../plumbline.ts';

const CSV = `name,tags,time,a,t
m,,1760000000000001001,0.1,"said ""x"",
y"
m,,1760000000000002000,,b
`;

describe('plumbline influx query', () => {
  let server: InfluxServer;
  let env: Record<string, string>;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
    await server.query('CREATE DATABASE knees');
    await fetch(`${server.url}/write?db=knees&precision=ns`, {
      method: 'POST',
      body: 'm a=0.1,t="said \\"x\\",\ny" 1760000000000001001\nm t="b" 1760000000000002000',
    });
    env = { INFLUX_HOST: server.url, INFLUX_BUCKET: 'knees' };
  });
  afterAll(() => server.dispose());

  it('prints the answer as exact CSV', async () => {
    const run = await plumbline(['influx', 'query', 'SELECT a, t FROM m'], { env });
    expect(run).toEqual({ code: 0, stdout: CSV, stderr: '' });
  });

  it('writes it to a file, which it never overwrites', async () => {
    const cwd = await temporaryFolder();
    const words = ['influx', 'query', 'SELECT a, t FROM m', '-o', 'a.csv'];
    expect(await plumbline(words, { env, cwd })).toEqual({
      code: 0,
      stdout: '',
      stderr: '2 rows in a.csv\n',
    });
    expect(await readFile(join(cwd, 'a.csv'), 'utf8')).toBe(CSV);
    expectMessage(await plumbline(words, { env, cwd }), 1, ['a.csv exists already']);
  });

  it.each([
    ['nosuch/a.csv', 'there is no folder nosuch: make it'],
    ['a.mcap/a.csv', 'a.mcap/a.csv cannot be written (ENOTDIR)'],
  ])('says that %s cannot be written, before it asks', async (output, sentence) => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'a.mcap'), '');
    const away = { INFLUX_HOST: 'http://127.0.0.1:1', INFLUX_BUCKET: 'knees' };
    const words = ['influx', 'query', 'SELECT a FROM m', '-o', output];
    expectMessage(await plumbline(words, { env: away, cwd }), 1, [sentence, '-o']);
    expect(await readdir(cwd)).toEqual(['a.mcap']);
  });

  it('says so where nothing fits, for a wrong name is no error to the server', async () => {
    const run = await plumbline(['influx', 'query', 'SELECT b FROM m'], { env });
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toMatch(/^no rows: .*SHOW FIELD KEYS/);
  });

  it('keeps no file of an answer that breaks off', async () => {
    const cwd = await temporaryFolder();
    const { config } = await serveQueries('v2.7.1', (response) => response.end(CSV));
    const elsewhere = {
      INFLUX_HOST: config.host,
      INFLUX_BUCKET: 'knees',
      INFLUX_ORG: 'lab',
      INFLUX_TOKEN: 'very-secret',
    };
    const words = ['influx', 'query', 'SELECT a FROM m', '-o', 'a.csv'];
    const run = await plumbline(words, { env: elsewhere, cwd });
    expectMessage(run, 1, ['is not whole']);
    expect(run.stderr).not.toContain('very-secret');
    expect(await readdir(cwd)).toEqual([]);
  });

  it.each([
    ['DROP DATABASE knees', 'begins with SELECT, SHOW or EXPLAIN'],
    ['SELECT bogus(a) FROM m', 'undefined function bogus'],
  ])('says what is wrong with %s', async (query, why) => {
    expectMessage(await plumbline(['influx', 'query', query], { env }), 1, [why]);
  });

  it('teaches how to set a database where there is none', async () => {
    expectMessage(await plumbline(['influx', 'query', 'SHOW MEASUREMENTS']), 1, [
      'INFLUX_HOST',
      'INFLUX_BUCKET',
    ]);
  });
});
