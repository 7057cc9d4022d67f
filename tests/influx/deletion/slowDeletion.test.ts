import { once } from 'node:events';
import { copyFile, mkdir, readdir, rename } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CursorStore } from '../../../src/influx/upload/cursorStore.ts';
import { writeDeletionRequest } from '../../../src/recording/deletion/deletionRequest.ts';
import { edited } from '../../../src/recording/sidecar/sidecarEdit.ts';
import { changeSidecar } from '../../../src/recording/sidecar/sidecarFile.ts';
import { temporaryFolder } from '../../recording/session.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { areUploaded, beginUploader, configOf, recordFile, until } from '../upload/uploading.ts';

/** Stands before a server and keeps each DELETE back until it is released. */
async function keepingBack(server: InfluxServer) {
  const kept: (() => void)[] = [];
  const state = { isOpen: false };
  const proxy = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming.setEncoding('latin1')) body += chunk;
    const pass = (): void => {
      const { method, url = '', headers } = incoming;
      const onward = request(new URL(url, server.url), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      onward.end(body, 'latin1');
    };
    if (incoming.url?.startsWith('/query') && !state.isOpen) kept.push(pass);
    else pass();
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    host: `http://127.0.0.1:${address.port}`,
    kept,
    release: (): void => {
      state.isOpen = true;
      for (const pass of kept.splice(0)) pass();
    },
  };
}

async function putRight(folder: string, id: string, subject: string): Promise<void> {
  const edit = { facts: { subject } };
  await changeSidecar(join(folder, `${id}.mcap`), (it) => edited(it, edit, 'coach', 1));
}

describe('a deletion that takes its time', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
  });
  afterAll(() => server.dispose());

  /** Lines of `body` by session and subject. */
  async function bodyIn(database: string): Promise<Record<string, number>> {
    const rows = await server.query('SELECT latency_us, session, subject FROM body', database);
    const counts: Record<string, number> = {};
    for (const { session, subject } of rows) {
      const key = `${session} ${subject}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  }

  it('does not hold up what is recorded now, and is left when the uploader stops', async () => {
    await server.query('CREATE DATABASE slow');
    const { host, kept } = await keepingBack(server);
    const folder = await temporaryFolder();
    const uploader = beginUploader(configOf(host, 'slow'), folder);
    await writeDeletionRequest(folder, 'gone', {
      schemaVersion: 1,
      session: 'gone',
      subject: 'P-7F3K',
      uploads: [],
      requestedUs: Date.now() * 1000,
      by: 'test',
    });
    await until(() => kept.length === 1);
    await recordFile(folder, 'now');
    await until(() => areUploaded(folder, ['now']));
    expect(await bodyIn('slow')).toEqual({ 'now P-7F3K': 200 });
    expect(uploader.state).toMatchObject({ deletionsWaiting: 1, lastError: null });
    expect(kept).toHaveLength(1);
    // Its request would hang for two minutes.
    await uploader.stop();
    expect(await readdir(join(folder, '.plumbline', 'deletions'))).toEqual(['gone.json']);
  });

  it('has nothing of its session sent before it ends, which counts as not uploaded', async () => {
    await server.query('CREATE DATABASE held');
    const { host, kept, release } = await keepingBack(server);
    const folder = await temporaryFolder();
    const config = configOf(host, 'held');
    await recordFile(folder, 'a');
    const uploader = beginUploader(config, folder);
    await until(() => areUploaded(folder, ['a']));
    await putRight(folder, 'a', 'P-NEW');
    await until(() => kept.length === 1);
    // A copy is of the same session; it comes whole, and under the new name.
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await copyFile(join(folder, 'a.mcap'), join(elsewhere, 'copy.mcap'));
    await rename(join(elsewhere, 'copy.mcap'), join(folder, 'copy.mcap'));
    await putRight(folder, 'copy', 'P-NEW');
    await recordFile(folder, 'b');
    await until(() => areUploaded(folder, ['b']));
    await until(() => uploader.state.state === 'uploading' && uploader.state.recordingsLeft === 2);
    expect(uploader.state.lagS).toBeGreaterThan(0);
    expect(await new CursorStore(join(folder, '.plumbline'), config).read('copy.mcap')).toBeNull();
    expect(await bodyIn('held')).toEqual({ 'a P-7F3K': 200, 'b P-7F3K': 200 });

    release();
    await until(async () => (await readdir(join(folder, '.plumbline', 'deletions'))).length === 0);
    await until(() => areUploaded(folder, ['a', 'b', 'copy']));
    await until(() => uploader.state.state === 'idle');
    expect(await bodyIn('held')).toEqual({ 'a P-NEW': 200, 'b P-7F3K': 200 });
    expect(uploader.state).toMatchObject({ lagS: 0, recordingsLeft: 0, lastError: null });
  });
});
