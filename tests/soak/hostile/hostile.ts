import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { StreamClient } from '../../src/stream/client.ts';
import { SUBPROTOCOL } from '../../src/stream/messages.ts';
import { percentile } from '../endToEnd/cueLatency.ts';
import { HubProcess } from '../endToEnd/plumblineProcess.ts';
import type { Results } from './results.ts';

const QUIET_S = 20;
const CONNECTIONS = 10_000;
const AT_A_TIME = 200;
const SLOW = 100;
const REQUESTS = 5000;
const LARGE_MESSAGES = 50;
const LARGE_BYTES = 1_000_000;
/** Linux has all of 127/8: the hostile ones come from other addresses than the good ones, as on a network. */
const HOSTILE = ['127.0.0.2', '127.0.0.3', '127.0.0.4'] as const;
/** What was cut, and what was not yet, needs this long to be gone. */
const SETTLE_MS = 15_000;

/** One who reads as a page does, and what it got. */
class GoodClient {
  readonly #client: StreamClient;
  #delaysMs: number[] = [];
  #next: number | null = null;
  missing = 0;
  gaps = 0;

  constructor(url: string, authorization: string) {
    const Authorized = class extends WebSocket {
      constructor(to: string, protocol: string) {
        super(to, protocol, { headers: { authorization } });
      }
    };
    this.#client = new StreamClient({ url, WebSocket: Authorized });
    this.#client.on('frames', (frames, firstSequence) => {
      const nowUs = 1000 * (performance.timeOrigin + performance.now());
      const newest = frames.at(-1);
      if (newest) this.#delaysMs.push((nowUs - newest.arrivalUs) / 1000);
      if (this.#next !== null) this.missing += firstSequence - this.#next;
      this.#next = firstSequence + frames.length;
    });
    this.#client.on('gap', () => this.gaps++);
  }

  start(): void {
    this.#client.start();
  }

  stop(): void {
    this.#client.stop();
  }

  /** Of the batches since it was asked last, 99th percentile. */
  takeP99Ms(): number {
    const delays = this.#delaysMs;
    this.#delaysMs = [];
    return percentile(delays, 0.99);
  }
}

/** `npm run soak -- hostile`: everything at once that somebody on the network may try, while two pages look. */
export async function soakHostile(results: Results): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-hostile-'));
  const hub = await HubProcess.start(
    ['--lan', '--no-qr', '--virtual-sensors', '--port', '0', '--recordings', folder],
    {},
  );
  const { operator } = JSON.parse(
    readFileSync(join(folder, '.plumbline', 'access.json'), 'utf8'),
  ) as { operator: string };
  const authorization = `Bearer ${operator}`;
  const good = [0, 1].map(() => new GoodClient(hub.streamUrl, authorization));
  try {
    for (const client of good) client.start();
    await sleep(QUIET_S * 1000);
    const before = { p99Ms: worstP99(good), ...usedBy(hub.pid) };
    const refused = await attack(hub);
    const duringP99Ms = worstP99(good);
    await sleep(SETTLE_MS);
    const after = usedBy(hub.pid);
    results.exactly('connection attempts made', refused.attempts, CONNECTIONS);
    results.told('connections that the hub cut', await refusedBy(hub, authorization), '1');
    results.exactly('paths out of the folders that led somewhere', refused.leaks, 0);
    results.exactly('messages of 1 MB that were taken', refused.largeTaken, 0);
    results.exactly('hub answers afterwards, status', await healthOf(hub), 200);
    results.exactly('good clients: frames missing', sum(good.map(({ missing }) => missing)), 0);
    results.exactly('good clients: gaps', sum(good.map(({ gaps }) => gaps)), 0);
    results.told('good clients: arrival to client before, p99', before.p99Ms, 'ms');
    results.told('good clients: arrival to client meanwhile, p99', duringP99Ms, 'ms');
    results.atMost('files left open by the hub', after.files - before.files, 5, '1');
    results.told(
      'resident memory afterwards, more than before',
      after.residentMb - before.residentMb,
      'MB',
    );
  } finally {
    for (const client of good) client.stop();
    await hub.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Attacked {
  readonly attempts: number;
  readonly leaks: number;
  readonly largeTaken: number;
}

async function attack({ port, streamUrl }: HubProcess): Promise<Attacked> {
  const slow = HOSTILE.map((address) => slowlyAsks(port, address));
  const [attempts, leaks, largeTaken] = await Promise.all([
    connectsOften(port),
    triesPaths(port),
    sendsLargeMessages(streamUrl),
    floods(port),
  ]);
  for (const sockets of slow) for (const socket of sockets) socket.destroy();
  return { attempts, leaks, largeTaken };
}

/** So many connections that say nothing, as many at a time as a port scan makes. */
async function connectsOften(port: number): Promise<number> {
  let attempts = 0;
  while (attempts < CONNECTIONS) {
    const sockets = Array.from({ length: AT_A_TIME }, () => reach(port, HOSTILE[0]));
    attempts += sockets.length;
    await sleep(100);
    for (const socket of sockets) socket.destroy();
  }
  return attempts;
}

/** Requests whose bytes come one by one and never end. */
function slowlyAsks(port: number, address: string): Socket[] {
  return Array.from({ length: SLOW }, () => {
    const socket = reach(port, address);
    socket.write('POST /api/v1/access HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
    const drip = setInterval(() => socket.writable && socket.write('x'), 500);
    socket.on('close', () => clearInterval(drip));
    return socket;
  });
}

/** @returns how many told what is in a file outside */
async function triesPaths(port: number): Promise<number> {
  let leaks = 0;
  for (const out of ['../', '..%2f', '%2e%2e%2f', '..%5c', '%252e%252e%252f']) {
    for (const place of ['/', '/assets/', '/api/v1/recordings/']) {
      const text = await answerTo(port, `GET ${place}${out.repeat(9)}etc/passwd`);
      if (/root:/.test(text)) leaks++;
    }
  }
  return leaks;
}

async function floods(port: number): Promise<number> {
  for (let asked = 0; asked < REQUESTS; asked += 50) {
    await Promise.all(Array.from({ length: 50 }, () => answerTo(port, 'GET /api/v1/recordings')));
  }
  return REQUESTS;
}

/** @returns how many got as far as an open stream: these bring no token, so none should */
async function sendsLargeMessages(streamUrl: string): Promise<number> {
  let taken = 0;
  for (let i = 0; i < LARGE_MESSAGES; i++) {
    const socket = new WebSocket(streamUrl, SUBPROTOCOL, { localAddress: HOSTILE[2] });
    socket.on('error', () => {});
    socket.on('open', () => {
      taken++;
      socket.send('x'.repeat(LARGE_BYTES));
    });
    await new Promise((resolve) => socket.once('close', resolve));
  }
  return taken;
}

function answerTo(port: number, request: string): Promise<string> {
  const socket = reach(port, HOSTILE[1]);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.write(`${request} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  return new Promise((resolve) => socket.on('close', () => resolve(text)));
}

function reach(port: number, localAddress: string): Socket {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => {});
  return socket;
}

async function refusedBy(hub: HubProcess, authorization: string): Promise<number> {
  const response = await fetch(`${hub.url}/metrics`, { headers: { authorization } });
  const text = await response.text();
  return Number(/^plumbline_connections_refused_total (\d+)/m.exec(text)?.[1] ?? Number.NaN);
}

async function healthOf(hub: HubProcess): Promise<number> {
  return (await fetch(`${hub.url}/healthz`)).status;
}

function worstP99(clients: readonly GoodClient[]): number {
  return Math.max(...clients.map((client) => client.takeP99Ms()));
}

/** Open files and resident memory of a process, as Linux tells. */
function usedBy(pid: number): { files: number; residentMb: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    files: readdirSync(`/proc/${pid}/fd`).length,
    residentMb: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
