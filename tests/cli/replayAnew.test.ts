import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { BodyFrame } from '../../src/model/bodyFrame.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { StreamClient } from '../../src/stream/client.ts';
import type { ReplayState } from '../../src/stream/messages.ts';
import { beginHub, PROJECT, temporaryFolder } from './plumbline.ts';

const FRAMES = 50;

it('a hub computes a replay anew in a thread of its own, and it is what is stored', async () => {
  const { url } = await beginHub(['--virtual-sensors'], { cwd: await temporaryFolder() });
  const client = new StreamClient({
    url: `${url.replace('http', 'ws')}/api/v1/stream`,
    WebSocket,
    ackMs: 50,
  });
  onTestFinished(() => client.stop());
  let state: ReplayState | null = null;
  const frames: BodyFrame[] = [];
  const sentences: string[] = [];
  client.on('hello', ({ replay, results }) => {
    state = results === 'recomputed' ? replay : null;
  });
  client.on('replay', (replay) => {
    state = replay;
  });
  client.on('error', (sentence) => sentences.push(sentence));
  client.on('frames', (batch) => frames.push(...batch));
  const greeted = new Promise((resolve) => client.on('hello', resolve));
  client.start();
  await greeted;
  client.send({ type: 'watch', recording: 'squats', settings: {} });
  await expect
    .poll(() => state !== null && state.readyS === state.durationS, { timeout: 30_000 })
    .toBe(true);
  client.send({ type: 'replay', action: 'pause' });
  client.send({ type: 'replay', action: 'seek', positionS: 40 });
  await expect.poll(() => state?.positionS).toBe(40);
  frames.length = 0;
  client.send({ type: 'replay', action: 'play' });
  await expect.poll(() => frames.length, { timeout: 10_000 }).toBeGreaterThan(FRAMES);
  expect(sentences).toEqual([]);

  const recording = await openRecording(join(PROJECT, 'recordings', 'samples', 'squats.mcap'));
  onTestFinished(() => recording.close());
  const stored = new Map<number, BodyFrame>();
  for await (const frame of recording.frames()) stored.set(frame.timeUs, frame);
  // The wire has flexions as 32-bit floats, as the file does.
  for (const { timeUs, legs } of frames.slice(0, FRAMES)) {
    const flexions = legs.map(({ measures }) => measures.kneeFlexionDeg);
    expect(flexions).toEqual(stored.get(timeUs)?.legs.map((leg) => leg.measures.kneeFlexionDeg));
  }
}, 60_000);
