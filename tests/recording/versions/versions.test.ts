import { readdirSync } from 'node:fs';
import { cp, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stateCheck } from '../../../src/cli/doctor/stateCheck.ts';
import { PlacementStore } from '../../../src/hub/placementStore.ts';
import { keptRetention } from '../../../src/hub/retentionStore.ts';
import { keptSettings } from '../../../src/hub/settingsStore.ts';
import { CursorStore } from '../../../src/influx/upload/cursorStore.ts';
import { listRecordings } from '../../../src/recording/catalogue.ts';
import { exportsOf } from '../../../src/recording/deletion/exportLog.ts';
import { openRecording } from '../../../src/recording/reader.ts';
import { readSidecar } from '../../../src/recording/sidecar/sidecarFile.ts';
import { unknownText } from '../../../src/recording/unknownMessages.ts';
import { recompute } from '../../../src/reprocess/recompute.ts';
import { configAt } from '../../influx/server/stubConfig.ts';
import { temporaryFolder } from '../session.ts';

const HERE = import.meta.dirname;
const VERSIONS = readdirSync(HERE, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** The folder of an older version, as it was. */
async function folderOf(version: string): Promise<string> {
  const folder = join(await temporaryFolder(), 'recordings');
  await cp(join(HERE, version), folder, { recursive: true });
  await rename(join(folder, 'state'), join(folder, '.plumbline'));
  return folder;
}

it('there is a folder of the first version', () => {
  expect(VERSIONS).toContain('0.1.0');
});

describe.each(VERSIONS)('what version %s left', (version) => {
  it('is a recording that opens, whole, and computes', async () => {
    const [listing, ...more] = await listRecordings(await folderOf(version));
    expect(more).toEqual([]);
    expect(listing).toMatchObject({ subject: 'P-7F3K', simulated: true, finished: true });
    const recording = await openRecording(listing?.path ?? '');
    const stored = { frames: 0, events: 0 };
    for await (const _ of recording.frames()) stored.frames++;
    for await (const _ of recording.events()) stored.events++;
    const computed = { frames: 0, events: 0 };
    for await (const { frames, events } of recompute(recording)) {
      computed.frames += frames.length;
      computed.events += events.length;
    }
    expect(recording.damagedChunks).toBe(0);
    expect(unknownText(recording.unknownMessages)).toBeNull();
    await recording.close();
    expect(stored.frames).toBeGreaterThan(40);
    // This version may compute otherwise, but not of fewer packets.
    expect(computed.frames).toBeGreaterThan(40);
  });

  it('is said of it as it was', async () => {
    const [listing] = await listRecordings(await folderOf(version));
    const { sidecar, problem } = await readSidecar(listing?.path ?? '');
    expect(problem).toBeNull();
    expect(sidecar).toMatchObject({
      facts: { loadKg: 20, footwear: 'barefoot' },
      tags: ['pilot'],
      annotations: [expect.objectContaining({ text: 'heels up' })],
    });
  });

  it('is state that holds', async () => {
    const folder = await folderOf(version);
    const [{ id = '' } = {}] = await listRecordings(folder);
    expect(await stateCheck(folder)).toMatchObject({ state: 'ok' });
    expect(await keptRetention(folder)).toBe(365);
    expect((await keptSettings(folder)).settings.cue?.fromBand).toBe(2);
    const placements = new PlacementStore(folder);
    expect(await placements.load()).toBeNull();
    expect(placements.wearerOf('right_shank')).toBe('SIM-right-shank');
    expect((await exportsOf(folder, id)).files).toEqual(['/data/squats.csv']);
    const config = configAt('http://db.lab:8086', { org: '', bucket: 'lab' });
    const cursor = await new CursorStore(join(folder, '.plumbline'), config).read(`${id}.mcap`);
    expect(cursor).toMatchObject({ finished: true, subject: 'P-7F3K' });
    expect((await readdir(join(folder, '.plumbline'))).sort()).toEqual(
      (await readdir(join(HERE, version, 'state'))).sort(),
    );
  });
});
