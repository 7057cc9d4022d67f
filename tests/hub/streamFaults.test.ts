import { expect, it, onTestFinished } from 'vitest';
import { FeedChannel } from '../../src/hub/feedChannel.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { partLogger } from '../../src/hub/logs/logParts.ts';
import { StreamConnection } from '../../src/hub/streamConnection.ts';
import { DEFAULT_STREAM_LIMITS } from '../../src/hub/streamLimits.ts';
import { FakeFeed } from './fakeFeed.ts';
import { testFrame } from './frames.ts';
import { logLines } from './logs/logLines.ts';
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
  const good = testFrame(0);
  feed.frame(good);
  await until(() => client.batches === 1, 'a frame');
  const [leg] = good.legs;
  feed.frame({ ...good, legs: good.legs.map(() => ({ ...leg, measures: null as never })) });
  // Its batch was to go by a timer, from which nobody would hear that it failed.
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(() => feed.frame(testFrame(1))).toThrow(TypeError);
  await until(() => client.batches === 2, 'the frame behind it');
  expect(() => feed.frame(testFrame(2))).not.toThrow();
});
