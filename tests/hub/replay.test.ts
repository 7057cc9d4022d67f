import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { FolderLibrary } from '../../src/hub/folderLibrary.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { LiveFeed } from '../../src/hub/liveSession.ts';
import { PlacementStore } from '../../src/hub/placementStore.ts';
import { recordSessions } from '../../src/hub/sessionRecording.ts';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { StreamClient } from '../../src/stream/client.ts';
import type { ReplayState } from '../../src/stream/messages.ts';
import { FakeFeed } from './fakeFeed.ts';
import { FakeSource, testSensor } from './fakeSource.ts';
import { TestHub } from './testHub.ts';
import { testPlan } from './testPlan.ts';
import { nextOf, silent, until } from './testServer.ts';

const PACKETS = 200;
/** The packet before which a new set was asked for: 1.5 s into the session. */
const NEW_SET_AT = 150;
const STEP_US = 10_000;
const { headline } = new FakeFeed().facts;
const sensor = testSensor('A1');

let folder: string;
let session: string;
let served: BodyFrame[];
let hub: TestHub;
let client: StreamClient;
let received: BodyFrame[];

/** A live session of two seconds, recorded by the hub itself, then replayed by a whole hub. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replay-'));
  served = [];
  session = await recordLive();
  hub = await TestHub.start({ library: new FolderLibrary([folder], () => headline) });
  client = new StreamClient({ url: hub.streamUrl, WebSocket, ackMs: 50 });
  received = [];
  client.on('frames', (frames) => received.push(...frames));
  const hello = nextOf(client, 'hello');
  client.start();
  await hello;
});
afterEach(async () => {
  client.stop();
  await hub.stop();
  await rm(folder, { recursive: true });
});

async function recordLive(): Promise<string> {
  const source = new FakeSource();
  const clock = createHubClock();
  const feed = new LiveFeed({
    source,
    plan: testPlan({
      openRecording: recordSessions(folder, {
        subject: 'P-TEST',
        simulated: true,
        protocol: 'test',
        notes: '',
        software: 'test',
        settings: DEFAULT_SETTINGS,
      }),
      facts: { simulated: true, frameRateHz: 100, headline, customMeasures: [] },
    }),
    placements: new PlacementStore(folder),
    clock,
    hapticCues: false,
    logger: silent,
  });
  feed.on('frame', (frame) => served.push(frame));
  await feed.start();
  const startUs = clock();
  source.emit('sensorLinked', sensor, startUs);
  await until(() => feed.facts.session !== '', 'the session');
  for (let i = 0; i < PACKETS; i++) {
    if (i === NEW_SET_AT) await feed.control({ type: 'newSet' });
    source.packet(sensor.id, startUs + i * STEP_US);
  }
  const id = feed.facts.session;
  await feed.stop();
  expect(feed.faults).toEqual([]);
  return id;
}

async function startReplay(): Promise<ReplayState> {
  const hello = nextOf(client, 'hello');
  const response = await hub.fetch(`/api/v1/recordings/${session}/replay`, { method: 'POST' });
  expect(await response.json()).toEqual({ mode: 'replay', session });
  const [{ mode, simulated, replay }] = await hello;
  expect({ mode, simulated }).toEqual({ mode: 'replay', simulated: true });
  return replay!;
}

/** The next replay state for which the condition holds. */
function state(condition: (state: ReplayState) => boolean): Promise<ReplayState> {
  return new Promise((resolve) => {
    const off = client.on('replay', (replay) => {
      if (!condition(replay)) return;
      off();
      resolve(replay);
    });
  });
}

describe('a recorded session, replayed', () => {
  it('is listed without its place on the machine', async () => {
    const { recordings } = await (await hub.fetch('/api/v1/recordings')).json();
    expect(recordings).toMatchObject([
      { id: session, subject: 'P-TEST', simulated: true, finished: true },
    ]);
    expect(JSON.stringify(recordings)).not.toContain(folder);
  });

  it('gives every frame that was served live again, the same', async () => {
    await startReplay();
    await until(() => received.length === PACKETS, 'all frames', 8000);
    expect(received).toEqual(served);
    expect(served).toHaveLength(PACKETS);
  });

  it('forgets a set where a new one was asked for, played or sought', async () => {
    await startReplay();
    const phases: string[] = [];
    client.on('snapshot', ({ phase }) => phases.push(phase));
    await until(() => received.length === PACKETS, 'all frames', 8000);
    expect(phases).toEqual(['standing']);
    for (const positionS of [1.4, 1.6]) client.send({ type: 'replay', action: 'seek', positionS });
    await until(() => phases.length === 3, 'two snapshots');
    expect(phases.slice(1)).toEqual(['descent', 'standing']);
  });

  it('obeys pause, seek, speed and play, and says so', async () => {
    const { durationS } = await startReplay();
    expect(durationS).toBeCloseTo(1.99, 2);
    const paused = state((replay) => !replay.playing);
    client.send({ type: 'replay', action: 'pause' });
    await paused;

    const snapshot = nextOf(client, 'snapshot');
    const sought = state((replay) => replay.positionS === 1);
    client.send({ type: 'replay', action: 'seek', positionS: 1 });
    expect((await snapshot)[0].phase).toBe('descent');
    expect(await sought).toMatchObject({ playing: false, recording: session });

    const fast = state((replay) => replay.speed === 4);
    client.send({ type: 'replay', action: 'speed', speed: 4 });
    await fast;
    received.length = 0;
    const ended = state((replay) => replay.positionS === durationS);
    client.send({ type: 'replay', action: 'play' });
    await ended;
    await until(() => received.at(-1)?.timeUs === served.at(-1)?.timeUs, 'the last frame');
    expect(received.length).toBeGreaterThanOrEqual(PACKETS / 2 - 1);
    expect(received.length).toBeLessThanOrEqual(PACKETS / 2 + 1);
  });

  it('steps by a frame while paused, and repeats a stretch', async () => {
    const { minSpeed, maxSpeed } = await startReplay();
    expect([minSpeed, maxSpeed]).toEqual([0.1, 8]);
    client.send({ type: 'replay', action: 'pause' });
    client.send({ type: 'replay', action: 'seek', positionS: 1 });
    const last = () => received.at(-1)?.timeUs ?? Number.NaN;
    await until(() => served.findIndex(({ timeUs }) => timeUs === last()) >= 99, 'a frame');
    const index = served.findIndex(({ timeUs }) => timeUs === last());
    client.send({ type: 'replay', action: 'step', frames: 2 });
    await until(() => last() === served[index + 2].timeUs, 'two frames on');
    client.send({ type: 'replay', action: 'step', frames: -1 });
    await until(() => last() === served[index + 1].timeUs, 'a frame back');

    const turned = state(({ positionS, playing }) => playing && positionS < 0.5);
    client.send({ type: 'replay', action: 'loop', loop: true, fromS: 0.2, toS: 1.2 });
    client.send({ type: 'replay', action: 'play' });
    expect(await turned).toMatchObject({ loop: true, loopRange: { fromS: 0.2, toS: 1.2 } });
  });

  it('answers a preview with one frame and what it needs to be understood, and no snapshot', async () => {
    await startReplay();
    await until(() => received.length > 10, 'some frames');
    const snapshots: unknown[] = [];
    client.on('snapshot', (snapshot) => snapshots.push(snapshot));
    const preview = nextOf(client, 'preview');
    client.send({ type: 'replay', action: 'seek', positionS: 1, preview: true });
    expect((await preview)[0]).toEqual({ positionS: 1, phase: 'descent', calibrationStage: null });
    // The frame came before it.
    expect(received.at(-1)?.timeUs).toBe(served[100]?.timeUs);
    expect(snapshots).toEqual([]);
    const plays = state(({ playing }) => playing);
    client.send({ type: 'replay', action: 'seek', positionS: 1 });
    await plays;
    await until(() => snapshots.length === 1, 'the snapshot');

    const other = new StreamClient({ url: hub.streamUrl, WebSocket, ackMs: 50 });
    const greeted = nextOf(other, 'hello');
    other.start();
    await greeted;
    const held = state(({ playing }) => !playing);
    other.send({ type: 'replay', action: 'seek', positionS: 0.2, preview: true });
    const { positionS } = await held;
    const goesOn = state(({ playing }) => playing);
    // It is gone, and only it could have let go.
    other.stop();
    expect((await goesOn).positionS).toBeCloseTo(positionS, 1);
  });

  it('tells the whole state of a step back only where it goes past something', async () => {
    await startReplay();
    client.send({ type: 'replay', action: 'pause' });
    const snapshot = nextOf(client, 'snapshot');
    client.send({ type: 'replay', action: 'seek', positionS: 1.52 });
    await snapshot;
    const last = () => received.at(-1)?.timeUs ?? Number.NaN;
    const indexOf = () => served.findIndex(({ timeUs }) => timeUs === last());
    await until(() => indexOf() >= NEW_SET_AT, 'the frame there');
    const phases: string[] = [];
    client.on('snapshot', ({ phase }) => phases.push(phase));
    const from = indexOf();
    client.send({ type: 'replay', action: 'step', frames: -1 });
    await until(() => indexOf() === from - 1, 'a frame back');
    expect(phases).toEqual([]);
    // Before the new set was asked for.
    client.send({ type: 'replay', action: 'step', frames: -10 });
    await until(() => indexOf() === from - 11, 'ten more');
    expect(phases).toEqual(['descent']);
  });

  it('tells its marks once, and gives the frame that stands there to who comes later', async () => {
    const { startUs } = await startReplay();
    const raw: string[] = [];
    const socket = new WebSocket(hub.streamUrl, 'plumbline.v1');
    socket.on('message', (data, isBinary) => !isBinary && raw.push(String(data)));
    await until(() => raw.length > 0, 'the hello');
    client.send({ type: 'replay', action: 'pause' });
    client.send({ type: 'replay', action: 'seek', positionS: 1 });
    await until(
      () => raw.filter((text) => text.startsWith('{"type":"replay"')).length >= 2,
      'news',
    );
    expect(raw.filter((text) => text.includes('"marks"'))).toHaveLength(1);
    socket.close();
    const last = () => received.at(-1)?.timeUs ?? Number.NaN;
    await until(() => last() - startUs > 0.9e6, 'the frame there');

    const late = new StreamClient({ url: hub.streamUrl, WebSocket, ackMs: 50 });
    const frames = nextOf(late, 'frames');
    late.start();
    const [[frame]] = await frames;
    late.stop();
    expect(frame?.timeUs).toBe(last());
  });

  it.each([
    [{ fromS: 1 }, 'needs both'],
    [{ fromS: 1, toS: 1.01 }, 'valid are at least 0.1 s between 0 and 1.99'],
  ])('refuses to repeat %o, and says what is valid', async (range, words) => {
    await startReplay();
    const refusal = nextOf(client, 'error');
    client.send({ type: 'replay', action: 'loop', loop: true, ...range });
    expect((await refusal)[0]).toContain(words);
  });

  it('shows an empty state after a seek to the start', async () => {
    await startReplay();
    await until(() => received.length > 0, 'a frame');
    const snapshot = nextOf(client, 'snapshot');
    client.send({ type: 'replay', action: 'seek', positionS: 0 });
    expect((await snapshot)[0]).toMatchObject({ phase: 'standing', reps: [] });
  });

  it('refuses to change what happened', async () => {
    await startReplay();
    const refusal = nextOf(client, 'error');
    client.send({ type: 'newSet' });
    expect((await refusal)[0]).toContain('This is a replay');
  });

  it('says why a recording cannot be shown, without its place on the machine', async () => {
    const whole = await readFile(join(folder, `${session}.mcap`));
    await writeFile(join(folder, 'torn.mcap'), whole.subarray(0, whole.length / 2));
    const response = await hub.fetch('/api/v1/recordings/torn/replay', { method: 'POST' });
    expect(response.status).toBe(409);
    const { error } = await response.json();
    expect(error).toMatch(/^torn has no index because it was not closed/);
    expect(error).not.toContain(folder);
  });

  it('answers for a file that is no recording, and for a path, as for none at all', async () => {
    await writeFile(join(folder, 'notes.mcap'), 'not a recording');
    for (const id of ['notes', '..%2Fsecret', `${session}.mcap`]) {
      const response = await hub.fetch(`/api/v1/recordings/${id}/replay`, { method: 'POST' });
      expect(response.status).toBe(404);
    }
  });
});
