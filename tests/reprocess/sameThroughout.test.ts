import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Feed } from '../../src/hub/feed.ts';
import { LiveFeed } from '../../src/hub/liveSession.ts';
import { PlacementStore } from '../../src/hub/placementStore.ts';
import { ReplayFeed } from '../../src/hub/replaySession.ts';
import { recordSessions } from '../../src/hub/sessionRecording.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { encodeBody } from '../../src/recording/bodyMessage.ts';
import { encodeJson } from '../../src/recording/jsonMessage.ts';
import { Player } from '../../src/recording/player.ts';
import { openRecording, type Recording } from '../../src/recording/reader.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { RecomputedPlayable } from '../../src/reprocess/ahead/recomputedPlayable.ts';
import { processAsRecorded } from '../../src/reprocess/processAsRecorded.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { FakeFeed } from '../hub/fakeFeed.ts';
import { FakeSource } from '../hub/fakeSource.ts';
import { silent, until } from '../hub/testServer.ts';

const START_US = 1_800_000_000_000_000;
const { headline } = new FakeFeed().facts;

/** What a client sees, in order, each as the bytes it is stored as. */
type Seen = readonly string[];

let folder: string;
let live: Seen;
let recording: Recording;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'same-'));
  const recorded = await recordLive();
  live = recorded.seen;
  recording = await openRecording(recorded.path);
}, 60_000);
afterAll(async () => {
  await recording?.close();
  await rm(folder, { recursive: true });
});

function watch(feed: Feed): string[] {
  const seen: string[] = [];
  feed.on('frame', (frame) => seen.push(Buffer.from(encodeBody(frame)).toString('base64')));
  feed.on('event', (event) => seen.push(Buffer.from(encodeJson(event)).toString()));
  return seen;
}

/** A session of squats with knees that go in, with a new set and a marker within, as a hub records it. */
async function recordLive(): Promise<{ path: string; seen: Seen }> {
  const { feeds, durationS } = simulateSquatSession({ seed: 5, reps: 3, fppaDeg: [18] });
  const source = new FakeSource();
  let nowUs = START_US;
  const feed = new LiveFeed({
    source,
    plan: {
      subject: 'P',
      protocol: 'test',
      settings: DEFAULT_SETTINGS,
      facts: { simulated: true, frameRateHz: 100, headline, customMeasures: [] },
      pipeline: () => new Pipeline(DEFAULT_SETTINGS),
      openRecording: recordSessions(folder, {
        ...{ subject: 'P', simulated: true, protocol: 'test', notes: '', software: 'test' },
        settings: DEFAULT_SETTINGS,
      }),
    },
    placements: new PlacementStore(folder),
    clock: () => nowUs,
    wallClock: () => nowUs,
    hapticCues: false,
    logger: silent,
  });
  const seen = watch(feed);
  await feed.start();
  let packets = 0;
  for (const input of simulatedInputs(feeds, START_US, durationS)) {
    if (input.type === 'sensorLinked') {
      source.emit('sensorLinked', input.sensor, input.timeUs);
      await until(() => feed.facts.session !== '', 'the session');
    } else if (input.type === 'placed') {
      const { sensorId, placement } = input;
      await feed.control({ type: 'place', sensorId, placement });
    } else if (input.type === 'packet') {
      nowUs = input.packet.arrivalUs;
      source.emit('packet', input.packet);
      packets++;
      if (packets === 7000) await feed.control({ type: 'newSet' });
      if (packets === 7100) await feed.control({ type: 'marker', label: 'here' });
      // The recorder writes by a timer.
      if (packets % 500 === 0) await turn();
    }
  }
  const path = join(folder, `${feed.facts.session}.mcap`);
  await feed.stop();
  expect(feed.faults).toEqual([]);
  return { path, seen };
}

/** All that is seen in a replay on a clock that runs as fast as it can. */
async function replayed(player: Player): Promise<Seen> {
  const feed = new ReplayFeed({ id: 'live', recording, player, headline });
  const seen = watch(feed);
  const ended = new Promise<void>((resolve) => {
    feed.on('replay', ({ playing, positionS, durationS }) => {
      if (!playing && positionS === durationS) resolve();
    });
  });
  await feed.start();
  await ended;
  await player.stop();
  expect(feed.faults).toEqual([]);
  return seen;
}

function fastTime() {
  let ms = 0;
  return {
    nowMs: () => ms,
    wait: async (waitMs: number) => {
      ms += waitMs;
      await turn();
    },
  };
}

describe('what was seen live', () => {
  it('has frames with angles, reps with their metrics, and cues', () => {
    const count = (type: string) =>
      live.filter((text) => text.startsWith(`{"type":"${type}"`)).length;
    expect(live.length).toBeGreaterThan(3000);
    expect(count('calibration')).toBe(1);
    expect(count('rep')).toBeGreaterThanOrEqual(2);
    expect(count('cueOn')).toBeGreaterThanOrEqual(1);
  });

  it('is what is seen in a replay, bit for bit', async () => {
    expect(await replayed(await Player.open(recording, fastTime()))).toEqual(live);
  });

  it('is what is computed as it is replayed, bit for bit', async () => {
    const { settings } = recording.metadata;
    const playable = await RecomputedPlayable.start(recording, settings);
    expect(await replayed(new Player(playable, fastTime()))).toEqual(live);
    expect(playable.readyS).toBe(recording.durationS);
    await playable.stop();
  });

  it('is what is computed into a new recording, bit for bit', async () => {
    const { metadata } = recording;
    const path = join(folder, 'again.mcap');
    const writer = await RecordingWriter.create(path, metadata, { flushMs: null });
    await processAsRecorded(recording, writer, metadata.settings, () => {});
    await writer.close();
    const again = await openRecording(path);
    const seen: string[] = [];
    for await (const batch of again.batches(['frame', 'event'])) {
      for (const item of batch) {
        if (item.kind === 'frame')
          seen.push(Buffer.from(encodeBody(item.frame)).toString('base64'));
        else seen.push(Buffer.from(encodeJson(item.event)).toString());
      }
    }
    await again.close();
    expect(seen).toEqual(live);
  });
});
