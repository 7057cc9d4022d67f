import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { Access } from '../../../src/hub/access/access.ts';
import {
  type AccessTokens,
  keptTokens,
  renewTokens,
} from '../../../src/hub/access/accessTokens.ts';
import { admittedTo, ROUTES } from '../../../src/hub/access/routeRoles.ts';
import { DEFAULT_HTTP_LIMITS } from '../../../src/hub/limits/httpLimits.ts';
import type { Role } from '../../../src/model/role.ts';
import { type ClientMessage, SUBPROTOCOL } from '../../../src/stream/messages.ts';
import { SettingsHub } from '../settingsHub.ts';
import { TestHub } from '../testHub.ts';
import { RawClient } from '../testServer.ts';

let folder: string;
let tokens: AccessTokens;
let hub: SettingsHub;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'access-'));
  const page = join(folder, 'page');
  await mkdir(page);
  await writeFile(join(page, 'index.html'), '<title>front</title>');
  tokens = await keptTokens(folder);
  const access = new Access(tokens);
  hub = await SettingsHub.start({ folder, dashboardsFolder: page, whole: true, access });
  await hub.link();
});
afterAll(async () => {
  await hub.stop();
  await rm(folder, { recursive: true });
});

const WHO = ['nobody', 'wrong token', 'viewer', 'operator'] as const;
type Who = (typeof WHO)[number];

function roleOf(who: Who): Role | null {
  return who === 'viewer' || who === 'operator' ? who : null;
}

function credential(who: Who): Record<string, string> {
  const role = roleOf(who);
  if (who === 'nobody') return {};
  const token = role === null ? `${tokens.viewer.slice(0, -1)}~` : tokens[role];
  return { authorization: `Bearer ${token}` };
}

function cookie(role: Role): Record<string, string> {
  return { cookie: `other=1; plumbline-${new URL(hub.url).port}=${tokens[role]}` };
}

function ask(route: string, headers: Record<string, string>): Promise<Response> {
  const [method = '', path = ''] = route.split(' ');
  return fetch(`${hub.url}${path.replace(/:\w+/g, 'nosuch').replace('*', 'index.html')}`, {
    method,
    headers,
  });
}

function statusFor(who: Who, route: string): 401 | 403 | null {
  const [method = '', path = ''] = route.split(' ');
  const admitted = admittedTo(method, path);
  const role = roleOf(who);
  if (admitted === 'anyone' || role === 'operator' || role === admitted) return null;
  return role === null ? 401 : 403;
}

describe('who may do what', () => {
  describe.each(WHO)('%s', (who) => {
    it.each(ROUTES)('%s', async (route) => {
      const response = await ask(route, credential(who));
      const text = await response.text();
      const refused = statusFor(who, route);
      if (refused === null) {
        expect([401, 403]).not.toContain(response.status);
        // A row of the table that is no route of the hub would say nothing of one.
        expect(text).not.toContain('There is nothing at');
        return;
      }
      expect(response.status).toBe(refused);
      // Nothing besides the reason.
      expect(Object.keys(JSON.parse(text))).toEqual(['error']);
    });
  });

  it('a route that nobody decided on keeps the hub from starting', () => {
    expect(() => admittedTo('GET', '/api/v1/everything')).toThrow('nobody decided');
  });

  it('HEAD tells no more than GET', async () => {
    for (const route of ROUTES.filter((each) => each.startsWith('GET '))) {
      const { status } = await ask(route.replace('GET', 'HEAD'), credential('nobody'));
      expect(status === 401 || status === 404, route).toBe(statusFor('nobody', route) !== null);
    }
  });

  it('a path that is no route tells nobody more than that', async () => {
    const response = await fetch(`${hub.url}/api/v1/recordings/../nothing/here`);
    expect(response.status).toBe(404);
  });
});

/** One of each type, so that a new type does not compile without. */
const MESSAGES: { readonly [T in ClientMessage['type']]: Extract<ClientMessage, { type: T }> } = {
  ack: { type: 'ack', sequence: 0 },
  replay: { type: 'replay', action: 'play' },
  watch: { type: 'watch', recording: 'nosuch' },
  recalibrate: { type: 'recalibrate' },
  lyingPose: { type: 'lyingPose' },
  retryStep: { type: 'retryStep', step: 'move' },
  reuseCalibration: { type: 'reuseCalibration' },
  checkSides: { type: 'checkSides' },
  newSet: { type: 'newSet' },
  askCue: { type: 'askCue' },
  haptics: { type: 'haptics', on: false },
  cueOutput: { type: 'cueOutput', number: 1, shownUs: null, soundedUs: null },
  marker: { type: 'marker', label: 'by a viewer' },
  trialStart: { type: 'trialStart' },
  trialEnd: { type: 'trialEnd' },
  programmeNote: { type: 'programmeNote', note: { painBefore: 7 } },
  place: { type: 'place', sensorId: 'A1', placement: 'left_foot' },
  identify: { type: 'identify', sensorId: 'A1' },
};

/** @returns the client, or the status by which it is refused */
function open(headers: Record<string, string>): Promise<RawClient | number> {
  const socket = new WebSocket(hub.streamUrl, SUBPROTOCOL, { headers });
  return new Promise((resolve) => {
    const client = new RawClient(socket);
    socket.on('open', () => resolve(client));
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', () => {});
  });
}

describe('the stream', () => {
  it.each(['nobody', 'wrong token'] as const)('is refused to %s', async (who) => {
    expect(await open(credential(who))).toBe(401);
  });

  it('is refused to a page of another site, whose visitor has the cookie', async () => {
    expect(await open({ ...cookie('operator'), origin: 'http://evil.example' })).toBe(403);
  });

  it('is refused by a name that was rebound to this machine', async () => {
    expect(await open({ ...credential('operator'), host: 'evil.example' })).toBe(403);
  });

  it.each(Object.values(MESSAGES))(
    'of a viewer takes no $type but its acknowledgements',
    async (message) => {
      const client = await open(cookie('viewer'));
      if (typeof client === 'number') throw new Error(`refused with ${client}`);
      const before = JSON.stringify([hub.feed.snapshot, hub.feed.sensors, hub.feed.facts]);
      client.socket.send(JSON.stringify(message));
      // Answered in order: the answer to this one comes behind that to the message.
      client.socket.send(JSON.stringify(MESSAGES.watch));
      const error = await client.message('error');
      expect(error).toMatchObject({ message: expect.stringContaining('A viewer only looks on') });
      if (message.type !== 'ack' && message.type !== 'watch') await client.message('error');
      expect(JSON.stringify([hub.feed.snapshot, hub.feed.sensors, hub.feed.facts])).toBe(before);
      client.socket.terminate();
    },
  );

  it('of an operator does what it is told', async () => {
    const client = await open(credential('operator'));
    if (typeof client === 'number') throw new Error(`refused with ${client}`);
    client.socket.send(JSON.stringify(MESSAGES.watch));
    expect(await client.message('error')).toMatchObject({
      message: expect.stringContaining('nosuch'),
    });
    client.socket.terminate();
  });
});

describe('asking too often', () => {
  const MOST = 5;

  it.each([
    ['of a route, without a token', '/api/v1/recordings', 401],
    ['of what is no route', '/api/v1/nosuch', 404],
    ['of the page', '/', 200],
  ])('%s, is told to wait, also for a stream', async (_, path, status) => {
    const access = new Access(tokens);
    const limited = await TestHub.start({ access, httpLimits: { requestsPerMinute: MOST } });
    onTestFinished(() => limited.stop());
    for (let i = 0; i < MOST; i++) expect((await limited.fetch(path)).status).toBe(status);
    const beyond = await limited.fetch(path);
    expect(beyond.status).toBe(429);
    expect(await beyond.json()).toEqual({ error: expect.stringContaining('More than 5 requests') });
    const socket = new WebSocket(limited.streamUrl, SUBPROTOCOL, {
      headers: credential('operator'),
    });
    socket.on('error', () => {});
    const stream = await new Promise<IncomingMessage>((resolve) =>
      socket.on('unexpected-response', (asked, response) => {
        asked.destroy();
        resolve(response);
      }),
    );
    expect(stream.statusCode).toBe(429);
    expect(Number(stream.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('by a page of another site costs the address of its visitor nothing', async () => {
    const limited = await TestHub.start({ httpLimits: { requestsPerMinute: MOST } });
    onTestFinished(() => limited.stop());
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    for (let i = 0; i < 2 * MOST; i++) {
      expect(await statusOf(limited.port, '/api/v1/health', foreign)).toBe(403);
    }
    expect((await limited.fetch('/api/v1/health')).status).toBe(200);
  });
});

/** By a bare request: `fetch` sends headers of its own. */
function statusOf(port: number, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('coming in', () => {
  const enter = (token: unknown, headers: Record<string, string> = {}) =>
    fetch(`${hub.url}/api/v1/access`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ token }),
    });

  it('gives a cookie that scripts and other sites do not get', async () => {
    const response = await enter(tokens.viewer);
    expect(await response.json()).toEqual({ needed: true, role: 'viewer' });
    const set = response.headers.get('set-cookie') ?? '';
    expect(set).toContain(`plumbline-${new URL(hub.url).port}=${tokens.viewer}`);
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Strict/);
    expect(set).toMatch(/Path=\/api\/v1(;|$)/);
    const answer = await fetch(`${hub.url}/api/v1/access`, { headers: cookie('viewer') });
    expect(await answer.json()).toEqual({ needed: true, role: 'viewer' });
  });

  it('is refused with a token that is none, with a sentence', async () => {
    const response = await enter('guess');
    expect(response.status).toBe(401);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.json()).toEqual({
      error: expect.stringContaining('no token of this hub'),
    });
    expect((await enter(7)).status).toBe(400);
  });

  it('may be tried thirty times a minute by one address', async () => {
    const limited = await TestHub.start({ access: new Access(tokens) });
    onTestFinished(() => limited.stop());
    const statuses = new Set<number>();
    const tryOne = () =>
      limited.fetch('/api/v1/access', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: 'guess' }),
      });
    for (let i = 0; i < DEFAULT_HTTP_LIMITS.tokensPerMinute; i++) {
      statuses.add((await tryOne()).status);
    }
    expect([...statuses]).toEqual([401]);
    const beyond = await tryOne();
    expect(beyond.status).toBe(429);
    expect(await beyond.json()).toEqual({
      error: expect.stringContaining('More than 30 wrong tokens'),
    });
    expect(Number(beyond.headers.get('retry-after'))).toBeGreaterThan(0);
    // Who has the right one is not held up by somebody beside them.
    const right = await limited.fetch('/api/v1/access', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: tokens.operator }),
    });
    expect(right.status).toBe(200);
  });

  it.each(['/api/v1/health', '/metrics', '/api/v1/recordings', '/api/v1/access'])(
    'is logged once a minute for an address that tries a wrong token at %s',
    async (path) => {
      const lines: string[] = [];
      const logger = pino({ level: 'warn' }, { write: (line) => lines.push(line) });
      const logged = await TestHub.start({ access: new Access(tokens), logger });
      onTestFinished(() => logged.stop());
      const headers = credential('wrong token');
      // Without any token nobody guesses.
      await logged.fetch(path);
      expect(lines).toEqual([]);
      for (let i = 0; i < 3; i++) await logged.fetch(path, { headers });
      const told = lines.filter((line) => line.includes('none of this hub'));
      expect(told).toHaveLength(1);
      expect(JSON.parse(told[0] ?? '')).toMatchObject({ from: '127.0.0.1' });
      expect(lines.join('')).not.toContain(tokens.viewer.slice(0, 20));
    },
  );

  it('is refused to another site', async () => {
    expect((await enter(tokens.operator, { origin: 'http://evil.example' })).status).toBe(403);
  });

  it('is undone by leaving', async () => {
    const response = await fetch(`${hub.url}/api/v1/access`, {
      method: 'DELETE',
      headers: cookie('viewer'),
    });
    expect(response.headers.get('set-cookie')).toMatch(/Max-Age=0/);
    expect(await response.json()).toEqual({ needed: true, role: null });
  });
});

describe('the tokens', () => {
  it('are kept where nobody else reads them, and are others after a renewal', async () => {
    const own = await mkdtemp(join(tmpdir(), 'tokens-'));
    const first = await keptTokens(own);
    expect(await keptTokens(own)).toEqual(first);
    const path = join(own, '.plumbline', 'access.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(new Set([first.operator, first.viewer]).size).toBe(2);
    // 160 bits in base64url.
    expect(first.operator).toMatch(/^[\w-]{27}$/);
    const second = await renewTokens(own);
    expect(second.operator).not.toBe(first.operator);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject(second);
    await rm(own, { recursive: true });
  });
});
