import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Opcode } from '@mcap/core';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openChunk } from '../../src/recording/chunkReader.ts';
import { RECORD_HEADER_BYTES, recordHeader, viewOf } from '../../src/recording/recordHeader.ts';
import { loadZstd } from '../../src/recording/zstd.ts';
import { SUBPROTOCOL } from '../../src/stream/messages.ts';
import { recordsIn } from '../recording/recordsIn.ts';
import { beginHub, temporaryFolder } from './plumbline.ts';

const WITHIN = { timeout: 20_000, interval: 100 };
/** As the start prints its links, two for each address. */
const LINK = /^ {2}https?:\/\/\S+\/#token=[\w-]{27}( {3}\(on this computer\))?$/;
const WRONG = 'a-token-that-is-none-at-all';

/** Brings a token to a hub in every way there is, and in some that are none. */
async function bring(url: string, token: string): Promise<void> {
  const { port, host } = new URL(url);
  const json = { 'content-type': 'application/json' };
  const cookie = { cookie: `plumbline-${port}=${token}` };
  const bearer = { authorization: `Bearer ${token}` };
  const tries: [path: string, init: RequestInit][] = [
    ['/api/v1/health', { headers: bearer }],
    ['/api/v1/health', { headers: cookie }],
    ['/api/v1/health', { headers: { authorization: `Basic ${token}` } }],
    [`/api/v1/health?token=${token}`, {}],
    [`/?token=${token}`, {}],
    [`/${token}`, {}],
    [`/api/v1/recordings/${token}`, { headers: bearer }],
    [`/api/v1/recordings/${token}/report`, { headers: bearer }],
    ['/api/v1/access', { method: 'POST', headers: json, body: JSON.stringify({ token }) }],
    ['/api/v1/access', { method: 'POST', headers: json, body: JSON.stringify({ token, more: 1 }) }],
    ['/api/v1/access', { method: 'POST', headers: json, body: `{"token":"${token}` }],
    ['/api/v1/access', { method: 'POST', headers: { ...json, origin: `http://${token}` } }],
    [
      '/api/v1/live/session',
      { method: 'POST', headers: { ...bearer, ...json }, body: `"${token}"` },
    ],
    ['/api/v1/access', { method: 'DELETE', headers: cookie }],
  ];
  for (const [path, init] of tries) await (await fetch(`${url}${path}`, init)).text();
  for (const headers of [bearer, cookie, {}]) {
    const socket = new WebSocket(`ws://${host}/api/v1/stream?token=${token}`, SUBPROTOCOL, {
      headers,
    });
    socket.on('open', () => {
      socket.send(JSON.stringify({ type: token }));
      socket.send(token);
      setTimeout(() => socket.close(), 200);
    });
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('close', resolve));
  }
  const raw = connect({ port: Number(port), host: '127.0.0.1' });
  raw.on('error', () => {});
  raw.resume();
  raw.end(`GET /%zz?token=${token} HTTP/9.9\r\n${token}\r\n\r\n`);
  await new Promise((resolve) => raw.once('close', resolve));
}

/** All text of a file: of a recording what its chunks hold as well. */
async function contentOf(path: string): Promise<string> {
  const bytes = await readFile(path);
  if (!path.endsWith('.mcap')) return bytes.toString('latin1');
  const zstd = await loadZstd();
  const chunks = recordsIn(bytes, Opcode.CHUNK).map((at) => {
    const { contentBytes } = recordHeader(viewOf(bytes), at);
    return openChunk(bytes.subarray(at, at + RECORD_HEADER_BYTES + contentBytes), zstd);
  });
  return [bytes, ...chunks].map((each) => Buffer.from(each).toString('latin1')).join('\n');
}

it('tells its tokens in the links of its start and nowhere else, right or wrong, with all it can log', async () => {
  const recordings = join(await temporaryFolder(), 'recordings');
  const args = [
    '--virtual-sensors',
    '--recordings',
    recordings,
    '--lan',
    '--no-qr',
    '--log',
    'debug',
  ];
  const hub = await beginHub(args);
  const kept = await readFile(join(recordings, '.plumbline', 'access.json'), 'utf8');
  const { operator, viewer }: { operator: string; viewer: string } = JSON.parse(kept);
  const tokens = [operator, viewer, WRONG];
  for (const token of tokens) await bring(hub.url, token);
  await expect
    .poll(async () => (await readdir(recordings)).some((name) => name.endsWith('.mcap')), WITHIN)
    .toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  hub.child.kill('SIGINT');
  const { code, stdout, stderr } = await hub.end();
  expect(code).toBe(0);

  // As it is to be typed to see the links again.
  const { port } = new URL(hub.url);
  expect(stdout).toMatch(
    new RegExp(`plumbline access --recordings ${recordings} --port ${port}$`, 'm'),
  );
  const start = stdout.slice(0, stdout.indexOf('\nOpen '));
  const links = start.split('\n').filter((line) => LINK.test(line));
  const untold = stdout.split('\n').filter((line) => !links.includes(line));
  const contents = new Map([
    ['stdout', untold.join('\n')],
    ['stderr', stderr],
  ]);
  for (const entry of await readdir(recordings, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && entry.name !== 'access.json') contents.set(path, await contentOf(path));
  }
  for (const [where, content] of contents) {
    for (const token of tokens) expect(content.includes(token), `${token} in ${where}`).toBe(false);
  }

  // It was looked at where they would have been.
  expect(links.length).toBeGreaterThan(0);
  expect(stderr).toContain('a token was none of this hub');
  expect(stderr).toContain('somebody came in');
  expect(stderr).toContain('a request was answered');
  expect(stderr).toContain('stream client joined');
  expect([...contents.values()].some((content) => content.includes('sensorLinked'))).toBe(true);
}, 60_000);
