import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL_DETAIL, type LineDetail } from '../../../src/influx/lines/lineMaker.ts';
import { Uploader } from '../../../src/influx/upload/uploader.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { SESSION, sessionSteps, temporaryFolder, writeStep } from '../../recording/session.ts';
import { InfluxServer } from '../../tools/influxServer.ts';

const SAMPLE = 'recordings/samples/squats.mcap';

/** Uploads a folder to its end. */
async function upload(
  server: InfluxServer,
  bucket: string,
  recordingsFolder: string,
  detail: LineDetail,
): Promise<void> {
  const config = { host: server.url, org: '', bucket, token: '', hub: 'lab', detail };
  const uploader = new Uploader({ config, recordingsFolder, pollMs: 20 });
  uploader.start();
  try {
    // Idle before its first look, too.
    while (uploader.state.state !== 'idle' || uploader.state.linesSent === 0) {
      expect(uploader.state.lastError).toBeNull();
      await sleep(20);
    }
  } finally {
    await uploader.stop();
  }
}

/** All that a database holds, as text, in the order of measurements and times. */
async function contentOf(server: InfluxServer, database: string): Promise<string> {
  const measurements = await server.query('SHOW MEASUREMENTS', database);
  const parts: string[] = [];
  for (const { name } of measurements) {
    const query = new URLSearchParams({
      db: database,
      epoch: 'ns',
      q: `SELECT * FROM "${name}" GROUP BY *`,
    });
    const response = await fetch(`${server.url}/query?${query}`, {
      headers: { accept: 'application/csv' },
    });
    expect(response.status).toBe(200);
    parts.push(await response.text());
  }
  return parts.join('\n');
}

describe('uploading all of it anew', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
  });
  afterAll(() => server.dispose());

  it.each([
    ['every frame', FULL_DETAIL],
    ['samples and ten windows a second', { bodyRateHz: 10, samples: true }],
  ])('gives the same content again, and in another bucket: %s', async (name, detail) => {
    const folder = await temporaryFolder();
    await copyFile(SAMPLE, join(folder, 'squats.mcap'));
    const writer = await RecordingWriter.create(join(folder, `${SESSION.id}.mcap`), SESSION);
    for (const step of sessionSteps(8)) writeStep(writer, step);
    await writer.close();
    const database = `anew_${name.length}`;
    await server.query(`CREATE DATABASE ${database}`);
    await upload(server, database, folder, detail);
    const before = await contentOf(server, database);
    expect(before.length).toBeGreaterThan(100_000);

    await server.query(`DROP DATABASE ${database}`);
    await server.query(`CREATE DATABASE ${database}`);
    await rm(join(folder, '.plumbline', 'uploads'), { recursive: true });
    await upload(server, database, folder, detail);
    expect((await contentOf(server, database)) === before).toBe(true);

    await server.query(`CREATE DATABASE ${database}_other`);
    await upload(server, `${database}_other`, folder, detail);
    expect((await contentOf(server, `${database}_other`)) === before).toBe(true);
  });
});
