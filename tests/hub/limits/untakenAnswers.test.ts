import { readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { queryObjects } from 'node:v8';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { UnknownRecordingError } from '../../../src/hub/recordingLibrary.ts';
import type { Certificate } from '../../../src/hub/tls/certificate.ts';
import { ownCertificate } from '../../../src/hub/tls/ownCertificate.ts';
import { FakeLibrary, TestHub } from '../testHub.ts';

const SILENCE_MS = 1000;
/** More than the buffers of both ends of a connection hold, which Linux lets grow to some 40 MB. */
const SIZE_BYTES = 60e6;
const PIECE_BYTES = 3e6;
/** Requests on one connection that do not wait for their answers. */
const QUEUED = 10;

/** Makes reports until it is let go. */
class SlowLibrary extends FakeLibrary {
  letGo = (): void => {};

  override report(id: string): Promise<never> {
    return new Promise((_, reject) => {
      this.letGo = () => reject(new UnknownRecordingError(id));
    });
  }
}

let test: TestHub;
let library: SlowLibrary;
let file: string;
let tls: Certificate | undefined;

/** How many times the file is open in this process, in which the hub runs as well. */
function timesOpen(): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === file;
    } catch {
      return false;
    }
  }).length;
}

/** Answers that something still holds in this process; to count them takes a second or two. */
function answersKept(): number {
  return queryObjects(ServerResponse, { format: 'count' });
}

/** Other tests of this process may have left some. */
async function noMoreKept(than: number): Promise<void> {
  await expect.poll(answersKept, { timeout: 12 * SILENCE_MS }).toBeLessThanOrEqual(than);
}

/** Asks for a large file, of which nothing is read yet. */
function ask(more = ''): Socket {
  const socket = connected();
  socket.write(requestFor('/assets/app.js', more));
  return socket;
}

function connected(): Socket {
  const at = { port: test.port, host: '127.0.0.1' };
  const socket = tls === undefined ? connect(at) : connectTls({ ...at, ca: tls.cert });
  onTestFinished(() => {
    socket.destroy();
  });
  socket.on('error', () => {});
  socket.pause();
  return socket;
}

function requestFor(path: string, more = ''): string {
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${more}\r\n`;
}

describe.each(['plain', 'encrypted'])('a hub whose port is %s', (kind) => {
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'untaken-'));
    tls = kind === 'plain' ? undefined : await ownCertificate(folder, ['127.0.0.1'], Date.now());
    await rm(folder, { recursive: true });
    library = new SlowLibrary();
    test = await TestHub.start({
      library,
      ...(tls && { tls }),
      httpLimits: { downloadSilenceMs: SILENCE_MS },
    });
    file = join(test.folder, 'live', 'assets', 'app.js');
    await writeFile(file, Buffer.alloc(SIZE_BYTES));
  });
  afterAll(() => test.stop());

  it('cuts a download whose reader stopped, and closes its file', async () => {
    const askedMs = performance.now();
    const socket = ask();
    await expect.poll(timesOpen, { timeout: 5 * SILENCE_MS }).toBe(1);
    await expect.poll(timesOpen, { timeout: 5 * SILENCE_MS }).toBe(0);
    // Not looked at half-way: where the machine is busy, that look may come behind the end.
    expect(performance.now() - askedMs).toBeGreaterThan(SILENCE_MS / 2);
    // What the system holds of it is still read, and then comes the end.
    let received = 0;
    socket.on('data', (bytes) => {
      received += bytes.length;
    });
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    expect(received).toBeLessThan(SIZE_BYTES);
  });

  it('cuts one whose reader sends bytes of a further request meanwhile', async () => {
    const socket = ask();
    await expect.poll(timesOpen, { timeout: 5 * SILENCE_MS }).toBe(1);
    socket.write('GET / HTTP/1.1\r\nX-Slow: ');
    const drip = setInterval(() => socket.writable && socket.write('x'), SILENCE_MS / 10);
    onTestFinished(() => clearInterval(drip));
    await expect.poll(timesOpen, { timeout: 5 * SILENCE_MS }).toBe(0);
  });

  it('closes the files of those that waited behind one whose connection broke', async () => {
    const socket = ask();
    socket.write(requestFor('/assets/app.js').repeat(QUEUED));
    await expect.poll(timesOpen).toBe(1 + QUEUED);
    socket.destroy();
    await expect.poll(timesOpen, { timeout: 5 * SILENCE_MS }).toBe(0);
  });

  it('keeps nothing of refusals that waited behind one whose connection broke', async () => {
    const before = answersKept();
    const socket = ask();
    socket.write(requestFor('/nowhere').repeat(QUEUED));
    await expect
      .poll(answersKept, { timeout: 5 * SILENCE_MS })
      .toBeGreaterThanOrEqual(before + QUEUED);
    socket.destroy();
    await noMoreKept(before);
  });

  it('keeps nothing of an answer whose reader went while it was made', async () => {
    const before = answersKept();
    const socket = connected();
    socket.write(requestFor('/api/v1/recordings/any/report'));
    await expect.poll(answersKept, { timeout: 5 * SILENCE_MS }).toBeGreaterThan(before);
    socket.destroy();
    await sleep(SILENCE_MS / 2);
    library.letGo();
    await noMoreKept(before);
  });

  it('leaves one alone whose reader is slow, for many times as long', async () => {
    const socket = ask('Connection: close\r\n');
    let received = 0;
    let sincePause = 0;
    const startMs = performance.now();
    // As much at once as shows at the other end, whose system counts in thirds of its buffer.
    socket.on('data', (bytes) => {
      received += bytes.length;
      sincePause += bytes.length;
      if (sincePause < PIECE_BYTES) return;
      sincePause = 0;
      socket.pause();
      setTimeout(() => socket.resume(), SILENCE_MS / 3);
    });
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    expect(received).toBeGreaterThan(SIZE_BYTES);
    expect(performance.now() - startMs).toBeGreaterThan(4 * SILENCE_MS);
  }, 30_000);
});
