import { execFileSync } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { listRecordings } from '../../src/recording/catalogue.ts';
import { recordingId } from '../../src/recording/naming.ts';
import { settingsHash } from '../../src/recording/settingsHash.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { opened } from './opened.ts';
import { record } from './record.ts';
import { SESSION, STARTED_US, sessionSteps, temporaryFolder } from './session.ts';

describe('the list of recordings', () => {
  it('tells of each who, when, how long and whether it is finished, newest first', async () => {
    const folder = await temporaryFolder();
    const source = await record(sessionSteps(4));
    const finished = await readFile(source);
    const older = join(folder, `${recordingId(STARTED_US, 'P-7F3K')}.mcap`);
    await writeFile(older, finished);
    const newer = join(folder, `${recordingId(STARTED_US + 60e6, 'P-2')}.mcap`);
    const writer = await RecordingWriter.create(newer, {
      ...SESSION,
      subject: 'P-2',
      startedUs: STARTED_US + 60e6,
    });

    const recording = await opened(older);
    const common = {
      protocol: 'squat',
      simulated: true,
      task: 'bilateralSquat',
      assessment: null,
      sessionId: SESSION.id,
      ancestors: [],
    };
    expect(await listRecordings(folder)).toEqual([
      {
        ...common,
        id: '2026-11-22T19-04-11Z-P-2',
        path: newer,
        session: '2026-11-22T19-04-11Z-P-2',
        part: 1,
        subject: 'P-2',
        startedUs: STARTED_US + 60e6,
        durationS: null,
        finished: false,
        sizeBytes: writer.status.bytesWritten,
      },
      {
        ...common,
        id: '2026-11-22T19-03-11Z-P-7F3K',
        path: older,
        session: '2026-11-22T19-03-11Z-P-7F3K',
        part: 1,
        subject: 'P-7F3K',
        startedUs: STARTED_US,
        durationS: recording.durationS,
        finished: true,
        sizeBytes: finished.length,
      },
    ]);
    expect(recording.durationS).toBeCloseTo(4, 1);
    await writer.close();
  });

  it('passes over what is no recording', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'notes.txt'), 'x');
    await writeFile(join(folder, 'empty.mcap'), '');
    await writeFile(join(folder, 'other.mcap'), 'not MCAP at all');
    await mkdir(join(folder, 'folder.mcap'));
    expect(await listRecordings(folder)).toEqual([]);
  });

  it('passes over links, folders and named pipes that are called like recordings', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'whole.mcap'), await readFile(await record(sessionSteps(1))));
    await symlink(await record(sessionSteps(1)), join(folder, 'elsewhere.mcap'));
    await symlink(join(folder, 'whole.mcap'), join(folder, 'twin.mcap'));
    await mkdir(join(folder, 'folder.mcap'));
    execFileSync('mkfifo', [join(folder, 'pipe.mcap')]);
    expect((await listRecordings(folder)).map(({ id }) => id)).toEqual(['whole']);
  });

  it('says that a folder cannot be read', async () => {
    const folder = join(await temporaryFolder(), 'gone');
    await expect(listRecordings(folder)).rejects.toThrow(`Cannot list the recordings in ${folder}`);
  });
});

describe('the name of a recording', () => {
  it('is the UTC second it began and the subject', () => {
    expect(recordingId(STARTED_US + 999_999, 'P-7F3K')).toBe('2026-11-22T19-03-11Z-P-7F3K');
  });

  it.each(['', '../etc', 'Jane Doe', 'a/b', '.hidden', 'x'.repeat(33)])(
    'refuses the subject "%s"',
    (subject) => {
      expect(() => recordingId(STARTED_US, subject)).toThrow(/cannot name a recording: valid are/);
    },
  );
});

describe('the hash of settings', () => {
  it('is the same for every order of keys and another for another value', () => {
    const { cue, subject, ...rest } = DEFAULT_SETTINGS;
    const reordered = { subject, cue, ...rest };
    expect(Object.keys(reordered)).not.toEqual(Object.keys(DEFAULT_SETTINGS));
    expect(settingsHash(reordered)).toBe(settingsHash(DEFAULT_SETTINGS));
    expect(settingsHash({ ...DEFAULT_SETTINGS, frameRateHz: 200 })).not.toBe(
      settingsHash(DEFAULT_SETTINGS),
    );
    expect(settingsHash(DEFAULT_SETTINGS)).toMatch(/^[0-9a-f]{64}$/);
  });
});
