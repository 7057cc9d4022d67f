import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Access } from '../../src/hub/access/access.ts';
import { type AccessTokens, keptTokens } from '../../src/hub/access/accessTokens.ts';
import { ROUTES } from '../../src/hub/access/routeRoles.ts';
import { HubApiError, HubClient } from '../../src/index.ts';
import { RECORDING_SUFFIX } from '../../src/recording/naming.ts';
import { SAMPLE } from '../exchange/export/sample.ts';
import { SettingsHub } from '../hub/settingsHub.ts';

/** All that stands in a path has to be written otherwise there. */
const ID = 'a b?c#d%2f';

let folder: string;
let tokens: AccessTokens;
let hub: SettingsHub;
let client: HubClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-'));
  await copyFile(SAMPLE, join(folder, `${ID}${RECORDING_SUFFIX}`));
  tokens = await keptTokens(folder);
  hub = await SettingsHub.start({ folder, whole: true, access: new Access(tokens) });
  await hub.link();
  client = new HubClient({ url: `${hub.url}/`, token: tokens.operator });
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

async function addressOf(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

it('finds one recording by what is asked, and reads it by its id', async () => {
  const { recordings } = await client.recordings.list({ sort: 'size' });
  expect(recordings[0]).toMatchObject({ id: ID, finished: true });
  expect((await client.recordings.list({ subject: 'nobody' })).recordings).toEqual([]);
  const said = await client.recordings.describe(ID, { addTags: ['seen'], by: 'test' });
  expect(said.recording.tags).toEqual(['seen']);
  expect(await client.recordings.get(ID)).toEqual(said);
  expect((await client.recordings.contents(ID)).hasResults).toBe(true);
  expect((await client.recordings.reportPage(ID)).slice(0, 15)).toMatch(/<!doctype html>/i);
  const { body } = await client.recordings.file(ID);
  await body?.cancel();
});

it('steers the session of the sensors', async () => {
  expect(await client.access()).toEqual({ needed: true, role: 'operator' });
  expect((await client.live.startTrial('first')).trial).toMatchObject({ name: 'first' });
  await client.live.mark('pain');
  expect((await client.live.endTrial()).trial?.endUs).toBeGreaterThan(0);
  const { settings, revision } = { settings: { cue: { words: 'out' } }, revision: 0 };
  const kept = await client.settings.keep({ settings, revision });
  expect(kept).toMatchObject({ kept: settings, revision: 1 });
});

it('rejects with the status and the sentence of the hub', async () => {
  const unknown = client.recordings.get('none');
  await expect(unknown).rejects.toBeInstanceOf(HubApiError);
  await expect(unknown).rejects.toMatchObject({ status: 404, message: /no recording/i });
  const viewer = new HubClient({ url: hub.url, token: tokens.viewer });
  await expect(viewer.recordings.list()).rejects.toMatchObject({ status: 403 });
  const nobody = new HubClient({ url: hub.url });
  await expect(nobody.health()).rejects.toMatchObject({ status: 401 });
  const away = new HubClient({ url: 'http://127.0.0.1:1' });
  await expect(away.health()).rejects.toMatchObject({ status: null, message: /be reached/ });
});

/** Of pages, supervisors and Prometheus. */
const LEFT_OUT = [
  'GET /',
  'GET /*',
  'GET /healthz',
  'GET /metrics',
  'POST /api/v1/access',
  'DELETE /api/v1/access',
];

it('asks every route of a hub, but for those that are said to be left out', async () => {
  const asked: string[] = [];
  const server = createServer(({ method, url = '' }, response) => {
    asked.push(`${method} ${url.split('?', 1)[0]}`);
    response.end('{}');
  });
  onTestFinished(() => void server.close());
  const any = new HubClient({ url: await addressOf(server) });
  for (const face of [any, any.recordings, any.live, any.jobs, any.people, any.settings]) {
    for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(face))) {
      const method: unknown = Reflect.get(face, name);
      if (typeof method !== 'function' || name === 'constructor') continue;
      // Where it asks is looked at here, and not with what.
      await Reflect.apply(method, face, ['a', 'b', 'c']);
    }
  }
  const isAsked = (route: string): boolean => {
    const path = new RegExp(`^${route.replace(/:\w+/g, '[abc]')}$`);
    return asked.some((each) => path.test(each));
  };
  const missed = ROUTES.filter((route) => !LEFT_OUT.includes(route) && !isAsked(route));
  expect(missed).toEqual([]);
  expect(asked.length).toBeGreaterThanOrEqual(ROUTES.length - LEFT_OUT.length);
});

it('gives a request up when its signal says so', async () => {
  const signal = AbortSignal.abort(new RangeError('enough'));
  await expect(client.health({ signal })).rejects.toThrow(new RangeError('enough'));
});

describe('an answer that does not come to its end', () => {
  /** What a hub sends of one before it is killed, or hangs. */
  async function begun(status: number, isCut: boolean): Promise<HubClient> {
    const server = createServer((_, response) => {
      response.writeHead(status, { 'content-length': 100 });
      response.write('{"software":', () => isCut && setTimeout(() => response.destroy(), 20));
    });
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return new HubClient({ url: await addressOf(server) });
  }

  it('rejects with a sentence where the hub ends', async () => {
    const cut = await begun(200, true);
    for (const ask of [() => cut.health(), () => cut.recordings.reportPage('a')]) {
      await expect(ask()).rejects.toBeInstanceOf(HubApiError);
      await expect(ask()).rejects.toMatchObject({ status: null, message: /broke its answer off/ });
    }
    const refused = await begun(409, true);
    await expect(refused.health()).rejects.toMatchObject({ status: 409 });
  });

  it.each([200, 409])('of status %d rejects with the reason of a signal', async (status) => {
    const slow = await begun(status, false);
    const enough = new AbortController();
    const asked = slow.health({ signal: enough.signal });
    setTimeout(() => enough.abort(new RangeError('enough')), 100);
    await expect(asked).rejects.toThrow(new RangeError('enough'));
  });
});
