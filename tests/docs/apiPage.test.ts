import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Access } from '../../src/hub/access/access.ts';
import { type AccessTokens, keptTokens } from '../../src/hub/access/accessTokens.ts';
import { admittedTo, ROUTES } from '../../src/hub/access/routeRoles.ts';
import type { HubOptions } from '../../src/hub/hub.ts';
import { SettingsHub } from '../hub/settingsHub.ts';
import { FakeLibrary, TestHub } from '../hub/testHub.ts';
import { PAGE, withRoutes } from '../tools/apiDoc.ts';

const page = readFileSync(PAGE, 'utf8');

describe('the routes on the page', () => {
  it('are as they are: npx tsx tests/tools/apiDoc.ts --write', () => {
    expect(withRoutes(page)).toBe(page);
    expect(() => withRoutes('# The API')).toThrow('no place for the routes');
  });

  it('stand there once each, with the roles that the hub admits, and no others do', () => {
    const named = [...page.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) \/[^`]*)`/g)];
    expect(named.map(([, route]) => route).sort()).toEqual([...ROUTES].sort());
    const rows = [...page.matchAll(/^\| `(\w+ \/[^`]*)` \| ([^|]+) \| [^|]+ \|$/gm)];
    const words = { anyone: 'anyone', viewer: 'viewer, operator', operator: 'operator' };
    for (const [, route = '', roles] of rows) {
      const [method = '', path = ''] = route.split(' ');
      expect([route, roles]).toEqual([route, words[admittedTo(method, path)]]);
    }
    expect(rows).toHaveLength(ROUTES.length);
  });
});

describe('the refusals on the page', () => {
  let folder: string;
  let tokens: AccessTokens;
  let hub: SettingsHub;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'refusals-'));
    tokens = await keptTokens(folder);
    hub = await SettingsHub.start({ folder, whole: true, access: new Access(tokens) });
    await hub.link();
  });
  afterAll(async () => {
    await hub.stop();
    await rm(folder, { recursive: true });
  });

  const ask = (path: string, init: RequestInit = {}, token = tokens.operator) => {
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    return fetch(`${hub.url}/api/v1/${path}`, { ...init, headers });
  };
  const post = (path: string, body: object) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  async function another(options: Partial<HubOptions>): Promise<TestHub> {
    const test = await TestHub.start(options);
    onTestFinished(() => test.stop());
    return test;
  }

  /** What is answered to half a head, as `fetch` sends none. */
  async function afterHalfAHead(): Promise<Response> {
    const { port } = await another({ httpLimits: { headersMs: 200, checkMs: 50 } });
    const socket = connect(port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
    let text = '';
    for await (const chunk of socket) text += chunk;
    const [head = '', body] = text.split('\r\n\r\n');
    return new Response(body, { status: Number(head.split(' ')[1]) });
  }

  /** A request for each status that is refused with it. */
  const REFUSED: Readonly<Record<number, () => Promise<Response>>> = {
    400: () => ask('trends'),
    401: () => fetch(`${hub.url}/api/v1/health`),
    403: () => ask('recordings', {}, tokens.viewer),
    404: () => ask('recordings/none'),
    408: afterHalfAHead,
    409: () => post('live/trial', { action: 'end' }),
    413: () => post('live/marker', { label: 'x'.repeat(70_000) }),
    415: () =>
      ask('live/marker', {
        method: 'POST',
        headers: { 'content-type': 'application/xml' },
        body: '<label/>',
      }),
    429: async () => {
      const test = await another({ httpLimits: { requestsPerMinute: 1 } });
      await test.fetch('/healthz');
      return test.fetch('/healthz');
    },
    431: () => ask('health', { headers: { 'x-long': 'x'.repeat(20_000) } }),
    500: async () => {
      const library = new FakeLibrary();
      library.list = () => Promise.reject(new Error('a fault of the test'));
      return (await another({ library })).fetch('/api/v1/recordings');
    },
    503: () => ask('trends?subject=P-1&metric=fppa&source=influx'),
  };

  const told = [...page.matchAll(/^\| (\d{3}) \| /gm)].map(([, status]) => Number(status));

  it('are all that are tried here', () => {
    expect(told).toEqual(Object.keys(REFUSED).map(Number));
  });

  it.each(told)('%i comes with a sentence under "error"', async (status) => {
    const response = await REFUSED[status]();
    expect(response.status).toBe(status);
    const answer: unknown = await response.json();
    expect(answer).toEqual({ error: expect.stringMatching(/^\S.*\S$/) });
    if (status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
