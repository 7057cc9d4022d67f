import { execFile } from 'node:child_process';
import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CalibrationStore } from '../../src/hub/calibrationStore.ts';
import { PlacementStore } from '../../src/hub/placementStore.ts';
import { keptRepeatability } from '../../src/hub/repeatabilityStore.ts';
import { keepRetention, keptRetention } from '../../src/hub/retentionStore.ts';
import { usableSettings } from '../../src/hub/settingsStore.ts';
import { ownCertificate } from '../../src/hub/tls/ownCertificate.ts';
import { hangBefore, hangFileIn } from '../../src/hub/watchdog/hangBefore.ts';
import { RequestFiles } from '../../src/influx/deletion/requestFiles.ts';
import { CursorStore } from '../../src/influx/upload/cursorStore.ts';
import {
  cursorPath,
  deletionRequestPath,
  deletionsFolder,
  uploadsOf,
} from '../../src/recording/deletion/deletionRequest.ts';
import { exportsOf } from '../../src/recording/deletion/exportLog.ts';
import { configAt } from '../influx/server/stubConfig.ts';
import { temporaryFolder } from '../recording/session.ts';

const run = promisify(execFile);

/** What a crash, an editor or a person may leave in place of a file. */
const BAD: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  empty: (path) => writeFile(path, ''),
  torn: (path) => writeFile(path, '{"schemaVersion": 1, "pla'),
  zeros: (path) => writeFile(path, new Uint8Array(300)),
  'UTF-16': (path) => writeFile(path, Buffer.from('\uFEFF{"schemaVersion": 1}', 'utf16le')),
  'another version': (path) => writeFile(path, '{"schemaVersion": 99}'),
  'another type': (path) => writeFile(path, '[1, 2]'),
  'a folder': (path) => mkdir(path),
  'a named pipe': (path) => run('mkfifo', [path]),
  'a link to itself': (path) => symlink(path, path),
  '100 MB': async (path) => {
    await writeFile(path, '{');
    await truncate(path, 100e6);
  },
};

const text = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : '');

/** Reads it as a start does. @returns what is said of it, and whether defaults are in force */
const READ: Readonly<
  Record<string, (folder: string) => Promise<readonly [said: string, isDefault: boolean]>>
> = {
  'placements.json': async (folder) => {
    const store = new PlacementStore(folder);
    return [(await store.load()) ?? '', store.placements.size === 0];
  },
  'calibrations/0123456789abcdef.json': async (folder) => {
    const store = new CalibrationStore(folder);
    return [(await store.load()).join(), store.fitting(new Map()) === null];
  },
  'settings.json': async (folder) => {
    const { kept, problem } = await usableSettings(folder);
    return [problem ?? '', kept.revision === 0];
  },
  'repeatability.json': async (folder) => [
    await keptRepeatability(folder, 'bilateralSquat').then(String, text),
    true,
  ],
  'retention.json': async (folder) => [await keptRetention(folder).then(String, text), true],
};

describe('a state file of the hub that is no longer what it was', () => {
  const table = Object.keys(READ).flatMap((file) => Object.keys(BAD).map((how) => [file, how]));

  it.each(table)('%s as %s: is named, kept beside, and the defaults hold', async (file, how) => {
    const folder = await temporaryFolder();
    const path = join(folder, '.plumbline', file);
    await mkdir(dirname(path), { recursive: true });
    await BAD[how]?.(path);
    const [said, isDefault] = (await READ[file]?.(folder)) ?? [];
    expect(isDefault).toBe(true);
    expect(said).toContain(file.split('/').at(-1)?.replace('.json', ''));
    expect(said).toMatch(/(is not JSON|cannot be read|MiB|valid is|expected|Invalid)/);
    const [left] = await readdir(dirname(path));
    expect(left).toMatch(new RegExp(`^${file.split('/').at(-1)}(\\.unreadable)?$`));
  });

  it('keeps all that it set aside', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, '.plumbline', 'placements.json');
    await mkdir(dirname(path));
    for (const content of ['first', 'second', 'third']) {
      await writeFile(path, content);
      await new PlacementStore(folder).load();
    }
    const names = ['', '.2', '.3'].map((number) => `placements.json.unreadable${number}`);
    expect(await readdir(dirname(path))).toEqual(names);
    const contents = await Promise.all(
      names.map((name) => readFile(join(dirname(path), name), 'utf8')),
    );
    expect(contents).toEqual(['first', 'second', 'third']);
  });

  // Read whole, so one of 100 MB takes its time.
  it.each(Object.keys(BAD).filter((how) => how !== '100 MB'))(
    'a book of exports as %s knows of none',
    async (how) => {
      const folder = await temporaryFolder();
      await mkdir(join(folder, '.plumbline', 'exports'), { recursive: true });
      await BAD[how]?.(join(folder, '.plumbline', 'exports', 's.json'));
      expect(await exportsOf(folder, 's')).toEqual({ files: [], stamps: {}, dataSets: [] });
    },
  );
});

describe('a named pipe in the place of', () => {
  it('what the watchdog wrote holds up no start', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.plumbline'));
    await run('mkfifo', [hangFileIn(folder)]);
    expect(await hangBefore(folder)).toBeNull();
  });

  it('a state file is replaced when it is written again', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.plumbline'));
    await run('mkfifo', [join(folder, '.plumbline', 'retention.json')]);
    await keepRetention(folder, 30);
    expect(await keptRetention(folder)).toBe(30);
  });

  it('cursors or a request of a deletion holds up no upload', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.plumbline', 'uploads'), { recursive: true });
    await mkdir(deletionsFolder(folder));
    await run('mkfifo', [cursorPath(folder, 's.mcap'), deletionRequestPath(folder, 's')]);
    expect(await uploadsOf(folder, 's.mcap')).toEqual([]);
    const cursors = new CursorStore(join(folder, '.plumbline'), configAt('http://127.0.0.1:1'));
    expect(await cursors.read('s.mcap')).toBeNull();
    const requests = new RequestFiles(folder);
    await requests.look();
    expect(requests.requests).toEqual([]);
  });
});

/** Every read of it fails with EIO, as of a disk that is failing; what it stands for may be sound. */
const EIO = '/proc/self/mem';

describe('a state file that cannot be read now', () => {
  it.each(Object.keys(READ))('%s: is told, and stays where it is', async (file) => {
    const folder = await temporaryFolder();
    const path = join(folder, '.plumbline', file);
    await mkdir(dirname(path), { recursive: true });
    await symlink(EIO, path);
    const [said, isDefault] = (await READ[file]?.(folder)) ?? [];
    expect(isDefault).toBe(true);
    expect(said).toMatch(/cannot be read: EIO/);
    expect(said).not.toContain('set aside');
    expect(await readdir(dirname(path))).toEqual([file.split('/').at(-1)]);
  });

  it('as placements is not written over before it was read', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, '.plumbline', 'placements.json');
    await mkdir(dirname(path));
    await symlink(EIO, path);
    const store = new PlacementStore(folder);
    await store.load();
    await rm(path);
    const sound = '{"schemaVersion": 1, "placements": {"A1": "right_shank"}}';
    await writeFile(path, sound);
    await expect(store.set('B2', 'right_thigh')).rejects.toThrow('cannot be read: EIO');
    expect(store.wearerOf('right_thigh')).toBe('B2');
    expect(await readFile(path, 'utf8')).toBe(sound);
    expect(await store.load()).toBeNull();
    await store.set('B2', 'right_thigh');
    expect([...store.placements.keys()]).toEqual(['A1', 'B2']);
  });

  it('as the certificate of the hub is not replaced: its fingerprint is the one people know', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, '.plumbline', 'certificate.json');
    const names = ['localhost'];
    const { cert } = await ownCertificate(folder, names, Date.now());
    await rename(path, `${path}.sound`);
    await symlink(EIO, path);
    await expect(ownCertificate(folder, names, Date.now())).rejects.toThrow(
      /certificate\.json cannot be read: EIO/,
    );
    await rename(`${path}.sound`, path);
    expect((await ownCertificate(folder, names, Date.now())).cert).toBe(cert);
  });
});
