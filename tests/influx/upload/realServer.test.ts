import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { RequestSize } from '../../../src/influx/server/requestSize.ts';
import { Delivery } from '../../../src/influx/upload/delivery.ts';
import { temporaryFolder } from '../../recording/session.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { configAt, NEVER, someLines } from '../server/stubConfig.ts';

const USER = { name: 'hub', password: 'correct horse: battery' };
const TOKEN = `${USER.name}:${USER.password}`;

describe('a real 1.6 server', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create(USER);
    await server.start();
  });
  afterAll(() => server.dispose());

  async function delivering(bucket: string, meanwhile: () => unknown, timeoutMs = 30_000) {
    const waits: string[] = [];
    const stateFolder = await temporaryFolder();
    const delivery: Delivery = new Delivery({
      config: configAt(server.url, { bucket, token: TOKEN }),
      stateFolder,
      size: new RequestSize(5000, timeoutMs),
      pause: async () => {
        waits.push(delivery.waitsBecause ?? '');
        await meanwhile();
      },
    });
    onTestFinished(() => delivery.disconnect());
    return { delivery, waits, stateFolder };
  }

  async function countOf(database: string, from = 'body'): Promise<number> {
    const [row] = await server.query(`SELECT COUNT(value) FROM ${from}`, database);
    return Number(row?.count ?? 0);
  }

  it('stores all but the refused lines, and tells of each why', async () => {
    await server.query('CREATE DATABASE mixed');
    const { delivery, waits, stateFolder } = await delivering('mixed', () => {});
    await delivery.deliver(someLines(1), NEVER);
    const bad = ['body,side=left value="text" 77000', 'body,side=left value=NaN 78000'];
    await delivery.deliver([...bad.slice(0, 1), ...someLines(1000, 10), ...bad.slice(1)], NEVER);
    expect(waits).toEqual([]);
    expect(await countOf('mixed')).toBe(1001);
    const kept = await readFile(join(stateFolder, 'refused-lines.txt'), 'utf8');
    expect(kept.split('\n')).toEqual([
      expect.stringMatching(/^# .*input field "value" on measurement "body" is type string/),
      bad[0],
      expect.stringMatching(/^# .*NaN/),
      bad[1],
      '',
    ]);
  });

  it('is waited for when a field of a measurement has another type there', async () => {
    await server.query('CREATE DATABASE typed');
    const drop = () => server.query('DROP MEASUREMENT body', 'typed');
    const { delivery, waits } = await delivering('typed', drop);
    await delivery.deliver(['body,side=left value="text" 1000'], NEVER);
    await delivery.deliver(someLines(3000, 10), NEVER);
    expect(waits).toEqual([expect.stringMatching(/"value" on measurement "body".* drop "body"/)]);
    expect(await countOf('typed')).toBe(3000);
  });

  it('drops what is older than the bucket keeps, and the state says so', async () => {
    await server.query('CREATE DATABASE short WITH DURATION 1h');
    const { delivery, waits } = await delivering('short', () => {});
    await delivery.deliver(someLines(100), NEVER);
    expect(waits).toEqual([]);
    expect(delivery.leftOut).toMatch(/beyond retention policy.*the recordings keep them$/);
    expect(delivery.linesRefused).toBe(0);
  });

  it('says which retention policy is missing, and writes to it once it is there', async () => {
    await server.query('CREATE DATABASE ruled');
    const create = () =>
      server.query('CREATE RETENTION POLICY season ON ruled DURATION INF REPLICATION 1');
    const { delivery, waits } = await delivering('ruled/season', create);
    await delivery.deliver(someLines(10), NEVER);
    expect(waits).toEqual([expect.stringMatching(/no retention policy "season" in "ruled"/)]);
    expect(await countOf('ruled', 'ruled.season.body')).toBe(10);
    expect(await countOf('ruled')).toBe(0);
  });

  it('that is frozen and thaws again has every line once', async () => {
    await server.query('CREATE DATABASE frozen');
    const { delivery, waits } = await delivering('frozen', () => server.thaw(), 500);
    await delivery.deliver(someLines(1), NEVER);
    server.freeze();
    onTestFinished(() => server.thaw());
    await delivery.deliver(someLines(5000), NEVER);
    expect(waits[0]).toMatch(/gave no answer within 0\.5 s/);
    expect(await countOf('frozen')).toBe(5000);
  });
});
