import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { secondsLeft } from '../../src/hub/diskSpace.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { LiveFeed } from '../../src/hub/liveSession.ts';
import { PlacementStore } from '../../src/hub/placementStore.ts';
import { recordSessions } from '../../src/hub/sessionRecording.ts';
import type { LiveStatus } from '../../src/model/liveStatus.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { temporaryFolder } from '../recording/session.ts';
import { FakeSource, testSensor } from './fakeSource.ts';
import { testPlan } from './testPlan.ts';
import { silent, until } from './testServer.ts';

const GIB = 1024 ** 3;

it('a live session tells once a second how it is recorded, of the file that grows', async () => {
  const folder = await temporaryFolder();
  const clock = createHubClock();
  const source = new FakeSource();
  const settings = { ...DEFAULT_SETTINGS, assessment: 'overheadSquat' } as const;
  const about = { subject: 'P-TEST', simulated: true, protocol: 'test', notes: '', software: 'x' };
  const feed = new LiveFeed({
    source,
    plan: testPlan({ settings, openRecording: recordSessions(folder, { ...about, settings }) }),
    disk: { freeBytes: async () => 4 * GIB, lookMs: 5 },
    placements: new PlacementStore(folder),
    clock,
    hapticCues: true,
    logger: silent,
  });
  const told: LiveStatus[] = [];
  feed.on('status', (status) => told.push(status));
  await feed.start();
  const { recording: before } = feed.status;
  expect(before).toMatchObject({ session: '', startedUs: null, isRecording: false });
  const startedUs = clock();
  source.emit('sensorLinked', testSensor('A1'), startedUs);
  await until(() => told.some(({ recording }) => recording.bytesWritten > 0), 'a growing file');
  const { session } = feed.facts;
  expect(told.at(-1)?.recording).toMatchObject({
    ...{ session, startedUs, subject: 'P-TEST', protocol: 'test' },
    ...{ task: 'bilateralSquat', assessment: 'overheadSquat', isRecording: true, problem: null },
    diskFreeBytes: 4 * GIB,
  });
  // 4 GiB less what is kept for the end of the file, at 80 kB/s.
  expect(told.at(-1)?.recording.minutesLeft).toBe(887);
  const { size } = await stat(join(folder, `${session}.mcap`));
  expect(feed.status.recording.bytesWritten).toBe(size);
  await feed.stop();
  expect(feed.status.recording.isRecording).toBe(false);
});

it('a recording that is older than a minute is reckoned with at its own rate', () => {
  const limits = { warnLeftS: 1800, closeBytes: 0, resumeBytes: 0 };
  expect(secondsLeft(1000e6, 10e6, 59, limits)).toBeCloseTo(999.5e6 / 80_000);
  expect(secondsLeft(1000e6, 10e6, 100, limits)).toBeCloseTo(9995);
  // Nothing flows now, and it may again.
  expect(secondsLeft(1000e6, 0, 100, limits)).toBeCloseTo(1000e6 / 10_000);
  expect(secondsLeft(null, 10e6, 100, limits)).toBeNull();
});
