import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { InfluxConfig } from '../../../src/influx/server/config.ts';
import { bucketName } from '../../../src/influx/upload/cursorStore.ts';
import { FilesUpload } from '../../../src/influx/upload/uploadFiles.ts';
import { temporaryFolder } from '../../recording/session.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { configOf, recordFile, until } from './uploading.ts';

/** Uploads `one.mcap`; gives up at the first wait where the server is away. */
async function upload(folder: string, config: InfluxConfig, again: boolean): Promise<void> {
  const upload = new FilesUpload({ config, folder, names: ['one.mcap'], again });
  const given = new AbortController();
  let isDone = false;
  const done = upload.finish(given.signal).finally(() => {
    isDone = true;
  });
  await until(() => isDone || upload.waitsBecause !== null);
  given.abort();
  await done;
}

it('asked for twice while the server is away, it leaves every point once', async () => {
  const server = await InfluxServer.create();
  onTestFinished(() => server.dispose());
  await server.start();
  await server.query('CREATE DATABASE twice');
  const folder = await temporaryFolder();
  await recordFile(folder, 'one');
  const underA = configOf(server.url, 'twice', { hub: 'A' });
  const underB = configOf(server.url, 'twice', { hub: 'B' });
  await upload(folder, underA, false);
  const counts = () => server.query('SELECT COUNT(latency_us) FROM body GROUP BY hub', 'twice');
  const [{ count }] = await counts();
  expect(count).toBe(200);

  await server.kill();
  await upload(folder, underB, true);
  await upload(folder, underB, true);
  await server.start();
  const last = new FilesUpload({ config: underB, folder, names: ['one.mcap'], again: true });
  expect(await last.finish(new AbortController().signal)).toMatchObject({ problem: null });
  expect(await server.query('SHOW TAG VALUES FROM body WITH KEY = hub', 'twice')).toEqual([
    { key: 'hub', value: 'B' },
  ]);
  expect(await server.query('SELECT COUNT(latency_us) FROM body', 'twice')).toMatchObject([
    { count: 200 },
  ]);
});

it('leaves what is still to be deleted in another bucket asked for', async () => {
  const server = await InfluxServer.create();
  onTestFinished(() => server.dispose());
  await server.start();
  await server.query('CREATE DATABASE here');
  const folder = await temporaryFolder();
  await recordFile(folder, 'one');
  const config = configOf(server.url, 'here');
  const deletions = join(folder, '.plumbline', 'deletions');
  await mkdir(deletions, { recursive: true });
  const elsewhere = { bucket: 'http://other  there', hub: 'A' };
  await writeFile(
    join(deletions, 'one.json'),
    JSON.stringify({
      schemaVersion: 1,
      session: 'one',
      subject: 'P-7F3K',
      uploads: [elsewhere],
      doneIn: [bucketName(config)],
      again: true,
      requestedUs: 1,
      by: 'uploader',
    }),
  );
  await upload(folder, config, true);
  expect(JSON.parse(await readFile(join(deletions, 'one.json'), 'utf8'))).toMatchObject({
    uploads: [elsewhere],
    doneIn: [bucketName(config)],
  });
});
