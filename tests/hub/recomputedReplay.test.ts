import { resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { FolderLibrary } from '../../src/hub/folderLibrary.ts';
import { headlineOf, thresholdsOf } from '../../src/movement/thresholds.ts';
import { Player } from '../../src/recording/player.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { RecomputedPlayable } from '../../src/reprocess/ahead/recomputedPlayable.ts';
import { StreamClient } from '../../src/stream/client.ts';
import type { ClientMessage, ReplayState } from '../../src/stream/messages.ts';
import { fillDisk } from '../recording/fullDisk.ts';
import { temporaryFolder } from '../recording/session.ts';
import { TestHub } from './testHub.ts';
import { nextOf, until } from './testServer.ts';

const SAMPLES = resolve(import.meta.dirname, '../../recordings/samples');
/** Narrower by half than the ones of the sample. */
const SETTINGS = {
  thresholds: { bands: { kneeMedialDeviationCm: { planted: [1, 2, 3] } } },
  customMeasures: [{ name: 'twice', formula: '2 * kneeFlexionDeg', unit: 'deg' }],
};

let hub: TestHub;
let client: StreamClient;
let states: ReplayState[];
beforeEach(async () => {
  hub = await TestHub.start({
    library: new FolderLibrary([SAMPLES], (settings) =>
      headlineOf(settings.task, thresholdsOf(settings)),
    ),
  });
  client = new StreamClient({ url: hub.streamUrl, WebSocket, ackMs: 50 });
  states = [];
  client.on('replay', (state) => states.push(state));
  const hello = nextOf(client, 'hello');
  client.start();
  await hello;
});
afterEach(async () => {
  client.stop();
  await hub.stop();
});

const watching = (
  settings?: Record<string, unknown>,
): Extract<ClientMessage, { type: 'watch' }> => ({
  type: 'watch',
  recording: 'squats',
  ...(settings && { settings }),
});

describe('a replay with other settings', () => {
  it('says that it is computed anew, by what, and how far it is', async () => {
    const stored = nextOf(client, 'hello');
    client.send(watching());
    const [{ replay: before, results }] = await stored;
    expect(results).toBe('stored');
    const computed = nextOf(client, 'hello');
    client.send(watching(SETTINGS));
    const [hello] = await computed;
    states.length = 0;
    expect(hello).toMatchObject({ mode: 'replay', results: 'recomputed', timeline: 'own' });
    expect(hello.headline.bandEdges).toEqual([1, 2, 3]);
    expect(hello.layout.customMeasures).toEqual(SETTINGS.customMeasures);
    expect(hello.replay?.settingsHash).toMatch(/^[0-9a-f]{64}$/);
    expect(hello.replay?.settingsHash).not.toBe(before?.settingsHash);
    expect(hello.replay?.readyS).toBeLessThan(hello.replay?.durationS ?? 0);

    await until(() => states.at(-1)?.readyS === hello.replay?.durationS, 'all of it', 20_000);
    const marks = (state: ReplayState | null | undefined, kind: string) =>
      state?.marks.filter((mark) => mark.kind === kind).map(({ atS }) => atS) ?? [];
    const last = states.at(-1);
    expect(marks(last, 'rep')).toEqual(marks(before, 'rep'));
    // A lower edge is reached sooner.
    expect(marks(last, 'cue')[0]).toBeLessThan(marks(before, 'cue')[0]);

    const [rep] = marks(last, 'rep');
    const snapshot = nextOf(client, 'snapshot');
    client.send({ type: 'replay', action: 'seek', positionS: rep + 0.5 });
    expect((await snapshot)[0].reps).toHaveLength(1);
    const [frames] = await nextOf(client, 'frames');
    for (const { custom, measures } of frames[0].legs) {
      expect(custom[0]).toBeCloseTo(2 * measures.kneeFlexionDeg, 3);
    }
  }, 30_000);

  it('is shown to all by the route, which takes the same settings', async () => {
    const hello = nextOf(client, 'hello');
    const response = await hub.fetch('/api/v1/recordings/squats/replay', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ settings: {} }),
    });
    expect(await response.json()).toEqual({ mode: 'replay', session: 'squats' });
    expect((await hello)[0]).toMatchObject({ results: 'recomputed', timeline: 'shared' });
  });

  it.each([
    [{ settings: { frameRateHz: 'fast' } }, 'frameRateHz: '],
    [{ settings: { customMeasures: [{ name: 'a', formula: 'knee +' }] } }, 'custom measure a'],
    [{ speed: 2 }, 'can have "settings"'],
  ])('is refused by the route with a sentence: %o', async (body, words) => {
    const response = await hub.fetch('/api/v1/recordings/squats/replay', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(400);
    expect((await response.json()).error).toContain(words);
  });

  it('is refused to a client with a sentence, and the client stays', async () => {
    const refusal = nextOf(client, 'error');
    client.send(watching({ thresholds: { bands: 3 } }));
    expect((await refusal)[0]).toContain('These settings are not valid: thresholds.bands');
    expect(client.status).toBe('open');
  });
});

describe('computing ahead of a replay', () => {
  it('says so when the disk is full, and ends', async () => {
    await fillDisk(await temporaryFolder());
    const recording = await openRecording(resolve(SAMPLES, 'squats.mcap'));
    const playable = await RecomputedPlayable.start(recording, recording.metadata.settings);
    const player = new Player(playable);
    const failed = new Promise<string>((done) => player.on('failed', done));
    player.start();
    expect(await failed).toBe(
      'The replay can be computed no further: ENOSPC: no space left on device, write',
    );
    expect(player.state.playing).toBe(false);
    await player.stop();
    await playable.stop();
    await recording.close();
  });

  it('lets others run, seeks within what is there, and ends when told', async () => {
    const recording = await openRecording(resolve(SAMPLES, 'squats.mcap'));
    const playable = await RecomputedPlayable.start(recording, recording.metadata.settings);
    const player = new Player(playable);
    player.start();
    player.pause();
    player.seek(recording.durationS);
    expect(player.state.positionS).toBeLessThan(recording.durationS);
    let turns = 0;
    let steps = 0;
    for (let before = 0; playable.readyS < recording.durationS / 2; turns++) {
      if (playable.readyS > before) steps++;
      before = playable.readyS;
      await turn();
    }
    expect(steps).toBeGreaterThan(5);
    expect(turns).toBeGreaterThan(steps);
    player.seek(recording.durationS);
    expect(player.state.positionS).toBe(player.state.readyS);
    await player.stop();
    await playable.stop();
    expect(playable.readyS).toBeLessThan(recording.durationS);
    await recording.close();
  });
});
