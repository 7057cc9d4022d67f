import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { SESSION, sessionSteps, temporaryFolder, writeStep } from '../../recording/session.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { areUploaded, beginUploader, configOf, recordFile, until } from './uploading.ts';

async function serverWith(database: string): Promise<InfluxServer> {
  const server = await InfluxServer.create();
  onTestFinished(() => server.dispose());
  await server.start();
  await server.query(`CREATE DATABASE ${database}`);
  return server;
}

it('waits for the end of what was recorded a moment ago', async () => {
  const server = await serverWith('drained');
  const folder = await temporaryFolder();
  const uploader = beginUploader(configOf(server.url, 'drained'), folder);
  const writer = await RecordingWriter.create(join(folder, `${SESSION.id}.mcap`), SESSION);
  for (const step of sessionSteps(3)) writeStep(writer, step);
  await until(() => uploader.state.linesSent > 0);
  await writer.close();
  expect(await uploader.drain(10_000)).toBe(true);
  expect(await areUploaded(folder, [SESSION.id])).toBe(true);
  const ends = await server.query("SELECT frames FROM session WHERE event = 'end'", 'drained');
  expect(ends).toMatchObject([{ frames: 300 }]);
});

it('does not wait for a server that is away', async () => {
  const folder = await temporaryFolder();
  await recordFile(folder, SESSION.id);
  const uploader = beginUploader(configOf('http://127.0.0.1:1', 'away'), folder);
  await until(() => uploader.state.state === 'waiting');
  // It would be an hour.
  expect(await uploader.drain(3_600_000)).toBe(false);
});

it('has nothing to wait for where uploading is off', async () => {
  const folder = await temporaryFolder();
  const uploader = beginUploader(configOf('http://127.0.0.1:1', 'none'), folder);
  await uploader.stop();
  expect(await uploader.drain(3_600_000)).toBe(true);
});
