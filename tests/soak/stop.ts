import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { listRecordings } from '../../src/recording/catalogue.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { SUBPROTOCOL } from '../../src/stream/messages.ts';
import { HubProcess } from '../endToEnd/plumblineProcess.ts';
import type { Results } from './results.ts';

const BOUND_MS = 3000;
/** Recorded before the signal. */
const RECORDED_MS = 4000;

/** What stands in the way of the end. @returns what takes it away again */
interface Hindrance {
  readonly name: string;
  readonly signal: 'SIGTERM' | 'SIGINT';
  readonly args?: readonly string[];
  readonly begin: (hub: HubProcess) => Promise<() => void>;
  readonly env?: (server: Server) => Readonly<Record<string, string>>;
}

const nothing = async () => () => {};

function socketsThat(handle: (socket: WebSocket) => void, count: number) {
  return async (hub: HubProcess) => {
    const sockets = Array.from({ length: count }, () => new WebSocket(hub.streamUrl, SUBPROTOCOL));
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      socket.on('open', () => handle(socket));
    }
    await sleep(500);
    return () => {
      for (const socket of sockets) socket.terminate();
    };
  };
}

/** @throws Error unless it runs, for its row would tell of nothing */
async function asksForAJob(hub: HubProcess) {
  const headers = { 'content-type': 'application/json' };
  const asked = await fetch(`${hub.url}/api/v1/recordings/squats/processings`, {
    method: 'POST',
    headers,
    body: '{"offline": true}',
  });
  const { id } = (await asked.json()) as { id: string };
  for (let look = 0; look < 40; look++) {
    const answer = await fetch(`${hub.url}/api/v1/jobs/${id}`);
    const { state } = (await answer.json()) as { state: string };
    if (state === 'running') return () => {};
    if (state !== 'waiting') throw new Error(`the job is ${state}`);
    await sleep(25);
  }
  throw new Error('the job does not begin');
}

/** @throws Error unless it is shown while it is computed */
async function computesAReplay(hub: HubProcess) {
  const socket = new WebSocket(hub.streamUrl, SUBPROTOCOL);
  const isShown = new Promise<void>((resolve, reject) => {
    socket.on('message', (data, isBinary) => {
      const text = isBinary ? '' : data.toString();
      if (text.includes('"results":"recomputed"')) resolve();
      if (text.startsWith('{"type":"error"')) reject(new Error(text));
    });
    setTimeout(() => reject(new Error('no replay is computed')), 10_000).unref();
  });
  socket.on('open', () =>
    socket.send(
      JSON.stringify({ type: 'watch', recording: 'squats', settings: { frameRateHz: 400 } }),
    ),
  );
  await isShown;
  return () => socket.terminate();
}

const HINDRANCES: readonly Hindrance[] = [
  { name: 'nothing', signal: 'SIGTERM', begin: nothing },
  { name: 'nothing, Ctrl-C', signal: 'SIGINT', begin: nothing },
  {
    name: '8 clients that never read',
    signal: 'SIGTERM',
    begin: socketsThat((socket) => socket.pause(), 8),
  },
  {
    name: 'a client that computes a replay anew',
    signal: 'SIGTERM',
    begin: computesAReplay,
  },
  { name: 'a job that runs', signal: 'SIGTERM', begin: asksForAJob },
  {
    name: 'a database that takes all and answers nothing',
    signal: 'SIGTERM',
    begin: nothing,
    env: (server) => ({
      INFLUX_HOST: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      INFLUX_BUCKET: 'hung',
    }),
  },
  {
    name: 'rough air',
    signal: 'SIGTERM',
    args: ['--air', 'rough'],
    begin: nothing,
  },
  {
    name: 'requests whose bodies never end',
    signal: 'SIGTERM',
    begin: async (hub) => {
      const sockets = Array.from({ length: 20 }, () => connect(hub.port, '127.0.0.1'));
      for (const socket of sockets) {
        socket.on('error', () => undefined);
        socket.write(
          `POST /api/v1/live/marker HTTP/1.1\r\nHost: 127.0.0.1:${hub.port}\r\nContent-Length: 500\r\n\r\n{`,
        );
      }
      await sleep(300);
      return () => {
        for (const socket of sockets) socket.destroy();
      };
    },
  },
];

/** SIGTERM and Ctrl-C whatever hangs: the time to the end, the code, and what of the recording is there. */
export async function soakStop(results: Results): Promise<void> {
  const silent = createServer((socket) => socket.resume().on('error', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  try {
    for (const hindrance of HINDRANCES) {
      const folder = await mkdtemp(join(tmpdir(), 'plumbline-stop-'));
      try {
        await stopBeside(hindrance, folder, silent, results);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  } finally {
    silent.close();
  }
}

async function stopBeside(
  { name, signal, args = [], env, begin }: Hindrance,
  folder: string,
  silent: Server,
  results: Results,
): Promise<void> {
  const hub = await HubProcess.start(
    ['--virtual-sensors', '--port', '0', '--recordings', folder, ...args],
    env?.(silent) ?? {},
  );
  try {
    await sleep(RECORDED_MS);
    const end = await begin(hub);
    const signalledUs = Date.now() * 1000;
    const { code, tookMs } = await (signal === 'SIGINT' ? hub.interrupt() : hub.terminate());
    end();
    const [listing] = await listRecordings(folder);
    results.atMost(`stop, ${name}: to the end`, tookMs, BOUND_MS, 'ms');
    results.exactly(`stop, ${name}: code`, code ?? -1, 0);
    results.exactly(`stop, ${name}: recording closed`, listing?.finished ? 1 : 0, 1);
    if (listing?.finished) {
      const recording = await openRecording(listing.path);
      const missingMs = (signalledUs - recording.endUs) / 1000;
      await recording.close();
      results.atMost(`stop, ${name}: last of it before the signal`, missingMs, 300, 'ms');
    }
  } finally {
    await hub.kill();
  }
}
