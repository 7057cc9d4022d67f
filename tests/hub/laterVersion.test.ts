import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CalibrationStore } from '../../src/hub/calibrationStore.ts';
import { PlacementStore } from '../../src/hub/placementStore.ts';
import { keepRetention, keptRetention } from '../../src/hub/retentionStore.ts';
import { keepSettings, settingsPathIn, usableSettings } from '../../src/hub/settingsStore.ts';
import { CursorStore } from '../../src/influx/upload/cursorStore.ts';
import { exportLogPath, noteExport } from '../../src/recording/deletion/exportLog.ts';
import {
  changeSidecar,
  readSidecar,
  sidecarPath,
} from '../../src/recording/sidecar/sidecarFile.ts';
import { configAt } from '../influx/server/stubConfig.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'later-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** As a later version might write it. */
const LATER = `${JSON.stringify({ schemaVersion: 99, wisdom: 'of a later version' })}\n`;

async function leave(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, LATER);
}

/** Whether what the later version left is still in the folder of `path`, under whatever name. */
async function isKept(path: string): Promise<boolean> {
  const names = await readdir(dirname(path));
  const texts = await Promise.all(names.map((name) => readFile(join(dirname(path), name), 'utf8')));
  return texts.includes(LATER);
}

describe('what a later version wrote is not destroyed where', () => {
  it('settings are kept again', async () => {
    const path = settingsPathIn(folder);
    await leave(path);
    const { kept, problem } = await usableSettings(folder);
    expect(problem).toContain('another version of Plumbline');
    for (let i = 1; i < 3; i++) await keepSettings(folder, { ...kept, revision: i });
    expect((await usableSettings(folder)).kept.revision).toBe(2);
    expect(await readFile(`${path}.version-99`, 'utf8')).toBe(LATER);
  });

  it('a retention is set', async () => {
    const path = join(folder, '.plumbline', 'retention.json');
    await leave(path);
    await expect(keptRetention(folder)).rejects.toThrow('schemaVersion');
    await keepRetention(folder, 30);
    expect(await keptRetention(folder)).toBe(30);
    expect(await isKept(path)).toBe(true);
  });

  it('a sensor is placed', async () => {
    const path = join(folder, '.plumbline', 'placements.json');
    await leave(path);
    const store = new PlacementStore(folder);
    expect(await store.load()).toContain('set aside');
    await store.set('A1', 'right_thigh');
    expect(await isKept(path)).toBe(true);
  });

  it('calibrations are loaded', async () => {
    const path = join(folder, '.plumbline', 'calibrations', 'a.json');
    await leave(path);
    expect(await new CalibrationStore(folder).load()).toEqual([
      expect.stringContaining('set aside'),
    ]);
    expect(await isKept(path)).toBe(true);
  });

  it('a recording is exported', async () => {
    const path = exportLogPath(folder, 'r1');
    await leave(path);
    await noteExport(join(folder, 'r1.mcap'), [join(folder, 'r1.csv')]);
    expect(await isKept(path)).toBe(true);
  });

  it('a recording is uploaded', async () => {
    const path = join(folder, 'uploads', 'r1.json');
    await leave(path);
    const store = new CursorStore(folder, configAt('http://127.0.0.1:1'));
    expect(await store.read('r1')).toBeNull();
    await store.save('r1', {
      offset: 1,
      finished: true,
      hub: 'lab',
      detail: { bodyRateHz: null, samples: false },
      lines: null as never,
      session: 'r1',
      subject: 'P-1',
      recordedSubject: 'P-1',
      kin: [],
    });
    expect(await isKept(path)).toBe(true);
  });

  it('something is said of a recording', async () => {
    const recording = join(folder, 'r1.mcap');
    await leave(sidecarPath(recording));
    expect((await readSidecar(recording)).problem).toContain('a later version wrote it, 99');
    await expect(changeSidecar(recording, (before) => before)).rejects.toThrow('move it away');
    expect(await isKept(sidecarPath(recording))).toBe(true);
  });
});
