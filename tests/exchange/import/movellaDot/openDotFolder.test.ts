import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CsvRows } from '../../../../src/exchange/import/csv/rowBatch.ts';
import { openDotFolder } from '../../../../src/exchange/import/movellaDot/openDotFolder.ts';
import { REAL_DATA_FOLDER, REAL_DATA_NOTE, REAL_DATA_PRESENT } from '../../../tools/realData.ts';
import { errorOf } from '../errorOf.ts';
import { type DotFile, dotFolder, PERIOD_US } from './dotFolder.ts';

interface ReadFolder {
  readonly names: readonly string[];
  readonly rateHz: number;
  readonly startedUs: number | null;
  readonly timeS: readonly number[];
  /** Acceleration along x of each sensor. */
  readonly x: readonly (readonly number[])[];
  readonly batches: readonly CsvRows[];
  readonly alone: number;
}

async function readFolder(folder: string): Promise<ReadFolder> {
  const { csv, startedUs } = await openDotFolder(folder);
  try {
    const batches: CsvRows[] = [];
    for await (const rows of csv.rows()) batches.push(rows);
    return {
      names: csv.sensors.map(({ prefix }) => prefix),
      rateHz: csv.rateHz,
      startedUs,
      timeS: batches.flatMap((rows) => [...rows.timeS]),
      x: csv.sensors.map((_, i) =>
        batches.flatMap(({ sensors }) =>
          [...sensors[i].acceleration].filter((__, k) => k % 3 === 0),
        ),
      ),
      batches,
      alone: csv.alone,
    };
  } finally {
    await csv.close();
  }
}

const FEMUR: DotFile = { tag: 'Femur', firstUs: 1_020_235_923, rows: 200 };
const TIBIA: DotFile = { ...FEMUR, tag: 'Tibia', firstUs: FEMUR.firstUs + PERIOD_US, rows: 199 };

describe('a folder of the Movella DOT app', () => {
  it('is one table of the instants that all sensors have, in SI units', async () => {
    const { names, rateHz, timeS, x, batches, alone } = await readFolder(
      await dotFolder(FEMUR, TIBIA),
    );
    expect(names).toEqual(['Femur', 'Tibia']);
    expect(rateHz).toBeCloseTo(1e6 / PERIOD_US, 3);
    expect(timeS).toHaveLength(199);
    expect(timeS[0]).toBe(0);
    expect(timeS[198]).toBeCloseTo((198 * PERIOD_US) / 1e6, 6);
    expect([x[0][0], x[1][0], x[0][100], x[1][100]]).toEqual([0.001, 0, 0.101, 0.1]);
    expect(alone).toBe(1);
    const [{ sensors }] = batches;
    expect([...sensors[0].angularRate.subarray(0, 3)]).toEqual([Math.PI, 0, -Math.PI / 2]);
    expect([...(sensors[1].magneticField ?? []).slice(0, 3)]).toEqual([0.5, 0.1, -0.2]);
  });

  it('keeps together over missing samples of either sensor', async () => {
    const { timeS, x, alone } = await readFolder(
      await dotFolder({ ...FEMUR, without: [50, 51] }, { ...TIBIA, without: [100] }),
    );
    expect(timeS).toHaveLength(196);
    expect(alone).toBe(4);
    for (const [row, t] of timeS.entries()) {
      const index = Math.round((t * 1e6) / PERIOD_US);
      expect(x[0][row]).toBeCloseTo((index + 1) / 1000, 9);
      expect(x[1][row]).toBeCloseTo(index / 1000, 9);
    }
  });

  it('goes on where the counters of the sensors begin anew', async () => {
    // The first begins a sample before the 32 bits are full, the second just behind.
    const firstUs = 2 ** 32 - PERIOD_US;
    const { timeS, alone } = await readFolder(
      await dotFolder({ ...FEMUR, firstUs }, { ...TIBIA, firstUs: 0 }),
    );
    expect(alone).toBe(1);
    expect(timeS).toHaveLength(199);
    const steps = timeS.slice(1).map((t, i) => t - timeS[i]);
    expect(Math.max(...steps.map((step) => Math.abs(step - PERIOD_US / 1e6)))).toBeLessThan(1e-9);
  });

  it.each([
    ['2024-12-09_17:31:07_886 CET', Date.UTC(2024, 11, 9, 16, 31, 7, 886)],
    ['2024-07-09_17:31:07_5 CEST', Date.UTC(2024, 6, 9, 15, 31, 7, 5)],
    ['2024-07-09_17:31:07_005 IST', null],
    ['today', null],
  ])('began at %s', async (start, ms) => {
    const { startedUs } = await readFolder(await dotFolder({ ...FEMUR, start }));
    expect(startedUs).toBe(ms === null ? null : ms * 1000);
  });

  it.each<readonly [what: string, files: readonly DotFile[], says: RegExp]>([
    ['sensors that were not synced', [FEMUR, { ...TIBIA, sync: 'Unsynced' }], /SyncStatus/],
    ['one tag twice', [FEMUR, { ...TIBIA, tag: 'femur' }], /DeviceTag "femur"/],
    ['no instant in common', [FEMUR, { ...TIBIA, firstUs: 2e9 }], /no instant in common/],
    [
      'a mode without rates',
      [{ ...FEMUR, columns: 'PacketCounter,SampleTimeFine,Quat_W,Quat_X,Quat_Y,Quat_Z' }],
      /line 9: column Acc_X is missing/,
    ],
    ['a table of something else', [{ ...FEMUR, columns: 'a,b' }], /begins with PacketCounter/],
  ])('is refused for %s', async (_, files, says) => {
    expect((await errorOf(dotFolder(...files).then(readFolder))).message).toMatch(says);
  });

  it('is refused with line and column for a cell that is no number', async () => {
    const folder = await dotFolder(FEMUR);
    const path = join(folder, 'sensor1.csv');
    await writeFile(path, (await readFile(path, 'utf8')).replace('0.15,0.0,9.81', '0.15,,9.81'));
    const error = await errorOf(readFolder(folder));
    expect(error).toMatchObject({ line: 160, column: 'Acc_Y' });
    expect(error.message).toContain('the cell is empty');
  });

  it('is refused where there is no file, and where folders are in it alone', async () => {
    const folder = await dotFolder();
    await mkdir(join(folder, 'inner'));
    expect((await errorOf(readFolder(folder))).message).toContain('0 CSV files');
  });
});

describe.skipIf(!REAL_DATA_PRESENT)(`real exports of the app${REAL_DATA_NOTE}`, () => {
  const data = join(REAL_DATA_FOLDER, 'movella-dot-csv');
  const folders = REAL_DATA_PRESENT ? readdirSync(data) : [];

  it.each(folders)('are read whole: %s', async (name) => {
    const folder = join(data, name);
    const { timeS, rateHz, startedUs, batches, alone } = await readFolder(folder);
    const [first] = readdirSync(folder);
    const rows = readFileSync(join(folder, first), 'utf8').split(/\n\d+,/).length - 1;
    // Sensors are stopped one after the other, within a few samples.
    expect(rows - timeS.length).toBeLessThan(10);
    expect(alone).toBeLessThan(10);
    expect(rateHz).toBeCloseTo(60, 2);
    expect(startedUs).not.toBeNull();
    for (const { sensors } of batches) {
      for (const { acceleration, angularRate } of sensors) {
        expect(acceleration.every(Number.isFinite) && angularRate.every(Number.isFinite)).toBe(
          true,
        );
      }
    }
  });
});
