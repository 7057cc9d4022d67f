import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { HubError } from '../../src/hub/hubError.ts';
import type { UploadState } from '../../src/model/uploadState.ts';
import { SUBPROTOCOL } from '../../src/stream/messages.ts';
import { testFrame } from './frames.ts';
import { TestHub } from './testHub.ts';
import { RawClient, until } from './testServer.ts';

let test: TestHub;
beforeEach(async () => {
  test = await TestHub.start();
});
afterEach(() => test.stop());

/** The status of an upgrade the hub refuses, or 101. */
function upgradeStatus(
  headers: Record<string, string>,
  path = '/api/v1/stream',
  protocol = SUBPROTOCOL,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const url = `ws://127.0.0.1:${test.port}${path}`;
    const socket = new WebSocket(url, protocol, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve({ status: 101, body: '' });
    });
    socket.on('unexpected-response', (_, response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    socket.on('error', reject);
  });
}

/** fetch sets Host by itself; this sends the one given, and the path as it stands. */
function rawRequest(method: string, path: string, headers: Record<string, string>) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: test.port, method, path, headers });
    outgoing.on('response', (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

describe('Hub', () => {
  it('listens on loopback only unless told otherwise', () => {
    expect(new URL(test.hub.url).hostname).toBe('127.0.0.1');
  });

  it('serves the dashboard with a policy that allows only its own scripts', async () => {
    const response = await test.fetch('/');
    expect(await response.text()).toContain('front');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const asset = await test.fetch('/assets/app.js');
    expect(asset.headers.get('cache-control')).toContain('immutable');
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/../../secret.txt'])(
    'serves nothing outside the dashboard folder for %s',
    async (path) => {
      const { status, body } = await rawRequest('GET', path, {});
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body).not.toBe('secret');
    },
  );

  it('tells its health, with the faults in sentences', async () => {
    const before = await (await test.fetch('/api/v1/health')).json();
    expect(before).toMatchObject({ status: 'ok', mode: 'live', session: 'test-session' });
    test.feed.faults.push('The disk is full.');
    const after = await (await test.fetch('/api/v1/health')).json();
    expect(after).toMatchObject({ status: 'degraded', faults: ['The disk is full.'] });
  });

  it('tells how far an upload is, and that it is not well when the database does not answer', async () => {
    const waiting: UploadState = {
      state: 'waiting',
      lagS: 3,
      linesSent: 7,
      linesRefused: 1,
      requests: 5,
      retries: 2,
      recordingsLeft: 4,
      deletionsWaiting: 1,
      lastError: 'No answer.',
      lastErrorSinceUs: 1,
    };
    const uploading = await TestHub.start({ uploadState: () => waiting });
    const told = await (await uploading.fetch('/api/v1/health')).json();
    expect(told).toMatchObject({ status: 'degraded', upload: waiting });
    await uploading.stop();
    const without = await (await test.fetch('/api/v1/health')).json();
    expect(without).toMatchObject({ status: 'ok', upload: null });
  });

  it('answers an unknown path and an unknown recording with a sentence', async () => {
    expect(await (await test.fetch('/api/v1/nothing')).json()).toEqual({
      error: 'There is nothing at GET /api/v1/nothing.',
    });
    const response = await test.fetch('/api/v1/recordings/none/replay', { method: 'POST' });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: 'There is no recording "none".' });
  });

  it('streams over the same port', async () => {
    const raw = new RawClient(new WebSocket(test.streamUrl, SUBPROTOCOL));
    await raw.message('hello');
    test.feed.frame(testFrame(0));
    await until(() => raw.batches.length === 1, 'a batch');
    raw.socket.terminate();
  });

  it('turns clients to a replay and back to live', async () => {
    const raw = new RawClient(new WebSocket(test.streamUrl, SUBPROTOCOL));
    await raw.message('hello');
    await test.fetch('/api/v1/recordings/recorded-session/replay', { method: 'POST' });
    await until(() => raw.ofType('hello').length === 2, 'a second hello');
    expect(raw.ofType('hello')[1]!.session).toBe('recorded-session');
    await test.fetch('/api/v1/live', { method: 'POST' });
    await until(() => raw.ofType('hello').length === 3, 'a third hello');
    expect(raw.ofType('hello')[2]!.session).toBe('test-session');
    raw.socket.terminate();
  });

  it('refuses a stream asked for by another web site', async () => {
    const { status, body } = await upgradeStatus({ origin: 'http://evil.example' });
    expect(status).toBe(403);
    expect(body).toContain('http://evil.example');
  });

  it('grants a stream to its own page', async () => {
    const { status } = await upgradeStatus({ origin: `http://127.0.0.1:${test.port}` });
    expect(status).toBe(101);
  });

  it('refuses a name that was rebound to this machine', async () => {
    const host = `evil.example:${test.port}`;
    expect((await upgradeStatus({ host, origin: `http://${host}` })).status).toBe(403);
    expect((await rawRequest('GET', '/api/v1/health', { host })).status).toBe(403);
    expect((await rawRequest('GET', '/', { host: 'localhost@evil.example' })).status).toBe(403);
  });

  it('refuses a POST from another web site and grants it from its own page', async () => {
    const foreign = await rawRequest('POST', '/api/v1/live', { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    const host = `localhost:${test.port}`;
    const own = await rawRequest('POST', '/api/v1/live', { host, origin: `http://${host}` });
    expect(own.status).toBe(200);
  });

  it('gives nothing to a page of another site, which may only link here', async () => {
    const from = (site: string, mode: string) =>
      rawRequest('GET', '/api/v1/health', { 'sec-fetch-site': site, 'sec-fetch-mode': mode });
    for (const site of ['cross-site', 'same-site']) {
      const { status, body } = await from(site, 'no-cors');
      expect(status).toBe(403);
      expect(JSON.parse(body)).toEqual({ error: expect.stringContaining('another site') });
      expect((await from(site, 'navigate')).status).toBe(200);
    }
    expect((await from('same-origin', 'cors')).status).toBe(200);
    expect((await from('none', 'navigate')).status).toBe(200);
  });

  it('takes the encrypted page of a proxy before it', async () => {
    const host = 'localhost';
    const own = await rawRequest('POST', '/api/v1/live', { host, origin: `https://${host}` });
    expect(own.status).toBe(200);
  });

  it('refuses another subprotocol and another path', async () => {
    const other = await upgradeStatus({}, '/api/v1/stream', 'plumbline.v9');
    expect(other.status).toBe(400);
    expect(JSON.parse(other.body)).toEqual({ error: expect.stringContaining('plumbline.v1') });
    expect((await upgradeStatus({}, '/elsewhere')).status).toBe(404);
  });

  it('says what to do when the port is busy', async () => {
    const second = TestHub.start({ port: test.port });
    await expect(second).rejects.toThrow(HubError);
    await expect(second).rejects.toThrow(
      `Port ${test.port} on 127.0.0.1 is in use, perhaps by another hub: stop that program or choose another with --port ${test.port + 10}.`,
    );
  });

  it('stops within a second with clients, idle connections and half requests open', async () => {
    const raw = new RawClient(new WebSocket(test.streamUrl, SUBPROTOCOL));
    await raw.message('hello');
    raw.socket.pause();
    await test.fetch('/api/v1/health');
    const half = connect(test.port, '127.0.0.1');
    half.on('error', () => undefined);
    half.write('GET /api/v1/health HTTP/1.1\r\nHost: ');
    const start = performance.now();
    await test.hub.stop();
    expect(performance.now() - start).toBeLessThan(1000);
    half.destroy();
  });

  it('starts again after it stopped', async () => {
    await test.hub.stop();
    await test.hub.start();
    expect((await test.fetch('/api/v1/health')).status).toBe(200);
  });

  it('says how to build a dashboard that is not there', async () => {
    const bare = await TestHub.start({ dashboardsFolder: '/nonexistent' });
    const response = await bare.fetch('/');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
    await bare.stop();
  });
});
