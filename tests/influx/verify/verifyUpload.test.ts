import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Opcode } from '@mcap/core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { InfluxLink } from '../../../src/influx/query/influxLink.ts';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { verifyUpload } from '../../../src/influx/verify/verifyUpload.ts';
import { SAMPLE } from '../../cli/messages.ts';
import { recordsIn } from '../../recording/recordsIn.ts';
import { temporaryFolder } from '../../recording/session.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { areUploaded, beginUploader, configOf, until } from '../upload/uploading.ts';

describe('an upload compared with its recording', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
  });
  afterAll(() => server.dispose());

  async function uploaded(bucket: string, change: Partial<InfluxConfig> = {}) {
    await server.query(`CREATE DATABASE ${bucket}`);
    const folder = await temporaryFolder();
    const path = join(folder, 'a.mcap');
    await copyFile(SAMPLE, path);
    const config = configOf(server.url, bucket, { hub: `the "lab"`, ...change });
    const uploader = beginUploader(config, folder);
    await until(() => areUploaded(folder, ['a']));
    await uploader.stop();
    const link = await InfluxLink.open(config, new AbortController().signal);
    onTestFinished(() => link.close());
    return { folder, path, verified: () => verifyUpload(path, config, link) };
  }

  it('agrees in every field, at a lower rate and with samples', async () => {
    const { verified } = await uploaded('less', { detail: { bodyRateHz: 10, samples: true } });
    const { uploaded: how, lines, differences } = await verified();
    expect(differences).toEqual([]);
    expect(how).toBe('all');
    expect(lines).toBeGreaterThan(1000);
  });

  it('names what is missing, what is too much and what is another value', async () => {
    const { verified } = await uploaded('wrong');
    const [rep] = await server.query('SELECT * FROM rep LIMIT 1', 'wrong');
    await server.query(`DELETE FROM rep WHERE time = '${rep?.time}'`, 'wrong');
    const tags = await tagsOf('body');
    await write(`body,${tags} latency_us=2000000i,knee_flexion_deg=999 ${await nanoseconds()}`);
    await write(`body,${tags} latency_us=1i 5`);
    await write(`body,${tags.replace(/subject=[^,]+/, 'subject=P-OLD')} latency_us=1i 5`);

    const { differences } = await verified();
    const told = differences.map(
      ({ measurement, field, what }) => `${measurement} ${field} ${what}`,
    );
    expect(told).toContain('rep number count');
    expect(told).toContain('body latency_us count');
    expect(told).toContain('body knee_flexion_deg largest');
    expect(differences.find(({ series }) => series.includes('P-OLD'))).toMatchObject({
      field: 'latency_us',
      wanted: '0',
      found: '1',
    });
  });

  it('does not care for the lines of another program, nor for its tags and fields', async () => {
    const { verified } = await uploaded('shared');
    await write('body,operator=anna heart_rate=71 1700000000000000000', 'shared');
    await write('session,operator=anna,side=right note="mine" 1700000000000000000', 'shared');
    expect((await verified()).differences).toEqual([]);
  });

  it('finds a sum that differs where the count does not', async () => {
    const { verified } = await uploaded('sum');
    await write(
      `body,${await tagsOf('body', 'sum')} latency_us=77777777i ${await nanoseconds('sum')}`,
      'sum',
    );
    const { differences } = await verified();
    expect(differences).toMatchObject([{ measurement: 'body', field: 'latency_us', what: 'sum' }]);
  });

  it('tells what was uploaded in part, and compares that', async () => {
    const { folder, path, verified } = await uploaded('part');
    const all = (await verified()).lines;
    const whole = await readFile(path);
    const file = join(folder, '.plumbline', 'uploads', 'a.mcap.json');
    await rm(file);
    await server.query('DROP SERIES FROM /.*/', 'part');
    await writeFile(path, whole.subarray(0, whole.length / 2));
    const open = beginUploader(configOf(server.url, 'part', { hub: `the "lab"` }), folder);
    await until(() => open.state.linesSent > 0 && open.state.state === 'idle');
    await open.stop();
    const lines = open.state.linesSent;
    expect(await verified()).toMatchObject({ uploaded: 'open', lines, differences: [] });
    await writeFile(path, whole);
    const part = { uploaded: 'part', lines, allLines: all, differences: [] };
    expect(await verified()).toMatchObject(part);

    // A hub that is killed may leave lines that it never learned to be stored.
    const cursor = await readFile(file);
    const rest = beginUploader(configOf(server.url, 'part', { hub: `the "lab"` }), folder);
    await until(() => areUploaded(folder, ['a']));
    await rest.stop();
    await writeFile(file, cursor);
    expect(await verified()).toMatchObject(part);
    await server.query(`DELETE WHERE time > '2000-01-01T00:00:00Z'`, 'part');
    const { differences } = await verified();
    expect(differences.length).toBeGreaterThan(50);
    expect(differences.every(({ found }) => found === '0')).toBe(true);
  });

  it('takes lines for none that are too many before the first is acknowledged', async () => {
    const { folder, verified } = await uploaded('begun');
    const { lines: allLines } = await verified();
    const file = join(folder, '.plumbline', 'uploads', 'a.mcap.json');
    const text = await readFile(file, 'utf8');
    const begun = text
      .replace(/"offset":\d+/, '"offset":0')
      .replace('"finished":true', '"finished":false');
    await writeFile(file, begun);
    const nothing = { uploaded: 'nothing', lines: 0, allLines, differences: [] };
    expect(await verified()).toMatchObject(nothing);
  });

  it('agrees to the end of a recording in whose middle bytes are wrong, which is told', async () => {
    const { folder, path, verified } = await uploaded('spoilt');
    const bytes = await readFile(path);
    const chunks = recordsIn(bytes, Opcode.CHUNK);
    const at = chunks[Math.floor(chunks.length / 2)] ?? 0;
    // Of its length, and within it.
    bytes[at + 5] ^= 0x40;
    bytes[at + 99] ^= 0x40;
    await writeFile(path, bytes);
    await server.query(`DELETE WHERE time > '2000-01-01T00:00:00Z'`, 'spoilt');
    await rm(join(folder, '.plumbline', 'uploads', 'a.mcap.json'));
    const again = beginUploader(configOf(server.url, 'spoilt', { hub: `the "lab"` }), folder);
    await until(() => areUploaded(folder, ['a']));
    expect(again.state.lastError).toBe(
      'a.mcap is damaged in 1 place: what stood there cannot be uploaded',
    );
    await again.stop();
    const { uploaded: how, differences } = await verified();
    expect([how, differences]).toEqual(['all', []]);
    const ends = await server.query(`SELECT frames FROM "session" WHERE event='end'`, 'spoilt');
    expect(ends).toHaveLength(1);
  });

  it('tells the rest of such a one as not uploaded where an upload has stopped there', async () => {
    const { folder, path, verified } = await uploaded('stopped');
    const bytes = await readFile(path);
    const chunks = recordsIn(bytes, Opcode.CHUNK);
    const at = chunks[Math.floor(chunks.length / 2)] ?? 0;
    bytes[at + 5] ^= 0x40;
    await writeFile(path, bytes);
    const file = join(folder, '.plumbline', 'uploads', 'a.mcap.json');
    const cursors = await readFile(file, 'utf8');
    const stuck = cursors.replace(
      /"offset":\d+,"finished":true/,
      `"offset":${at},"finished":false`,
    );
    await writeFile(file, stuck);
    expect((await verified()).uploaded).toBe('part');
  });

  it('tells what was not uploaded', async () => {
    const { folder, verified } = await uploaded('nothing');
    await server.query('DROP SERIES FROM /.*/', 'nothing');
    await rm(join(folder, '.plumbline'), { recursive: true });
    expect(await verified()).toMatchObject({ uploaded: 'nothing', lines: 0, differences: [] });
  });

  async function write(line: string, bucket = 'wrong'): Promise<void> {
    const { status } = await fetch(`${server.url}/write?db=${bucket}`, {
      method: 'POST',
      body: line,
    });
    expect(status).toBe(204);
  }

  /** Tags of the first right leg there, as line protocol has them. */
  async function tagsOf(measurement: string, bucket = 'wrong'): Promise<string> {
    const [row = {}] = await server.query(
      `SELECT * FROM ${measurement} WHERE side = 'right' LIMIT 1`,
      bucket,
    );
    return ['derived', 'hub', 'session', 'side', 'simulated', 'subject', 'task']
      .map((name) => `${name}=${String(row[name]).replaceAll(/[,= ]/g, '\\$&')}`)
      .join(',');
  }

  async function nanoseconds(bucket = 'wrong'): Promise<string> {
    const [row = {}] = await server.query(
      `SELECT knee_flexion_deg FROM body WHERE side = 'right' AND time > 1000 LIMIT 1`,
      bucket,
    );
    const [, fraction = ''] = /\.(\d+)Z$/.exec(String(row.time)) ?? [];
    return `${Math.floor(Date.parse(String(row.time)) / 1000)}${fraction.padEnd(9, '0')}`;
  }
});
