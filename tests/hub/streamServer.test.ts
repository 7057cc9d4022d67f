import { afterEach, describe, expect, it } from 'vitest';
import type { StreamLimits } from '../../src/hub/streamLimits.ts';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import type { PipelineEvent } from '../../src/model/events.ts';
import { decodeBatch } from '../../src/stream/frameCodec.ts';
import type { FrameLayout } from '../../src/stream/messages.ts';
import { FakeFeed } from './fakeFeed.ts';
import { testFrame } from './frames.ts';
import { delay, nextOf, TestServer, until } from './testServer.ts';

let hub: TestServer;
afterEach(() => hub.stop());
const open = async (limits: Partial<StreamLimits> = {}) => {
  hub = await new TestServer(limits).start();
  return hub;
};

const phase = (timeUs: number): PipelineEvent => ({ type: 'phase', timeUs, phase: 'descent' });

describe('StreamServer', () => {
  it('greets a client with the facts of the feed', async () => {
    const { feed } = await open();
    const raw = await hub.raw();
    const hello = await raw.message('hello');
    const { customMeasures, ...facts } = feed.facts;
    expect(hello).toMatchObject({ protocol: 'plumbline.v1', ...facts, replay: null });
    expect(hello.layout).toMatchObject({ customMeasures });
    expect(hello.disclaimer).toContain('does not diagnose');
  });

  it('delivers frames that decode equal to what was fed, numbered without a hole', async () => {
    const { feed } = await open();
    const client = await hub.client();
    const received: BodyFrame[] = [];
    const sequences: number[] = [];
    client.on('frames', (frames, first) => {
      received.push(...frames);
      sequences.push(...frames.map((_, i) => first + i));
    });
    const fed = Array.from({ length: 100 }, (_, i) => testFrame(i));
    for (const frame of fed) {
      feed.frame(frame);
      await delay(1);
    }
    await until(() => received.length === fed.length, 'all frames');
    expect(received).toEqual(fed);
    expect(sequences).toEqual(fed.map((_, i) => i + 1));
  });

  it('sends several frames in one batch', async () => {
    const { feed } = await open();
    const raw = await hub.raw();
    for (let i = 0; i < 10; i++) feed.frame(testFrame(i));
    await until(() => raw.batches.length > 0, 'a batch');
    const layout = raw.ofType('layout').at(-1)!.layout;
    expect(decodeBatch(layout, raw.batches[0]!).frames).toHaveLength(10);
  });

  it('announces a new layout before the first frame that has other legs', async () => {
    const { feed } = await open();
    const raw = await hub.raw();
    feed.frame(testFrame(0, ['right']));
    feed.frame(testFrame(1, ['right', 'left']));
    await until(() => raw.batches.length === 2, 'two batches');
    const layouts = raw.ofType('layout').map((message) => message.layout);
    expect(layouts.map((layout) => layout.legs)).toEqual([['right'], ['right', 'left']]);
    expect(decodeBatch(layouts[0]!, raw.batches[0]!).frames).toEqual([testFrame(0, ['right'])]);
    expect(decodeBatch(layouts[1]!, raw.batches[1]!).frames).toEqual([testFrame(1)]);
  });

  it('keeps frames and events in the order they happened', async () => {
    const { feed } = await open();
    const raw = await hub.raw();
    const order: string[] = [];
    raw.socket.on('message', (data, isBinary) => {
      if (isBinary) order.push('frames');
      else if (data.toString().includes('"event"')) order.push('event');
    });
    feed.frame(testFrame(0));
    feed.event(phase(1));
    feed.frame(testFrame(1));
    await until(() => order.length === 3, 'frames and event');
    expect(order).toEqual(['frames', 'event', 'frames']);
  });

  it('gives a late client the snapshot of what it missed', async () => {
    const { feed } = await open();
    feed.event(phase(1));
    const hello = await (await hub.raw()).message('hello');
    expect(hello.snapshot.phase).toBe('descent');
  });

  it('skips a slow client, tells it which frames, and another client misses none', async () => {
    const { feed } = await open({ windowMs: 100, batchMs: 5 });
    const slow = await hub.raw();
    const quick = await hub.client();
    let received = 0;
    let gaps = 0;
    quick.on('frames', (frames) => (received += frames.length));
    quick.on('gap', () => (gaps += 1));
    const total = 60;
    for (let i = 0; i < total; i++) {
      feed.frame(testFrame(i));
      await delay(8);
    }
    await until(() => received === total, 'all frames at the quick client');
    expect(gaps).toBe(0);

    const layout = slow.ofType('layout').at(-1)!.layout;
    const before = sequencesOf(layout, slow.batches);
    expect(before.length).toBeLessThan(total / 2);
    slow.ack(before.at(-1)!);
    const gap = await slow.message('gap');
    expect(gap.fromSequence).toBe(before.at(-1)! + 1);
    await until(() => sequencesOf(layout, slow.batches).length > before.length, 'the newest');
    const after = sequencesOf(layout, slow.batches).slice(before.length);
    expect(after[0]).toBe(gap.toSequence + 1);
    expect(after.at(-1)).toBe(total);
  });

  it('drops a client that acknowledges nothing, and keeps one that does', async () => {
    await open({ silenceMs: 300, heartbeatMs: 50 });
    const silent = await hub.raw();
    const client = await hub.client();
    const { code } = await silent.closed;
    expect(code).toBe(1006);
    await delay(300);
    expect(client.status).toBe('open');
    expect(hub.server.clientCount).toBe(1);
  });

  it('drops a client whose events pile up instead of queueing without bound', async () => {
    const { feed } = await open({ eventBufferBytes: 20_000 });
    const stuck = await hub.raw();
    const client = await hub.client();
    stuck.socket.pause();
    const sentence = 'x'.repeat(10_000);
    for (let i = 0; i < 2000 && hub.server.clientCount === 2; i++) {
      feed.event({ type: 'fault', timeUs: i, sensorId: null, sentence });
      await delay(0);
    }
    await until(() => hub.server.clientCount === 1, 'the stuck client to be dropped');
    expect(client.status).toBe('open');
  });

  it.each([
    ['text that is not JSON', '{', 1008, 'one JSON object'],
    ['an unknown type', '{"type":"format"}', 1008, 'recalibrate'],
    ['a field out of range', '{"type":"replay","action":"speed","speed":99}', 1008, 'speed'],
    ['an unknown field', '{"type":"newSet","x":1}', 1008, 'newSet'],
    ['binary data', Buffer.from([1, 2]), 1003, 'JSON text'],
  ])('refuses %s with a sentence', async (_, message, code, words) => {
    await open();
    const other = await hub.client();
    const hostile = await hub.raw();
    hostile.socket.send(message);
    const closed = await hostile.closed;
    expect(closed.code).toBe(code);
    expect(closed.reason).toContain(words);
    expect(hostile.ofType('error')[0]!.message).toContain(words);
    expect(other.status).toBe('open');
  });

  it('closes on an oversize message', async () => {
    await open();
    const hostile = await hub.raw();
    hostile.socket.send(JSON.stringify({ type: 'marker', label: 'x'.repeat(10_000) }));
    expect((await hostile.closed).code).toBe(1009);
  });

  it('closes on a flood of messages', async () => {
    await open({ messagesPerHeartbeat: 20 });
    const hostile = await hub.raw();
    for (let i = 0; i < 50; i++) hostile.ack(0);
    expect(await hostile.closed).toMatchObject({ code: 1008, reason: 'too many messages' });
  });

  it('passes control to the feed and returns its refusal without closing', async () => {
    const { feed } = await open();
    const client = await hub.client();
    client.send({ type: 'marker', label: 'pain' });
    const refusal = nextOf(client, 'error');
    client.send({ type: 'replay', action: 'pause' });
    expect(await refusal).toEqual(['this feed is live; it cannot be replayed']);
    expect(feed.received).toEqual([{ type: 'marker', label: 'pain' }]);
    expect(client.status).toBe('open');
  });

  it('beats with the hub clock and the age of the newest frame', async () => {
    const { feed } = await open({ heartbeatMs: 40 });
    const client = await hub.client();
    expect((await nextOf(client, 'heartbeat'))[0].newestFrameAgeMs).toBeNull();
    feed.frame(testFrame(0));
    await delay(100);
    const [heartbeat, clock] = await nextOf(client, 'heartbeat');
    expect(heartbeat.newestFrameAgeMs).toBeGreaterThan(90);
    expect(Math.abs(clock.offsetUs!)).toBeLessThan(200_000);
  });

  it('turns its clients to another feed with a new hello', async () => {
    await open();
    const client = await hub.client();
    const hello = nextOf(client, 'hello');
    const other = new FakeFeed('other-session');
    hub.server.serve(other);
    expect((await hello)[0].session).toBe('other-session');
    const frames = nextOf(client, 'frames');
    hub.feed.frame(testFrame(7));
    other.frame(testFrame(8));
    expect((await frames)[0]).toEqual([testFrame(8)]);
  });

  it('stops within a second although a client does not answer', async () => {
    await open();
    const stuck = await hub.raw();
    stuck.socket.pause();
    const start = performance.now();
    await hub.server.stop();
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

function sequencesOf(layout: FrameLayout, batches: readonly Buffer[]): number[] {
  return batches.flatMap((bytes) => {
    const { firstSequence, frames } = decodeBatch(layout, bytes);
    return frames.map((_, i) => firstSequence + i);
  });
}
