import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type DiskLimits, diskStateOf, freeBytesIn } from '../../src/hub/diskSpace.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { LiveFeed, type LiveFeedOptions } from '../../src/hub/liveSession.ts';
import { PlacementStore } from '../../src/hub/placementStore.ts';
import { recordSessions, type SessionFacts } from '../../src/hub/sessionRecording.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { listRecordings } from '../../src/recording/catalogue.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { collect } from '../recording/collect.ts';
import { failNextSync, fillDisk, smallDisk } from '../recording/fullDisk.ts';
import { seededRandom, temporaryFolder } from '../recording/session.ts';
import { FakeSource, testSensor } from './fakeSource.ts';
import { TestHub } from './testHub.ts';
import { testPlan } from './testPlan.ts';
import { delay, silent, until } from './testServer.ts';

const MB = 1_000_000;
const LIMITS: DiskLimits = { warnLeftS: 1800, closeBytes: 0.3 * MB, resumeBytes: MB };
const FACTS: SessionFacts = {
  subject: 'P-DISK',
  simulated: true,
  protocol: 'test',
  notes: '',
  software: 'test',
  settings: DEFAULT_SETTINGS,
};
const sensor = testSensor('A1');
const clock = createHubClock();

let source = new FakeSource();
let feed: LiveFeed | null = null;
/** Faults as a client is told of them. */
let told: string[] = [];
afterEach(async () => {
  await feed?.stop();
  feed = null;
});

async function live(folder: string, options: Partial<LiveFeedOptions> = {}): Promise<LiveFeed> {
  source = new FakeSource();
  feed = new LiveFeed({
    source,
    plan: testPlan({ openRecording: recordSessions(folder, FACTS) }),
    disk: { freeBytes: freeBytesIn(folder), limits: LIMITS, lookMs: 20, retryMs: 50 },
    placements: new PlacementStore(await temporaryFolder()),
    clock,
    hapticCues: false,
    logger: silent,
    ...options,
  });
  told = [];
  feed.on('event', (event) => event.type === 'fault' && told.push(event.sentence));
  await feed.start();
  source.emit('sensorLinked', sensor, clock());
  await until(() => feed?.facts.session !== '', 'the session');
  await feed.control({ type: 'place', sensorId: 'A1', placement: 'right_shank' });
  return feed;
}

/** Bytes that do not compress, as those of a sensor hardly do. */
const random = seededRandom(5);
function packets(count: number): void {
  for (let i = 0; i < count; i++) {
    const bytes = Uint8Array.from({ length: 1000 }, () => Math.floor(random() * 256));
    source.packet(sensor.id, clock(), bytes);
  }
}

describe('a disk that fills', () => {
  it('is warned of, closes the recording readable, and is recorded to again with room', async (context) => {
    const folder = await smallDisk(3);
    if (folder === null) return context.skip('no file system may be mounted here');
    const ballast = join(folder, 'ballast');
    await writeFile(ballast, new Uint8Array(1.5 * MB));
    const hub = await live(folder);
    const { session } = hub.facts;
    let frames = 0;
    hub.on('frame', () => frames++);
    await hub.control({ type: 'trialStart', name: 'heels up' });

    await until(() => told.length > 0, 'the warning');
    while (!told.some((sentence) => sentence.startsWith('The disk is full'))) {
      packets(20);
      await delay(15);
    }
    expect(told[0]).toMatch(
      /^The disk with the recordings is nearly full: room for .* of recording is left$/,
    );
    const atFull = frames;
    packets(10);
    // The hub is alive, and says that it does not record.
    expect(frames).toBe(atFull + 10);
    expect(hub.faults.at(-1)).toMatch(/^The disk is full: the recording was closed/);
    const isClosed = async () => (await listRecordings(folder)).every(({ finished }) => finished);
    await expect.poll(isClosed).toBe(true);
    expect((await stat(join(folder, `${session}.mcap`))).mode & 0o777).toBe(0o600);
    const first = await openRecording(join(folder, `${session}.mcap`));
    expect((await collect(first.frames())).length).toBeGreaterThan(100);
    await first.close();

    await rm(ballast);
    await until(() => hub.facts.session === `${session}.2`, 'the next part');
    packets(5);
    await hub.stop();
    const second = await openRecording(join(folder, `${session}.2.mcap`));
    expect(second.metadata).toMatchObject({ id: `${session}.2`, continues: session });
    const inputs = await collect(second.inputs());
    // A recording of its own: who is linked, where worn, and the trial that goes on stand first.
    expect(inputs.slice(0, 3)).toMatchObject([
      { type: 'sensorLinked', sensor: { id: 'A1' } },
      { type: 'placed', sensorId: 'A1', placement: 'right_shank' },
      { type: 'trialStart', name: 'heels up' },
    ]);
    expect(inputs.filter(({ type }) => type === 'packet')).toHaveLength(5);
    await second.close();
    const parts = (await listRecordings(folder)).map(({ id, part, ...of }) => [
      id,
      of.session,
      part,
    ]);
    expect(parts).toEqual([
      [`${session}.2`, session, 2],
      [session, session, 1],
    ]);
  });

  it('that takes nothing more all at once leaves a readable recording, the hub alive', async () => {
    const folder = join(await temporaryFolder(), 'recordings');
    await mkdir(folder);
    const hub = await live(folder);
    const { session } = hub.facts;
    packets(50);
    const bytes = async () => (await stat(join(folder, `${session}.mcap`))).size;
    await expect.poll(bytes).toBeGreaterThan(50_000);
    const disk = await fillDisk(folder);
    packets(50);
    await until(() => hub.faults.some((fault) => fault.includes('ENOSPC')), 'the fault');
    let frames = 0;
    hub.on('frame', () => frames++);
    packets(10);
    expect(frames).toBe(10);
    await until(
      () => hub.faults.some((fault) => /not being recorded|takes nothing more/.test(fault)),
      'that it says so',
    );
    disk.free();
    await until(() => hub.facts.session === `${session}.2`, 'the next part');
    packets(5);
    await hub.stop();
    const counts: number[] = [];
    for (const id of [session, `${session}.2`]) {
      const recording = await openRecording(join(folder, `${id}.mcap`));
      counts.push((await collect(recording.frames())).length);
      expect(recording.damagedChunks).toBe(0);
      await recording.close();
    }
    expect(counts).toEqual([50, 5]);
  });

  it('is not recorded to at all while it is full, and is once there is room', async () => {
    const folder = join(await temporaryFolder(), 'recordings');
    let free = 0;
    const started = live(folder, {
      disk: { freeBytes: async () => free, limits: LIMITS, lookMs: 20, retryMs: 50 },
    });
    const sentence =
      'This session is not being recorded: the disk is full; it begins by itself when there is room';
    await until(() => told.includes(sentence), 'the fault');
    expect(await readdir(folder).catch(() => [])).toEqual([]);
    free = 2 * MB;
    const hub = await started;
    packets(5);
    await hub.stop();
    const [{ id, part }] = await listRecordings(folder);
    expect(part).toBe(1);
    const recording = await openRecording(join(folder, `${id}.mcap`));
    const inputs = await collect(recording.inputs());
    expect(inputs[0]).toMatchObject({ type: 'sensorLinked', sensor: { id: 'A1' } });
    expect(inputs.filter(({ type }) => type === 'packet')).toHaveLength(5);
    await recording.close();
  });

  it('that is looked at while the session ends begins no further part', async () => {
    const folder = join(await temporaryFolder(), 'recordings');
    const looks: ((free: number) => void)[] = [];
    let isSlow = false;
    const freeBytes = async () =>
      isSlow
        ? new Promise<number>((resolve) => {
            looks.push(resolve);
          })
        : 1000 * MB;
    const hub = await live(folder, { disk: { freeBytes, limits: LIMITS, lookMs: 5, retryMs: 0 } });
    packets(5);
    isSlow = true;
    await until(() => looks.length > 0, 'a look');
    const stopped = hub.stop();
    // The recording is closed by then, as one is behind which another begins.
    await delay(20);
    isSlow = false;
    for (const release of looks) release(1000 * MB);
    await stopped;
    await delay(50);
    const listed = await listRecordings(folder);
    expect(listed.map(({ part, finished }) => ({ part, finished }))).toEqual([
      { part: 1, finished: true },
    ]);
  });

  it('from which the file is taken away is recorded to in a further file', async () => {
    const folder = join(await temporaryFolder(), 'recordings');
    const hub = await live(folder);
    const { session } = hub.facts;
    packets(5);
    await rm(join(folder, `${session}.mcap`));
    await until(() => hub.facts.session === `${session}.2`, 'the next part');
    expect(hub.faults).toContain('The file of the recording was taken away; a new one is begun');
    await hub.stop();
    expect((await listRecordings(folder)).map(({ id }) => id)).toEqual([`${session}.2`]);
  });
});

describe('a hub that ends', () => {
  /** Over a folder that is looked at never: its recorder meets the disk by itself. */
  async function recorded() {
    const folder = join(await temporaryFolder(), 'recordings');
    await mkdir(folder);
    source = new FakeSource();
    const live = new LiveFeed({
      source,
      plan: testPlan({ openRecording: recordSessions(folder, FACTS) }),
      placements: new PlacementStore(await temporaryFolder()),
      clock,
      hapticCues: false,
      logger: silent,
    });
    const { hub } = await TestHub.start({ feed: live });
    source.emit('sensorLinked', sensor, clock());
    await until(() => live.facts.session !== '', 'the session');
    packets(50);
    const whole = async () => (await listRecordings(folder)).map(({ finished }) => finished);
    return { hub, live, folder, whole };
  }

  it('on a disk that takes no end says that the recording is not closed', async () => {
    const { hub, live, whole, folder } = await recorded();
    const disk = await fillDisk(folder);
    await expect(hub.stop()).rejects.toThrow(/ENOSPC/);
    expect(hub.isKept).toBe(false);
    expect(live.faults.join()).toMatch(/The recording could not be closed: .*ENOSPC/);
    disk.free();
    expect(await whole()).toEqual([false]);
  });

  it('behind a disk that failed before, says so as well', async () => {
    const { hub, live, whole, folder } = await recorded();
    const disk = await fillDisk(folder);
    await until(() => !live.status.recording.isRecording, 'that it fails');
    await expect(hub.stop()).rejects.toThrow(/ENOSPC/);
    expect(hub.isKept).toBe(false);
    disk.free();
    expect(await whole()).toEqual([false]);
  });

  it('behind a disk that takes something again gives the recording its end', async () => {
    const { hub, live, whole, folder } = await recorded();
    const disk = await fillDisk(folder);
    await until(() => !live.status.recording.isRecording, 'that it fails');
    await delay(50);
    disk.free();
    expect(await whole()).toEqual([false]);
    await hub.stop();
    expect(hub.isKept).toBe(true);
    expect(await whole()).toEqual([true]);
  });

  it('says so as well where all was written and the disk did not say that it has it', async () => {
    const { hub, live, folder, whole } = await recorded();
    await until(() => live.status.recording.bytesWritten > 50_000, 'that it is written');
    await failNextSync(folder);
    await live.turnTo(testPlan({ openRecording: recordSessions(folder, FACTS) }));
    // The one that is being recorded comes first.
    expect(await whole()).toEqual([false, true]);
    await expect(hub.stop()).rejects.toThrow(/EIO/);
    expect(hub.isKept).toBe(false);
  });

  it('closes the session before too, whose recording could not be closed in its time', async () => {
    const { hub, live, whole, folder } = await recorded();
    const disk = await fillDisk(folder);
    await live.turnTo(testPlan({ openRecording: recordSessions(folder, FACTS) }));
    disk.free();
    expect(await whole()).toEqual([false]);
    await hub.stop();
    expect(hub.isKept).toBe(true);
    expect(await whole()).toEqual([true]);
  });
});

describe('the time left on a disk', () => {
  const limits: DiskLimits = { warnLeftS: 1800, closeBytes: 10 * MB, resumeBytes: 100 * MB };

  it.each([
    // 80 kB/s at first: 30 min are 144 MB beyond what is kept for the end.
    [200 * MB, 0, 10, { kind: 'ample' }],
    [120 * MB, 0, 10, { kind: 'low', minutes: 20 }],
    // As measured, 10 kB/s, of which 5 % are kept for the index.
    [40 * MB, 6 * MB, 600, { kind: 'ample' }],
    [12 * MB, 6 * MB, 600, { kind: 'low', minutes: 2 }],
    [10.31 * MB, 6 * MB, 600, { kind: 'low', minutes: 0 }],
    [10.2 * MB, 6 * MB, 600, { kind: 'full' }],
    [null, 6 * MB, 600, { kind: 'ample' }],
  ] as const)('is reckoned for %s bytes free', (free, written, ageS, state) => {
    expect(diskStateOf(free, written, ageS, limits)).toEqual(state);
  });
});
