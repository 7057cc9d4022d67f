import { once } from 'node:events';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import { CursorStore } from '../../../src/influx/upload/cursorStore.ts';
import { deleteSessions } from '../../../src/recording/deletion/deleteSessions.ts';
import { planDeletion } from '../../../src/recording/deletion/planDeletion.ts';
import { SAMPLE } from '../../cli/messages.ts';
import { temporaryFolder } from '../../recording/session.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import { areUploaded, beginUploader, configOf, recordFile, until } from '../upload/uploading.ts';

const NASTY = `it's "one"\\two, a=b`;

/** @param agoS as if it had been asked for so long ago */
async function deleteHere(folder: string, id: string, agoS = 60): Promise<void> {
  const plan = await planDeletion(folder, (session) => session.id === id);
  const { left } = await deleteSessions(plan, 'test', () => (Date.now() - agoS * 1000) * 1000);
  expect(left).toEqual([]);
}

async function requestsIn(folder: string): Promise<string[]> {
  try {
    return await readdir(join(folder, '.plumbline', 'deletions'));
  } catch {
    return [];
  }
}

/** Sessions of which the database has anything, in any measurement, by their tag. */
async function sessionsIn(server: InfluxServer, database: string): Promise<string[]> {
  const rows = await server.query('SELECT * FROM /.*/', database);
  return [...new Set(rows.map(({ session }) => String(session)))].sort();
}

describe('what is deleted here', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await InfluxServer.create();
    await server.start();
  });
  afterAll(() => server.dispose());

  it('is gone from the database as well, whatever it is called, and nothing else is', async () => {
    await server.query('CREATE DATABASE gone');
    const folder = await temporaryFolder();
    const hub = `the lab's "2"\\x`;
    await recordFile(folder, 'nasty', { id: NASTY });
    await recordFile(folder, 'other');
    const uploader = beginUploader(configOf(server.url, 'gone', { hub }), folder);
    await until(() => areUploaded(folder, ['nasty', 'other']));
    expect(await sessionsIn(server, 'gone')).toEqual([NASTY, 'other']);
    // Of another hub, and of no hub at all: not ours to delete.
    const foreign = NASTY.replaceAll(/[,= ]/g, '\\$&');
    await fetch(`${server.url}/write?db=gone`, {
      method: 'POST',
      body: `body,session=${foreign},hub=elsewhere x=1 1\nbody,session=${foreign} x=1 2`,
    });

    await deleteHere(folder, 'nasty');
    await until(async () => (await requestsIn(folder)).length === 0);
    const left = await server.query(`SELECT * FROM /.*/ WHERE session != 'other'`, 'gone');
    expect(left.map((row) => row.hub)).toEqual(['elsewhere', null]);
    expect(await sessionsIn(server, 'gone')).toContain('other');
    expect(uploader.state).toMatchObject({ deletionsWaiting: 0, lastError: null });
    expect(await readdir(join(folder, '.plumbline', 'uploads'))).toEqual(['other.mcap.json']);
  });

  it('is gone also where it is deleted in the middle of its upload', async () => {
    await server.query('CREATE DATABASE middle');
    const folder = await temporaryFolder();
    await copyFile(SAMPLE, join(folder, 'a.mcap'));
    const uploader = beginUploader(configOf(server.url, 'middle'), folder);
    await until(() => uploader.state.linesSent > 0);
    expect(await areUploaded(folder, ['a'])).toBe(false);
    await deleteHere(folder, 'a', 0);
    await until(async () => (await requestsIn(folder)).length === 0);
    await until(() => uploader.state.state === 'idle');
    expect(await sessionsIn(server, 'middle')).toEqual([]);
    expect(await readdir(join(folder, '.plumbline', 'uploads'))).toEqual([]);
    expect(uploader.state.lastError).toBeNull();
  });

  it.each([false, true])(
    'leaves the original of a copy in the database; hub restarted: %s',
    async (restarts) => {
      const database = `copy_${restarts}`;
      await server.query(`CREATE DATABASE ${database}`);
      const folder = await temporaryFolder();
      await recordFile(folder, 'one');
      await copyFile(join(folder, 'one.mcap'), join(folder, 'one-copy.mcap'));
      await recordFile(folder, 'other');
      const config = configOf(server.url, database);
      const first = beginUploader(config, folder);
      await until(() => areUploaded(folder, ['one', 'one-copy', 'other']));
      const otherCursor = join(folder, '.plumbline', 'uploads', 'other.mcap.json');
      const { mtimeMs } = await stat(otherCursor);
      if (restarts) await first.stop();
      await deleteHere(folder, 'one-copy');
      if (restarts) beginUploader(config, folder);
      await until(async () => (await requestsIn(folder)).length === 0);
      await until(async () => {
        const rows = await server.query(
          `SELECT COUNT(latency_us) FROM body WHERE "session"='one'`,
          database,
        );
        return rows[0]?.count === 200;
      });
      // The lines are there before they are noted.
      await until(() => areUploaded(folder, ['one', 'other']));
      expect((await stat(otherCursor)).mtimeMs).toBe(mtimeMs);
      expect((await readdir(join(folder, '.plumbline', 'uploads'))).sort()).toEqual([
        'one.mcap.json',
        'other.mcap.json',
      ]);
    },
  );

  it('goes when the server is back, and a recording put back meanwhile is uploaded behind it', async () => {
    const away = await InfluxServer.create();
    onTestFinished(() => away.dispose());
    await away.start();
    await away.query('CREATE DATABASE away');
    const folder = await temporaryFolder();
    await recordFile(folder, 'a');
    await recordFile(folder, 'b');
    const uploader = beginUploader(configOf(away.url, 'away'), folder);
    await until(() => areUploaded(folder, ['a', 'b']));
    await away.kill();
    await copyFile(join(folder, 'b.mcap'), join(folder, 'kept'));
    await deleteHere(folder, 'a');
    await deleteHere(folder, 'b');
    await until(() => uploader.state.deletionsWaiting === 2 && uploader.state.state === 'waiting');
    expect(uploader.state.lastError).toMatch(/^cannot reach InfluxDB/);
    await copyFile(join(folder, 'kept'), join(folder, 'b.mcap'));

    await away.start();
    await until(() => areUploaded(folder, ['b']));
    expect(await requestsIn(folder)).toEqual([]);
    expect(await sessionsIn(away, 'away')).toEqual(['b']);
    const [{ count }] = await away.query('SELECT COUNT(latency_us) FROM body', 'away');
    expect(count).toBe(200);
    await until(() => uploader.state.lastError === null);
  });

  it('is counted also while a batch waits for the server, as is what is recorded meanwhile', async () => {
    const folder = await temporaryFolder();
    const config = configOf('http://127.0.0.1:1', 'none');
    const uploader = beginUploader(config, folder);
    await recordFile(folder, 'a');
    await until(() => uploader.state.state === 'waiting');
    await recordFile(folder, 'b');
    await recordFile(folder, 'c');
    await until(() => uploader.state.recordingsLeft === 3);
    await deleteHere(folder, 'b');
    await until(() => uploader.state.deletionsWaiting === 1);
    expect(uploader.state.recordingsLeft).toBe(2);
  });

  it('is gone also where a hub was killed before it noted that, or under another name', async () => {
    await server.query('CREATE DATABASE killed');
    const folder = await temporaryFolder();
    await recordFile(folder, 'a');
    const first = beginUploader(configOf(server.url, 'killed', { hub: 'old' }), folder);
    await until(() => areUploaded(folder, ['a']));
    await first.stop();
    const cursors = join(folder, '.plumbline', 'uploads');
    const cursor = await readFile(join(cursors, 'a.mcap.json'), 'utf8');
    // Lines under the name of now that no cursor knows of, and a cursor that came after the deletion.
    await fetch(`${server.url}/write?db=killed`, {
      method: 'POST',
      body: 'body,hub=new,session=a x=1 1',
    });
    await deleteHere(folder, 'a');
    await writeFile(join(cursors, 'a.mcap.json'), cursor);

    beginUploader(configOf(server.url, 'killed', { hub: 'new' }), folder);
    await until(async () => (await requestsIn(folder)).length === 0);
    expect(await sessionsIn(server, 'killed')).toEqual([]);
    expect(await readdir(cursors)).toEqual([]);
  });

  it('stays asked for until each bucket that had it was there', async () => {
    for (const name of ['here', 'there']) await server.query(`CREATE DATABASE ${name}`);
    const folder = await temporaryFolder();
    await recordFile(folder, 'a');
    for (const name of ['here', 'there']) {
      const uploader = beginUploader(configOf(server.url, name), folder);
      await until(async () => (await sessionsIn(server, name)).length > 0);
      await until(() => areUploaded(folder, ['a']));
      await uploader.stop();
    }
    await deleteHere(folder, 'a');
    const first = beginUploader(configOf(server.url, 'here'), folder);
    await until(async () => (await sessionsIn(server, 'here')).length === 0);
    await until(() => first.state.deletionsWaiting === 0);
    await first.stop();
    expect(await requestsIn(folder)).toEqual(['a.json']);
    expect(await sessionsIn(server, 'there')).toEqual(['a']);
    beginUploader(configOf(server.url, 'there'), folder);
    await until(async () => (await requestsIn(folder)).length === 0);
    expect(await sessionsIn(server, 'there')).toEqual([]);
  });

  it('is told and left where what asks for it cannot be understood', async () => {
    await server.query('CREATE DATABASE torn');
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.plumbline', 'deletions'), { recursive: true });
    await writeFile(join(folder, '.plumbline', 'deletions', 'a.json'), '{"schemaVersion":1,');
    await recordFile(folder, 'b');
    const uploader = beginUploader(configOf(server.url, 'torn'), folder);
    await until(() => areUploaded(folder, ['b']));
    expect(uploader.state.lastError).toMatch(/deletions\/a\.json cannot be understood/);
    expect(await requestsIn(folder)).toEqual(['a.json']);
  });
});

interface DeleteRequest {
  readonly url: string;
  readonly body: unknown;
}

/** The part of the HTTP contract of 2.x and 3.x that a deletion meets. */
async function serveNewer(version: string, status: number) {
  const deletes: DeleteRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    if (request.url === '/ping') {
      response.writeHead(204, { 'x-influxdb-version': version }).end();
    } else if (request.url?.startsWith('/api/v2/delete')) {
      deletes.push({ url: `${request.method} ${request.url}`, body: JSON.parse(body) });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(status === 204 ? undefined : '{"code":"forbidden","message":"no way"}');
    } else response.writeHead(204).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { host: `http://127.0.0.1:${address.port}`, deletes };
}

async function folderWithRequest(config: ReturnType<typeof configOf>): Promise<string> {
  const folder = await temporaryFolder();
  await recordFile(folder, 'nasty', { id: NASTY });
  await new CursorStore(join(folder, '.plumbline'), config).save('nasty.mcap', {
    offset: 1,
    finished: true,
    hub: 'lab 1',
    detail: FULL_DETAIL,
    lines: {},
    session: NASTY,
    subject: 'P-7F3K',
    recordedSubject: 'P-7F3K',
    kin: [],
  });
  await deleteHere(folder, 'nasty');
  return folder;
}

describe('deleting on newer servers', () => {
  it('asks 2.x by a predicate over all times', async () => {
    const { host, deletes } = await serveNewer('v2.7.1', 204);
    const config = configOf(host, 'knees', { org: 'my lab', token: 'secret' });
    const folder = await folderWithRequest(config);
    beginUploader(config, folder);
    await until(async () => (await requestsIn(folder)).length === 0);
    expect(deletes).toEqual([
      {
        url: 'POST /api/v2/delete?org=my+lab&bucket=knees',
        body: {
          start: '1900-01-01T00:00:00Z',
          stop: '2200-01-01T00:00:00Z',
          predicate: `session="it's \\"one\\"\\\\two, a=b" AND hub="lab 1"`,
        },
      },
    ]);
  });

  it.each([
    ['v2.7.1', 403, /does not let this login delete lines \(no way\): session it's .* stays there/],
    ['3.0.2', 204, /InfluxDB 3\.0\.2 at .* cannot delete lines: session it's .* stays there/],
  ])('tells where %s does not do it (%i), and goes on uploading', async (version, status, said) => {
    const { host } = await serveNewer(version, status);
    const config = configOf(host, 'knees', { org: 'my lab', token: 'secret' });
    const folder = await folderWithRequest(config);
    await recordFile(folder, 'other');
    const uploader = beginUploader(config, folder);
    await until(() => areUploaded(folder, ['other']));
    await until(() => uploader.state.state === 'idle');
    expect(uploader.state.lastError).toMatch(said);
    expect(uploader.state.lastErrorSinceUs).toBeGreaterThan(0);
    expect(uploader.state.lastError).not.toContain('secret');
    expect(uploader.state.deletionsWaiting).toBe(1);
    expect(await requestsIn(folder)).toEqual(['nasty.json']);
  });
});
