import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
  checkInflux,
  FilesUpload,
  InfluxLink,
  influxConfigFrom,
  verifyUpload,
} from '../../src/influx/index.ts';
import { SAMPLE } from '../cli/messages.ts';
import { temporaryFolder } from '../recording/session.ts';
import { InfluxServer } from '../tools/influxServer.ts';

it('a program checks a server, uploads a recording and compares it', async () => {
  const server = await InfluxServer.create();
  onTestFinished(() => server.dispose());
  await server.start();
  await server.query('CREATE DATABASE knees');
  const config = influxConfigFrom({ INFLUX_HOST: server.url, INFLUX_BUCKET: 'knees' });
  if (config === null) throw new Error('no configuration');
  const { signal } = new AbortController();
  for await (const { name, state } of checkInflux(config, null, signal)) {
    expect(`${name} ${state}`).toBe(`${name} ok`);
  }

  const folder = await temporaryFolder();
  await copyFile(SAMPLE, join(folder, 'a.mcap'));
  const shares: number[] = [];
  const upload = new FilesUpload({
    config,
    folder,
    names: ['a.mcap'],
    onProgress: (_, from, to) => shares.push(from, to),
  });
  const { linesSent, linesRefused, problem } = await upload.finish(signal);
  expect([linesRefused, problem]).toEqual([0, null]);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);

  const link = await InfluxLink.open(config, signal);
  onTestFinished(() => link.close());
  const { lines, differences } = await verifyUpload(join(folder, 'a.mcap'), config, link);
  expect(differences).toEqual([]);
  expect(lines).toBe(linesSent);
});
