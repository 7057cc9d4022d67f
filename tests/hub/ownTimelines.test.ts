import { basename, dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { FolderLibrary } from '../../src/hub/folderLibrary.ts';
import { SessionCatalogue } from '../../src/hub/sessionCatalogue.ts';
import { StreamClient } from '../../src/stream/client.ts';
import type { ReplayState } from '../../src/stream/messages.ts';
import { record } from '../recording/record.ts';
import { sessionSteps } from '../recording/session.ts';
import { FakeFeed } from './fakeFeed.ts';
import { testFrame } from './frames.ts';
import { TestHub } from './testHub.ts';
import { nextOf, until } from './testServer.ts';

const { headline } = new FakeFeed().facts;

let hub: TestHub;
let id: string;
const clients: Watched[] = [];

/** A client with all it was told last. */
class Watched {
  readonly stream: StreamClient;
  readonly frames: number[] = [];
  readonly errors: string[] = [];
  replay: ReplayState | null = null;

  constructor() {
    this.stream = new StreamClient({ url: hub.streamUrl, WebSocket, ackMs: 50 });
    this.stream.on('hello', ({ replay }) => {
      this.replay = replay;
    });
    this.stream.on('replay', (replay) => {
      this.replay = replay;
    });
    this.stream.on('frames', (frames) => this.frames.push(...frames.map(({ timeUs }) => timeUs)));
    this.stream.on('error', (sentence) => this.errors.push(sentence));
    clients.push(this);
  }

  async start() {
    const hello = nextOf(this.stream, 'hello');
    this.stream.start();
    return (await hello)[0];
  }

  async watch(recording: string | null) {
    const hello = nextOf(this.stream, 'hello');
    this.stream.send({ type: 'watch', recording });
    return (await hello)[0];
  }
}

beforeEach(async () => {
  const path = await record(sessionSteps(20));
  id = basename(path, '.mcap');
  const catalogue = new SessionCatalogue([dirname(path)]);
  hub = await TestHub.start({
    library: new FolderLibrary([dirname(path)], () => headline, catalogue),
    catalogue,
    streamLimits: { ownTimelines: 2 },
  });
});
afterEach(async () => {
  for (const { stream } of clients.splice(0)) stream.stop();
  await hub.stop();
});

describe('a client with a timeline of its own', () => {
  it('sees and steers a recording while the others see the feed', async () => {
    const [own, other] = [new Watched(), new Watched()];
    expect(await own.start()).toMatchObject({ timeline: 'shared', results: 'live' });
    await other.start();
    expect(await own.watch(id)).toMatchObject({
      ...{ timeline: 'own', mode: 'replay', results: 'stored', session: id },
    });
    own.stream.send({ type: 'replay', action: 'pause' });
    own.stream.send({ type: 'replay', action: 'seek', positionS: 12 });
    await until(() => own.replay?.positionS === 12 && !own.replay.playing, 'the seek');
    hub.feed.frame(testFrame(1));
    await until(() => other.frames.length === 1, 'the frame of the feed');
    expect(other.replay).toBeNull();
    expect(own.frames).not.toContain(testFrame(1).timeUs);

    const timeUs = (own.replay?.startUs ?? 0) + 2e6;
    const told = await hub.fetch(`/api/v1/recordings/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ annotate: [{ timeUs, text: 'slipped' }] }),
    });
    expect(told.status).toBe(200);
    const note = { kind: 'note', atS: 2, toS: null, label: 'slipped' };
    await until(() => own.replay?.marks.some(({ kind }) => kind === 'note') ?? false, 'the note');
    expect(own.replay?.marks).toContainEqual(note);

    expect(await own.watch(null)).toMatchObject({ timeline: 'shared', mode: 'live', replay: null });
    hub.feed.frame(testFrame(2));
    await until(() => own.frames.at(-1) === testFrame(2).timeUs, 'the next frame of the feed');
  });

  it('is not turned by a replay for all, and two of them do not share', async () => {
    const [first, second, third] = [new Watched(), new Watched(), new Watched()];
    for (const client of [first, second, third]) await client.start();
    await Promise.all([first.watch(id), second.watch(id)]);
    first.stream.send({ type: 'replay', action: 'pause' });
    first.stream.send({ type: 'replay', action: 'seek', positionS: 3 });
    second.stream.send({ type: 'replay', action: 'speed', speed: 8 });
    const shared = nextOf(third.stream, 'hello');
    await hub.fetch(`/api/v1/recordings/${id}/replay`, { method: 'POST' });
    expect((await shared)[0]).toMatchObject({ timeline: 'shared', results: 'stored' });
    await until(() => first.replay?.positionS === 3 && second.replay?.speed === 8, 'both');
    expect(third.replay).toMatchObject({ speed: 1, playing: true });
    await until(() => (second.replay?.positionS ?? 0) > 4, 'the fast one to go on');
    expect(first.replay).toMatchObject({ positionS: 3, playing: false, speed: 1 });
  });

  it('goes on receiving after many frames of the feed, though its own are numbered anew', async () => {
    const own = new Watched();
    await own.start();
    for (let i = 0; i < 500; i++) hub.feed.frame(testFrame(i));
    await until(() => own.frames.length === 500, 'the frames of the feed');
    await own.watch(id);
    own.frames.length = 0;
    // Beyond the window after which unacknowledged frames are skipped.
    await until(() => own.frames.length > 100, 'a second of frames');
  });

  it('is refused where as many as may be have one, until one of them is left', async () => {
    const all = [new Watched(), new Watched(), new Watched()];
    for (const client of all) await client.start();
    await all[0].watch(id);
    await all[1].watch(id);
    all[2].stream.send({ type: 'watch', recording: id });
    await until(() => all[2].errors.length === 1, 'the refusal');
    expect(all[2].errors[0]).toContain('2 clients have a timeline of their own');
    expect(all[2].stream.status).toBe('open');
    all[0].stream.stop();
    await until(() => {
      all[2].stream.send({ type: 'watch', recording: id });
      return all[2].replay !== null;
    }, 'a place');
  });

  it('keeps what it saw where there is no such recording', async () => {
    const own = new Watched();
    await own.start();
    own.stream.send({ type: 'watch', recording: '../secret' });
    await until(() => own.errors.length === 1, 'the refusal');
    expect(own.errors[0]).toBe('There is no recording "../secret".');
    await own.watch(id);
    own.stream.send({ type: 'watch', recording: 'none' });
    await until(() => own.errors.length === 2, 'the second refusal');
    expect(own.replay?.recording).toBe(id);
  });
});
