import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { percentile } from '../../../src/signal/statistics.ts';
import { StreamClient } from '../../../src/stream/client.ts';
import { HubProcess } from '../../endToEnd/plumblineProcess.ts';
import { Child } from '../hub/child.ts';
import type { Results } from '../results.ts';
import type { AttackOptions, FromAttack } from './messages.ts';

const QUIET_S = 20;
/** What was cut, and what was not yet, needs this long to be gone. */
const SETTLE_MS = 15_000;
/** Of the 100 a second that the hub makes: the rest is for its sensors, which are linked first. */
const LEAST_FRAMES_HZ = 80;

/** One who reads as a page does, and what it got. */
class GoodClient {
  readonly #client: StreamClient;
  #delaysMs: number[] = [];
  #next: number | null = null;
  frames = 0;
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
      this.frames += frames.length;
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
    return percentile(delays, 99);
  }
}

/** `npm run soak -- hostile`: everything at once that somebody on the network may try, while two pages look. */
export async function soakHostile(results: Results): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-hostile-'));
  const hub = await HubProcess.start(
    ['--lan', '--no-qr', '--virtual-sensors', '--port', '0', '--recordings', folder],
    {},
  );
  const { operator, viewer } = JSON.parse(
    readFileSync(join(folder, '.plumbline', 'access.json'), 'utf8'),
  ) as { operator: string; viewer: string };
  const authorization = `Bearer ${operator}`;
  const good = [0, 1].map(() => new GoodClient(hub.streamUrl, authorization));
  try {
    const startedMs = performance.now();
    for (const client of good) client.start();
    await sleep(QUIET_S * 1000);
    const before = { p99Ms: worstP99(good), ...usedBy(hub.pid) };
    const tried = await attack({ port: hub.port, streamUrl: hub.streamUrl, viewer });
    const duringP99Ms = worstP99(good);
    await sleep(SETTLE_MS);
    const after = usedBy(hub.pid);
    const rates = good.map(({ frames }) => (1000 * frames) / (performance.now() - startedMs));
    results.told('connection attempts', tried.connections, '1');
    results.told('connections that the hub cut', await refusedBy(hub, authorization), '1');
    results.exactly('paths out of the folders that led somewhere', tried.leaks, 0);
    results.told('requests by one address within a minute', tried.requests, '1');
    results.told('of them told to wait', tried.toldToWait, '1');
    results.told('messages of 1 MB, whole and in pieces', tried.largeMessages, '1');
    results.exactly('of them taken', tried.largeMessages - tried.largeRefused, 0);
    results.exactly('hub answers afterwards, status', await healthOf(hub), 200);
    results.atLeast(
      'good clients: frames a second, of the one with fewer',
      Math.min(...rates),
      LEAST_FRAMES_HZ,
      'Hz',
    );
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

async function attack(options: AttackOptions): Promise<FromAttack> {
  const attackers = new Child<never, FromAttack>('../hostile/attackProcess', options);
  try {
    return await attackers.next('tried');
  } finally {
    attackers.stop();
  }
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
