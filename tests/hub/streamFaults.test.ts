import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { FeedChannel } from '../../src/hub/feedChannel.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { partLogger } from '../../src/hub/logs/logParts.ts';
import { StreamConnection } from '../../src/hub/streamConnection.ts';
import { DEFAULT_STREAM_LIMITS } from '../../src/hub/streamLimits.ts';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import { StreamClient } from '../../src/stream/client.ts';
import { FakeFeed } from './fakeFeed.ts';
import { testFrame } from './frames.ts';
import { logLines } from './logs/logLines.ts';
import { TestHub } from './testHub.ts';
import { until } from './testServer.ts';

/** A client whose line throws when it is told to. */
class Line {
  readonly bufferedAmount = 0;
  readonly sent: (string | Uint8Array)[] = [];
  isBroken = false;
  isCut = false;
  readonly connection = new StreamConnection(this, DEFAULT_STREAM_LIMITS);

  get batches(): number {
    return this.sent.filter((each) => typeof each !== 'string').length;
  }

  send(data: string | Uint8Array): void {
    if (this.isBroken) throw new Error('this line is broken');
    this.sent.push(data);
  }

  close(): void {}

  terminate(): void {
    this.isCut = true;
  }
}

/** A frame that cannot be sent. */
function unsendable(): BodyFrame {
  const good = testFrame(0);
  return { ...good, legs: good.legs.map((leg) => ({ ...leg, measures: null as never })) };
}

function channel() {
  const feed = new FakeFeed();
  const { log, lines: logged } = logLines('warn');
  const served = new FeedChannel(feed, 'shared', {
    clock: createHubClock(),
    software: 'test',
    batchMs: 5,
    logger: partLogger(log.logger, 'stream'),
  });
  const lines = [new Line(), new Line(), new Line()] as const;
  for (const { connection } of lines) served.add(connection);
  served.open();
  onTestFinished(() => served.close());
  return { feed, lines, served, logged };
}

it('a client whose line throws is cut and logged, and the others miss nothing', async () => {
  const { feed, lines, served, logged } = channel();
  const [first, broken, last] = lines;
  broken.isBroken = true;
  feed.frame(testFrame(0));
  await until(() => last.batches === 1, 'the frame');
  expect(first.batches).toBe(1);
  expect([first.isCut, broken.isCut, last.isCut]).toEqual([false, true, false]);
  expect(logged).toMatchObject([
    { part: 'stream', level: 'warn', msg: 'a client could not be served' },
  ]);
  expect(JSON.stringify(logged)).toContain('this line is broken');
  served.beat();
  feed.event({ type: 'phase', timeUs: 1, phase: 'descent' });
  expect(last.sent.at(-1)).toContain('descent');
});

it('a frame that cannot be sent is told at the next one, and does not stand in its way', async () => {
  const { feed, lines } = channel();
  const [client] = lines;
  feed.frame(testFrame(0));
  await until(() => client.batches === 1, 'a frame');
  feed.frame(unsendable());
  // Its batch was to go by a timer, from which nobody would hear that it failed.
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(() => feed.frame(testFrame(1))).toThrow(TypeError);
  await until(() => client.batches === 2, 'the frame behind it');
  expect(() => feed.frame(testFrame(2))).not.toThrow();
});

describe('what follows a frame that cannot be sent', () => {
  it.each([
    ['an event', (feed: FakeFeed) => feed.event({ type: 'phase', timeUs: 1, phase: 'descent' })],
    ['a snapshot', (feed: FakeFeed) => feed.input({ type: 'trialStart', timeUs: 1, name: 'one' })],
    ['a restart', (feed: FakeFeed) => feed.restart()],
  ])('as %s is told to all, and the fault to the feed', (_, act) => {
    const { feed, lines } = channel();
    feed.frame(unsendable());
    const before = lines.map(({ sent }) => sent.length);
    expect(() => act(feed)).toThrow(TypeError);
    expect(lines.every(({ sent }, i) => sent.length > (before[i] ?? 0))).toBe(true);
  });

  it('as a client that comes is greeted, and it is logged', () => {
    const { feed, served, logged } = channel();
    feed.frame(unsendable());
    const late = new Line();
    served.add(late.connection);
    expect(late.sent[0]).toContain('"type":"hello"');
    expect(logged).toMatchObject([{ msg: 'frames could not be sent' }]);
  });

  it('as a replay is shown to all clients, and the sensors again behind it', async () => {
    const hub = await TestHub.start();
    onTestFinished(() => hub.stop());
    const client = new StreamClient({ url: hub.streamUrl, WebSocket, ackMs: 50 });
    onTestFinished(() => client.stop());
    const sessions: string[] = [];
    client.on('hello', ({ session }) => sessions.push(session));
    let frames = 0;
    client.on('frames', () => frames++);
    client.start();
    await until(() => sessions.length === 1, 'the hello');
    const replayed = hub.library.feed;
    const shows = async (feed: FakeFeed, session: string) => {
      await until(() => sessions.at(-1) === session, session);
      const before = frames;
      feed.frame(testFrame(1));
      await until(() => frames === before + 1, `a frame of ${session}`);
    };
    hub.feed.frame(unsendable());
    await hub.hub.replay(replayed);
    await shows(replayed, 'recorded-session');
    await hub.fetch('/api/v1/live', { method: 'POST' });
    await shows(hub.feed, 'test-session');
  });
});
