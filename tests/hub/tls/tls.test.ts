import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { tlsFor } from '../../../src/cli/start/tlsFor.ts';
import { type Certificate, factsOf, readCertificate } from '../../../src/hub/tls/certificate.ts';
import { keepCertificate } from '../../../src/hub/tls/certificateFile.ts';
import { ownCertificate } from '../../../src/hub/tls/ownCertificate.ts';
import { SUBPROTOCOL } from '../../../src/stream/messages.ts';
import { TestHub } from '../testHub.ts';

const NAMES = ['localhost', '127.0.0.1', '::1'];
const NOW_MS = Date.now();
const DAY_MS = 86_400_000;

let folder: string;
let own: Certificate;
let test: TestHub;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-'));
  own = await ownCertificate(folder, NAMES, NOW_MS);
  test = await TestHub.start({ tls: own, httpLimits: { headersMs: 300, checkMs: 50 } });
});
afterAll(async () => {
  await test.stop();
  await rm(folder, { recursive: true });
});

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; cookie: string }>((resolve, reject) => {
    // The certificate is its own authority: nothing is left unchecked.
    const options = { host: '127.0.0.1', port: test.port, ca: own.cert, path, headers, method };
    const asked = request(options, (response) => {
      response.resume();
      const [cookie = ''] = response.headers['set-cookie'] ?? [];
      response.on('end', () => resolve({ status: response.statusCode ?? 0, cookie }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('a hub with a certificate', () => {
  it('serves page, routes and stream by it, and says so in its address', async () => {
    expect(test.hub.url).toBe(`https://127.0.0.1:${test.port}`);
    expect((await ask('/')).status).toBe(200);
    expect((await ask('/api/v1/health')).status).toBe(200);
    const socket = new WebSocket(`wss://127.0.0.1:${test.port}/api/v1/stream`, SUBPROTOCOL, {
      ca: own.cert,
      origin: test.hub.url,
    });
    const hello = await new Promise<string>((resolve, reject) => {
      socket.once('message', (data) => resolve(data.toString()));
      socket.once('error', reject);
    });
    expect(JSON.parse(hello)).toMatchObject({ type: 'hello' });
    socket.terminate();
  });

  it('takes changes from its encrypted page alone: another may be anybody on the way', async () => {
    const change = async (scheme: string) => {
      const host = `127.0.0.1:${test.port}`;
      return (await ask('/api/v1/live', { host, origin: `${scheme}://${host}` }, 'POST')).status;
    };
    expect(await change('https')).toBe(200);
    expect(await change('http')).toBe(403);
  });

  it('gives cookies that go nowhere in the clear', async () => {
    expect((await ask('/api/v1/access', {}, 'DELETE')).cookie).toMatch(/; Secure/);
  });

  it.each([
    ['speaks plain HTTP', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'],
    ['says nothing', ''],
  ])('ends who %s', async (_, bytes) => {
    const socket = connect(test.port, '127.0.0.1');
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk;
    });
    socket.on('error', () => {});
    socket.write(bytes);
    await new Promise((resolve) => socket.once('close', resolve));
    expect(said).not.toContain('front');
    expect((await ask('/')).status).toBe(200);
  });
});

describe("the hub's own certificate", () => {
  it('is kept while it is good for all names, and nobody else reads its key', async () => {
    expect(await ownCertificate(folder, NAMES, NOW_MS)).toEqual(own);
    const { mode } = await stat(join(folder, '.plumbline', 'certificate.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  it.each([
    ['another address', [...NAMES, '192.0.2.7'], NOW_MS],
    ['another address of IPv6', [...NAMES, '2001:db8::7'], NOW_MS],
    ['another name', [...NAMES, 'lab-hub.local'], NOW_MS],
    ['a day on which it is about to run out', NAMES, NOW_MS + 370 * DAY_MS],
    ['a clock that was two days ahead', NAMES, NOW_MS - 2 * DAY_MS],
  ])('is made anew for %s', async (_, names, nowMs) => {
    const other = await mkdtemp(join(tmpdir(), 'tls-other-'));
    const first = await ownCertificate(other, NAMES, NOW_MS);
    const second = await ownCertificate(other, names, nowMs);
    expect(factsOf(second).fingerprint).not.toBe(factsOf(first).fingerprint);
    expect(await ownCertificate(other, names, nowMs)).toEqual(second);
    await rm(other, { recursive: true });
  });

  it('is made anew where its key is none, or that of another', async () => {
    const other = await mkdtemp(join(tmpdir(), 'tls-keys-'));
    const { fingerprint } = factsOf(own);
    for (const key of ['no key', (await ownCertificate(other, NAMES, NOW_MS)).key]) {
      await keepCertificate(other, { ...own, key });
      expect(factsOf(await ownCertificate(other, NAMES, NOW_MS)).fingerprint).not.toBe(fingerprint);
    }
    await rm(other, { recursive: true });
  });

  it('is made anew where what is kept cannot be read', async () => {
    const other = await mkdtemp(join(tmpdir(), 'tls-torn-'));
    await ownCertificate(other, NAMES, NOW_MS);
    await writeFile(join(other, '.plumbline', 'certificate.json'), '{"schemaVersion":1,"cert":"x"');
    expect((await ownCertificate(other, NAMES, NOW_MS)).cert).toMatch(/BEGIN CERTIFICATE/);
    await rm(other, { recursive: true });
  });
});

describe('a certificate that was given', () => {
  const file = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };

  it('is taken with its key', async () => {
    const cert = await file('cert.pem', own.cert);
    expect(await readCertificate(cert, await file('key.pem', own.key))).toEqual(own);
  });

  it.each([
    ['a file that is not there', 'none.pem', 'key.pem', /--tls-cert .*none\.pem cannot be read: /],
    [
      'a certificate that is none',
      'key.pem',
      'key.pem',
      /key\.pem holds no certificate; valid is PEM/,
    ],
    ['a key that is none', 'cert.pem', 'cert.pem', /cert\.pem holds no private key; valid is PEM/],
    ['the key of another', 'cert.pem', 'other.pem', /other\.pem is not the key of the certificate/],
  ])('is refused: %s', async (_, certName, keyName, sentence) => {
    await file('cert.pem', own.cert);
    await file('key.pem', own.key);
    const other = await mkdtemp(join(tmpdir(), 'tls-key-'));
    await file('other.pem', (await ownCertificate(other, NAMES, NOW_MS)).key);
    await rm(other, { recursive: true });
    const read = readCertificate(join(folder, certName), join(folder, keyName));
    await expect(read).rejects.toThrow(sentence);
  });

  it('needs its key, and is told where it ran out', async () => {
    const flags = { tlsCert: await file('cert.pem', own.cert), allowHost: [] };
    await expect(tlsFor(flags, '127.0.0.1', folder, NOW_MS)).rejects.toThrow(
      '--tls-key is missing',
    );
    const both = { ...flags, tlsKey: await file('key.pem', own.key) };
    const { lines } = await tlsFor(both, '127.0.0.1', folder, NOW_MS + 500 * DAY_MS);
    expect(lines).toEqual([expect.stringContaining('ran out on')]);
    expect((await tlsFor(both, '127.0.0.1', folder, NOW_MS)).lines).toEqual([]);
  });
});
