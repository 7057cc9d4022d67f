import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { DEFAULT_HTTP_LIMITS } from '../../../src/hub/limits/httpLimits.ts';
import { SUBPROTOCOL } from '../../../src/stream/messages.ts';
import { TestHub } from '../testHub.ts';

/** As granted by default, but for times and numbers that a test can wait for. */
const LIMITS = {
  connections: 60,
  connectionsPerAddress: 40,
  requestsPerMinute: 400,
  headersMs: 300,
  requestMs: 500,
  checkMs: 50,
};

let test: TestHub;
beforeAll(async () => {
  test = await TestHub.start({ httpLimits: LIMITS });
});
afterAll(() => test.stop());

/** A raw connection, and all that was answered on it until it was closed. */
function raw(address = '127.0.0.1', port = test.port): { socket: Socket; answer: Promise<string> } {
  const socket = connect({ port, host: '127.0.0.1', localAddress: address });
  onTestFinished(() => {
    socket.destroy();
  });
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  socket.on('error', () => {});
  return { socket, answer: new Promise((resolve) => socket.on('close', () => resolve(said))) };
}

async function othersAreServed(): Promise<void> {
  const response = await test.fetch('/api/v1/health');
  expect(response.status).toBe(200);
}

const HOST = 'Host: 127.0.0.1';

describe('what is no request', () => {
  it.each([
    ['garbage', '\x16\x03\x01\x02\x00\x01 garbage\r\n\r\n', 400],
    [
      'both lengths',
      `POST /api/v1/live HTTP/1.1\r\n${HOST}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    [
      'two lengths',
      `POST /api/v1/live HTTP/1.1\r\n${HOST}\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
      400,
    ],
    ['a head of 20 kB', `GET / HTTP/1.1\r\n${HOST}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['an address that is none', `GET /%zz HTTP/1.1\r\n${HOST}\r\nConnection: close\r\n\r\n`, 400],
    [
      'another host',
      'GET /api/v1/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      403,
    ],
    ['no host', 'GET /api/v1/health HTTP/1.0\r\n\r\n', 403],
    [
      'a body of 1 MB',
      `POST /api/v1/live/marker HTTP/1.1\r\n${HOST}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"${'x'.repeat(999_998)}"`,
      413,
    ],
    [
      'a body of gzip',
      `POST /api/v1/live/marker HTTP/1.1\r\n${HOST}\r\nConnection: close\r\nContent-Encoding: gzip\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00`,
      400,
    ],
  ])('%s is refused, with a sentence and no page', async (_, bytes, status) => {
    const { socket, answer } = raw();
    socket.write(bytes, 'latin1');
    const text = await answer;
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(text).toMatch(/"error":"[^"]+/);
    expect(text.toLowerCase()).toContain('x-content-type-options: nosniff');
    expect(text.toLowerCase()).toContain('content-security-policy:');
    await othersAreServed();
  });
});

describe('who is slow', () => {
  it.each([
    ['says nothing', '', ''],
    ['sends half a head', `GET / HTTP/1.1\r\n${HOST}\r\nX-Slow: `, 'x'],
    [
      'sends half a body',
      `POST /api/v1/live/marker HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`,
      'x',
    ],
    [
      'sends chunks without an end',
      `POST /api/v1/live/marker HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`,
      '1\r\nx\r\n',
    ],
  ])('and %s is cut, while others are served', async (_, bytes, more) => {
    const { socket, answer } = raw();
    socket.write(bytes);
    // One byte now and then does not buy time.
    const drip = setInterval(() => socket.writable && more !== '' && socket.write(more), 100);
    onTestFinished(() => clearInterval(drip));
    await othersAreServed();
    expect(await answer).toMatch(/^HTTP\/1\.1 408 |^$/);
  });
});

const AHEAD = DEFAULT_HTTP_LIMITS.requestsAhead;

/** Asks as often on one connection, all at once. @returns the statuses of the answers */
async function askedAhead(count: number): Promise<string[]> {
  const { socket, answer } = raw('127.0.0.3');
  const request = `GET /api/v1/access HTTP/1.1\r\n${HOST}\r\n`;
  socket.write(`${request}\r\n`.repeat(count - 1));
  socket.write(`${request}Connection: close\r\n\r\n`);
  return [...(await answer).matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status = '']) => status);
}

describe('who takes many connections', () => {
  it('is cut beyond its own, and an address beside it is served', async () => {
    // None of those that are let in is cut, and makes room, before all have come.
    const patient = await TestHub.start({ httpLimits: { ...LIMITS, headersMs: 3000 } });
    onTestFinished(() => patient.stop());
    // Linux has all of 127/8.
    const many = Array.from({ length: 300 }, () => raw('127.0.0.2', patient.port));
    let open = many.length;
    for (const { answer } of many) void answer.then(() => open--);
    await expect.poll(() => open).toBeLessThanOrEqual(LIMITS.connectionsPerAddress);
    expect(patient.hub.refusedConnections).toBeGreaterThanOrEqual(260);
    expect((await patient.fetch('/api/v1/health')).status).toBe(200);
    // Those that were let in send nothing, and so are cut too: nothing stays.
    await expect.poll(() => open, { timeout: 10_000 }).toBe(0);
  });

  it('gets no more answers than are granted in a minute', async () => {
    const granted = new Set<string>();
    for (let asked = 0; asked < LIMITS.requestsPerMinute; asked += AHEAD) {
      for (const status of await askedAhead(AHEAD)) granted.add(status);
    }
    expect([...granted]).toEqual(['200']);
    expect(await askedAhead(2)).toEqual(['429', '429']);
    await othersAreServed();
  });

  it('is cut where it asks on and on without waiting for answers', async () => {
    expect(await askedAhead(AHEAD)).toHaveLength(AHEAD);
    expect(await askedAhead(1000)).toEqual([]);
    await othersAreServed();
  });
});

describe('a path out of the folders', () => {
  const OUT = [
    '../',
    '..%2f',
    '%2e%2e/',
    '%2e%2e%2f',
    '..%5c',
    '..\\',
    '%252e%252e%252f',
    '....//',
    '%00/../',
    '/',
  ];
  const TARGETS = ['secret.txt', 'etc/passwd'];
  const PLACES = [
    '/',
    '/assets/',
    '/api/v1/recordings/',
    '/api/v1/jobs/',
    '/api/v1/trends/',
    '/api/v1/programme/',
    '/api/v1/subjects/',
  ];
  it.each(PLACES)('leads nowhere from %s', async (place) => {
    for (const out of OUT) {
      for (const target of TARGETS) {
        const { socket, answer } = raw();
        const path = `${place}${out.repeat(6)}${target}`;
        socket.write(`GET ${path} HTTP/1.1\r\n${HOST}\r\nConnection: close\r\n\r\n`, 'latin1');
        const text = await answer;
        expect(text, path).not.toMatch(/^secret$|root:/m);
        expect(text, path).toMatch(/^HTTP\/1\.1 4\d\d |^HTTP\/1\.1 200 .*front/s);
      }
    }
    await othersAreServed();
  });
});

describe('a message of 1 MB', () => {
  it.each([
    ['text', 'x'.repeat(1_000_000)],
    ['bytes', Buffer.alloc(1_000_000)],
  ])('of %s ends its client alone', async (_, message) => {
    const good = new WebSocket(test.streamUrl, SUBPROTOCOL);
    await new Promise((resolve) => good.once('message', resolve));
    const bad = new WebSocket(test.streamUrl, SUBPROTOCOL);
    bad.on('error', () => {});
    await new Promise((resolve) => bad.once('message', resolve));
    bad.send(message);
    const [code] = await new Promise<unknown[]>((resolve) =>
      bad.once('close', (...args) => resolve(args)),
    );
    expect(code).toBe(1009);
    expect(good.readyState).toBe(WebSocket.OPEN);
    good.terminate();
  });
});
