import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { brokenOffIn } from '../../src/hub/brokenOff.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { LiveFeed } from '../../src/hub/liveSession.ts';
import { PlacementStore } from '../../src/hub/placementStore.ts';
import type { OpenRecording } from '../../src/hub/recorder.ts';
import { recordSessions } from '../../src/hub/sessionRecording.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { recoverRecording } from '../../src/recording/recover.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { collect } from '../recording/collect.ts';
import { SESSION, sessionSteps, temporaryFolder, writeStep } from '../recording/session.ts';
import { FakeSource, testSensor } from './fakeSource.ts';
import { FramePipeline } from './framePipeline.ts';
import { testPlan } from './testPlan.ts';
import { silent, until } from './testServer.ts';

const SHANK = testSensor('A1');
const THIGH = testSensor('B2');
const MINUTE_US = 60 * 1_000_000;

let feed: LiveFeed | null = null;
afterEach(async () => {
  await feed?.stop();
  feed = null;
});

/** Only what using it again rests on. */
function calibrationOf(verdict: Calibration['verdict']): Calibration {
  const alignment = (sensorId: string) => ({ sensorId });
  const leg = { side: 'right', thigh: alignment('B2'), shank: alignment('A1') };
  return { id: 'cal-1', timeUs: SESSION.startedUs, verdict, legs: [leg] } as unknown as Calibration;
}

/** A recording whose recorder was killed after a calibration, recovered. */
async function brokenOff(folder: string, verdict: Calibration['verdict'] = 'good') {
  const path = join(folder, `${SESSION.id}.mcap`);
  const writer = await RecordingWriter.create(path, SESSION, { flushMs: 5 });
  for (const step of sessionSteps(1)) writeStep(writer, step);
  const timeUs = SESSION.startedUs + 1_000_000;
  const calibration = calibrationOf(verdict);
  writer.writeOutput({
    samples: [],
    frames: [],
    events: [{ type: 'calibration', timeUs, calibration }],
  });
  // All of it is on the disk; its end is not, as after a kill.
  await expect.poll(() => writer.status.bytesWritten).toBeGreaterThan(20_000);
  const { bytesWritten } = writer.status;
  await expect.poll(() => writer.status.bytesWritten).toBe(bytesWritten);
  await recoverRecording(path);
  const broken = await brokenOffIn(path);
  if (broken === null) throw new Error('it is of a session');
  return broken;
}

async function live(openRecording: OpenRecording, pipeline: FramePipeline) {
  const source = new FakeSource();
  const placements = new PlacementStore(await temporaryFolder());
  await placements.set('A1', 'right_shank');
  await placements.set('B2', 'right_thigh');
  let wallUs = 0;
  const clock = createHubClock();
  feed = new LiveFeed({
    source,
    plan: testPlan({ openRecording, pipeline: () => pipeline }),
    placements,
    clock,
    wallClock: () => clock() + wallUs,
    hapticCues: false,
    logger: silent,
  });
  await feed.start();
  const link = async (sensor = SHANK): Promise<void> => {
    source.emit('sensorLinked', sensor, clock());
    await until(() => feed?.facts.session !== '', 'the session');
  };
  const setClock = (byUs: number): void => {
    wallUs += byUs;
  };
  return { feed, source, link, setClock, clock };
}

describe('a session that broke off with the hub', () => {
  it('goes on in a further file that names the former', async () => {
    const folder = await temporaryFolder();
    const broken = await brokenOff(folder);
    expect(broken).toMatchObject({ id: SESSION.id, subject: SESSION.subject });
    const open = recordSessions(folder, SESSION, null, broken);
    const { sessionId, recorder } = await open(broken.endUs + MINUTE_US, () => {});
    await recorder.close();
    expect(sessionId).toBe(`${SESSION.id}.2`);
    const recording = await openRecording(join(folder, `${sessionId}.mcap`));
    expect(recording.metadata).toMatchObject({ id: sessionId, continues: SESSION.id });
    await recording.close();
    // The one after it is another session.
    const next = await open(broken.endUs + 2 * MINUTE_US, () => {});
    await next.recorder.close();
    expect(next.sessionId).not.toContain('.2');
  });

  it.each([
    ['of another subject', { subject: 'P-OTHER' }, 1],
    ['simulated, and the next is not', { simulated: false }, 1],
    ['an hour ago', {}, 60],
  ])('is over when it was %s', async (_, difference, minutes) => {
    const folder = await temporaryFolder();
    const broken = await brokenOff(folder);
    const open = recordSessions(folder, { ...SESSION, ...difference }, null, broken);
    const { sessionId, recorder } = await open(broken.endUs + minutes * MINUTE_US, () => {});
    await recorder.close();
    expect(sessionId).not.toContain('.2');
    const recording = await openRecording(join(folder, `${sessionId}.mcap`));
    expect(recording.metadata.continues).toBeUndefined();
    await recording.close();
  });

  it('keeps its calibration, once all sensors of it are back', async () => {
    const folder = await temporaryFolder();
    const broken = { ...(await brokenOff(folder)), endUs: createHubClock()() };
    const pipeline = new FramePipeline();
    const { link, feed } = await live(recordSessions(folder, SESSION, null, broken), pipeline);
    await link(SHANK);
    expect(pipeline.inputs.map(({ type }) => type)).toEqual(['sensorLinked', 'placed']);
    await link(THIGH);
    expect(pipeline.inputs.slice(2)).toMatchObject([
      { type: 'sensorLinked' },
      { type: 'placed', sensorId: 'B2', placement: 'right_thigh' },
      { type: 'reuseCalibration', calibration: { id: 'cal-1' } },
    ]);
    expect(feed.facts.session).toBe(`${SESSION.id}.2`);
  });

  it('leaves its calibration where somebody asked for another meanwhile', async () => {
    const folder = await temporaryFolder();
    const broken = { ...(await brokenOff(folder)), endUs: createHubClock()() };
    const pipeline = new FramePipeline();
    const { link, feed } = await live(recordSessions(folder, SESSION, null, broken), pipeline);
    await link(SHANK);
    await feed.control({ type: 'recalibrate' });
    await link(THIGH);
    expect(pipeline.inputs.map(({ type }) => type)).not.toContain('reuseCalibration');
  });

  it('calibrates anew where it had no sound calibration', async () => {
    expect((await brokenOff(await temporaryFolder(), 'redo')).calibration).toBeNull();
  });
});

describe('a computer whose clock is set while it records', () => {
  it.each([3600, -3600])('by %i s, gives times that go on, and says so', async (seconds) => {
    const folder = await temporaryFolder();
    const { link, feed, source, setClock, clock } = await live(
      recordSessions(folder, SESSION),
      new FramePipeline(),
    );
    await link();
    source.packet(SHANK.id, clock());
    setClock(seconds * 1_000_000);
    await until(() => feed.faults.some((fault) => fault.includes('clock')), 'the fault');
    source.packet(SHANK.id, clock());
    const { session } = feed.facts;
    await feed.stop();
    const recording = await openRecording(join(folder, `${session}.mcap`));
    const inputs = (await collect(recording.batches(['packet', 'input']))).flat();
    const jumps = inputs.flatMap((item) =>
      item.kind === 'input' && item.input.type === 'hostClockJumped' ? [item.input] : [],
    );
    expect(jumps).toHaveLength(1);
    // To within what passes between two readings of a clock.
    expect(Math.abs(jumps[0].byUs - seconds * 1e6)).toBeLessThan(50_000);
    const times = inputs.map(({ logUs }) => logUs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[times.length - 1] - times[0]).toBeLessThan(10e6);
    await recording.close();
    expect(await readdir(folder)).toEqual([`${session}.mcap`]);
  });
});
