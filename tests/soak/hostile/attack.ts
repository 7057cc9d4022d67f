import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../../../src/stream/messages.ts';
import type { AttackOptions, Tried } from './messages.ts';

const CONNECTIONS = 10_000;
const AT_A_TIME = 200;
const SLOW = 100;
const REQUESTS = 5000;
const LARGE_MESSAGES = 50;
const LARGE_BYTES = 1_000_000;
const FRAGMENTS = 100;
/** Linux has all of 127/8: the hostile ones come from other addresses than the good ones, as on a network. */
const HOSTILE = ['127.0.0.2', '127.0.0.3', '127.0.0.4'] as const;

/** Everything at once that somebody on the network may try. */
export async function attack(options: AttackOptions): Promise<Tried> {
  const { port } = options;
  const slow = HOSTILE.flatMap((address) => slowlyAsks(port, address));
  const [connections, leaks, flood, largeRefused] = await Promise.all([
    connectsOften(port),
    triesPaths(port),
    floods(port),
    sendsLargeMessages(options),
  ]);
  for (const socket of slow) socket.destroy();
  return { connections, leaks, ...flood, largeMessages: LARGE_MESSAGES, largeRefused };
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

async function floods(port: number): Promise<{ requests: number; toldToWait: number }> {
  let toldToWait = 0;
  const askOne = async () => {
    const answer = await answerTo(port, 'GET /api/v1/recordings');
    if (answer.startsWith('HTTP/1.1 429')) toldToWait++;
  };
  for (let asked = 0; asked < REQUESTS; asked += 50) {
    await Promise.all(Array.from({ length: 50 }, askOne));
  }
  return { requests: REQUESTS, toldToWait };
}

/** By somebody who may look on: whole and in pieces. @returns how many were closed as too big */
async function sendsLargeMessages({ streamUrl, viewer }: AttackOptions): Promise<number> {
  const TOO_BIG = 1009;
  let refused = 0;
  for (let i = 0; i < LARGE_MESSAGES; i++) {
    const code = await sendLarge(streamUrl, viewer, i % 2 === 0 ? 1 : FRAGMENTS);
    if (code === TOO_BIG) refused++;
  }
  return refused;
}

/** @returns the code with which the hub closed */
function sendLarge(streamUrl: string, viewer: string, pieces: number): Promise<number> {
  const socket = new WebSocket(streamUrl, SUBPROTOCOL, {
    localAddress: HOSTILE[2],
    headers: { authorization: `Bearer ${viewer}` },
  });
  socket.on('error', () => {});
  socket.on('open', () => {
    const piece = 'x'.repeat(LARGE_BYTES / pieces);
    for (let i = 1; i <= pieces; i++) socket.send(piece, { fin: i === pieces });
  });
  return new Promise((resolve) => socket.once('close', resolve));
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
