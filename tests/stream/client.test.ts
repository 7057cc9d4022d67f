import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { StreamClient, type StreamStatus } from '../../src/stream/client.ts';
import { encodeBatch, frameLayout } from '../../src/stream/frameCodec.ts';
import { testFrame } from '../hub/frames.ts';
import { nextOf, until } from '../hub/testServer.ts';

const layout = frameLayout(1, ['right', 'left']);
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A hub of a few lines that says hello and does what the test tells its sockets. */
async function bareHub(port = 0): Promise<WebSocketServer & { url: string }> {
  const server = new WebSocketServer({ host: '127.0.0.1', port });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) => socket.send(JSON.stringify({ type: 'hello', layout })));
  closers.push(() => close(server));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return Object.assign(server, { url: `ws://127.0.0.1:${address.port}` });
}

function close(server: WebSocketServer): void {
  for (const socket of server.clients) socket.terminate();
  server.close();
}

function clientOf(url: string, options = {}): StreamClient {
  const client = new StreamClient({ url, WebSocket, ackMs: 30, retryMs: 20, ...options });
  closers.push(() => client.stop());
  return client;
}

describe('StreamClient', () => {
  it('says that a runtime without WebSocket needs one', () => {
    expect(() => new StreamClient({ url: 'ws://localhost' })).toThrow('"ws"');
  });

  it('acknowledges the last frame at least four times a second, and 0 before any', async () => {
    const hub = await bareHub();
    const acks: number[] = [];
    hub.on('connection', (socket) =>
      socket.on('message', (data) => acks.push(JSON.parse(data.toString()).sequence)),
    );
    const client = clientOf(hub.url);
    client.start();
    await until(() => acks.length >= 2, 'two acknowledgements');
    expect(acks.every((sequence) => sequence === 0)).toBe(true);
    const [socket] = hub.clients;
    socket!.send(encodeBatch(layout, 41, [testFrame(0), testFrame(1)]));
    await until(() => acks.at(-1) === 42, 'the frames acknowledged');
  });

  it('makes hub time of its own, once it heard the clock of the hub', async () => {
    const hub = await bareHub();
    const client = clientOf(hub.url);
    const hello = nextOf(client, 'hello');
    client.start();
    await hello;
    expect(client.hubTimeUs(performance.now())).toBeNull();
    // A hub whose clock is an hour ahead of this one.
    const aheadUs = 3_600e6;
    const nowUs = () => Math.round((performance.timeOrigin + performance.now()) * 1000) + aheadUs;
    const heard = nextOf(client, 'heartbeat');
    const sentMs = performance.now();
    for (const socket of hub.clients) {
      socket.send(
        JSON.stringify({ type: 'heartbeat', hubTimeUs: nowUs(), newestFrameAgeMs: null }),
      );
    }
    await heard;
    const transitUs = (performance.now() - sentMs) * 1000;
    const atMs = performance.now();
    const wantedUs = (performance.timeOrigin + atMs) * 1000 + aheadUs;
    const gotUs = client.hubTimeUs(atMs) ?? Number.NaN;
    expect(Number.isInteger(gotUs)).toBe(true);
    expect(wantedUs - gotUs).toBeGreaterThan(-2);
    expect(wantedUs - gotUs).toBeLessThan(transitUs + 2);
  });

  it('comes back after the hub went away and returned', async () => {
    const hub = await bareHub();
    const client = clientOf(hub.url);
    const seen: StreamStatus[] = [];
    client.on('status', (status) => seen.push(status));
    const hello = nextOf(client, 'hello');
    client.start();
    await hello;
    close(hub);
    await until(() => client.status === 'waiting', 'the loss to be noticed');
    const again = nextOf(client, 'hello');
    await bareHub(Number(new URL(hub.url).port));
    await again;
    expect(seen.slice(0, 4)).toEqual(['connecting', 'open', 'waiting', 'connecting']);
    expect(client.status).toBe('open');
  });

  it('gives up a connection on which the hub is silent', async () => {
    const hub = await bareHub();
    const client = clientOf(hub.url, { silenceMs: 100 });
    client.start();
    await until(() => client.status === 'open', 'the connection');
    await until(() => client.status === 'waiting', 'the silence to be noticed', 1000);
  });

  it('does not blame the hub for a time in which it was held up itself', async () => {
    const hub = await bareHub();
    const client = clientOf(hub.url, { silenceMs: 200 });
    const seen: StreamStatus[] = [];
    client.on('status', (status) => seen.push(status));
    const hello = nextOf(client, 'hello');
    client.start();
    await hello;
    const [socket] = hub.clients;
    const heard = nextOf(client, 'gap');
    socket!.send(JSON.stringify({ type: 'gap', fromSequence: 1, toSequence: 2 }));
    const endMs = performance.now() + 600;
    while (performance.now() < endMs);
    await heard;
    expect(seen).toEqual(['connecting', 'open']);
  });

  it('finds a dead connection though its own timers are always late', async () => {
    const hub = await bareHub();
    const client = clientOf(hub.url, { silenceMs: 5000 });
    client.start();
    await until(() => client.status === 'open', 'the connection');
    let nowMs = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      nowMs += 60_000;
      return nowMs;
    });
    onTestFinished(() => clock.mockRestore());
    await new Promise<void>((resolve) => {
      client.on('status', (status) => status === 'waiting' && resolve());
    });
  });

  it('sends nothing more and connects no more once stopped', async () => {
    const hub = await bareHub();
    const client = clientOf(hub.url);
    const hello = nextOf(client, 'hello');
    client.start();
    await hello;
    client.stop();
    expect(client.send({ type: 'newSet' })).toBe(false);
    await until(() => hub.clients.size === 0, 'the socket to close');
    expect(client.status).toBe('stopped');
  });

  it('reports what it cannot read and goes on', async () => {
    const hub = await bareHub();
    const client = clientOf(hub.url);
    const errors: string[] = [];
    client.on('error', (sentence) => errors.push(sentence));
    const hello = nextOf(client, 'hello');
    client.start();
    await hello;
    const [socket] = hub.clients;
    socket!.send('{');
    socket!.send('null');
    socket!.send(new Uint8Array([9, 9]));
    socket!.send(JSON.stringify({ type: 'somethingNewer' }));
    const frames = nextOf(client, 'frames');
    socket!.send(encodeBatch(layout, 5, [testFrame(5)]));
    expect(await frames).toEqual([[testFrame(5)], 5]);
    expect(errors).toHaveLength(3);
    expect(errors[0]).toContain('not JSON');
    expect(errors[1]).toContain('null');
    expect(errors[2]).toContain('2 bytes');
  });
});
