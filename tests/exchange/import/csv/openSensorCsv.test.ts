import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSensorCsv } from '../../../../src/exchange/import/csv/openSensorCsv.ts';
import { collect } from '../../../recording/collect.ts';
import { CAN_LIST_HANDLES, openHandles } from '../openHandles.ts';
import { temporaryFile } from '../temporaryFile.ts';
import { readAll } from './readAll.ts';
import { sampleCsv, sampleRows, sampleValue, withCell, withLines } from './sampleTable.ts';

const GOOD = sampleCsv();

/** A thousand rows of three columns. */
function samples(firstRow: number, firstColumn: number): Float64Array {
  return Float64Array.from({ length: 3000 }, (_, i) =>
    sampleValue(firstRow + Math.floor(i / 3), firstColumn + (i % 3)),
  );
}

describe('a table of sensor samples', () => {
  it('gives every value in its place, in batches', async () => {
    const sensors = ['left_thigh', 'r_shank', 'pelvis', 'foot'];
    const path = await temporaryFile('table.csv', sampleCsv({ sensors, rows: 4321 }));
    const table = await readAll(path);
    expect(table.rateHz).toBeCloseTo(100, 6);
    expect(table.ignoredColumns).toEqual([]);
    expect(table.sensors).toEqual([
      { prefix: 'left_thigh', segment: 'thigh', side: 'left', magnetometer: false },
      { prefix: 'r_shank', segment: 'shank', side: 'right', magnetometer: false },
      { prefix: 'pelvis', segment: 'pelvis', side: null, magnetometer: false },
      { prefix: 'foot', segment: 'foot', side: null, magnetometer: false },
    ]);
    expect(table.batches.map(({ count }) => count)).toEqual([1000, 1000, 1000, 1000, 321]);
    expect(table.batches.map(({ firstLine }) => firstLine)).toEqual([2, 1002, 2002, 3002, 4002]);
    expect(table.timeS).toEqual(table.timeS.map((_, row) => Number((row / 100).toFixed(4))));
    const [, , { sensors: thirdBatch }] = table.batches;
    for (const [s, { acceleration, angularRate, magneticField }] of thirdBatch.entries()) {
      expect(acceleration).toEqual(samples(2000, 6 * s));
      expect(angularRate).toEqual(samples(2000, 6 * s + 3));
      expect(magneticField).toBeNull();
    }
  });

  it.each([
    ['with a byte order mark', `\uFEFF${GOOD}`],
    ['with CRLF', GOOD.replaceAll('\n', '\r\n')],
    ['with both line ends', GOOD.replaceAll('5\n', '5\r\n')],
    ['with semicolons', GOOD.replaceAll(',', ';')],
    ['with tabs', GOOD.replaceAll(',', '\t')],
    ['with a sep= line', `sep=;\r\n${GOOD.replaceAll(',', ';').replaceAll('\n', '\r\n')}`],
    ['with quotes round every cell', GOOD.replaceAll(/[^,\n]+/g, '"$&"')],
    ['with quotes in the header', GOOD.replace(/.+/, (line) => line.replaceAll(/\w+/g, '"$&"'))],
    ['with blanks round the cells', GOOD.replaceAll(',', ' , ')],
    ['without a line feed at the end', GOOD.trimEnd()],
    ['with blank lines at the end', `${GOOD}\n\r\n  \n`],
    ['with blank lines at the beginning', `\n\n${GOOD}`],
    ['gzipped', gzipSync(GOOD)],
    [
      'gzipped in two parts',
      Buffer.concat([gzipSync(GOOD.slice(0, 999)), gzipSync(GOOD.slice(999))]),
    ],
    ['with numbers in other notations', withCell(9, 2, '+1.5e-1').replace(/,0\.\d+/, ',.25')],
  ])('is read %s', async (_, content) => {
    const { rateHz, timeS, batches, ignoredColumns } = await readAll(
      await temporaryFile('table.csv', content),
    );
    expect(rateHz).toBeCloseTo(100, 6);
    expect(ignoredColumns).toEqual([]);
    expect(timeS).toHaveLength(120);
    expect(batches[0].sensors[0].acceleration[3 * 30 + 2]).toBe(sampleValue(30, 2));
  });

  it('names the columns that it leaves out and does not look into them', async () => {
    const lines = sampleRows().map((line, i) =>
      i === 0 ? `${line},note,,q_w` : `${line},"a ""b"",",,nan`,
    );
    const table = await readAll(await temporaryFile('table.csv', lines.join('\n')));
    expect(table.ignoredColumns).toEqual(['note', '', 'q_w']);
    expect(table.timeS).toHaveLength(120);
  });

  it('takes a magnetometer where there is one', async () => {
    const lines = sampleRows({ sensors: ['shank', 'foot'] }).map((line, i) =>
      i === 0 ? `${line},shank_mx,shank_my,shank_mz` : `${line},${i},-40.5,1e-1`,
    );
    const { sensors, batches } = await readAll(await temporaryFile('table.csv', lines.join('\n')));
    expect(sensors.map(({ magnetometer }) => magnetometer)).toEqual([true, false]);
    expect(batches[0].sensors[0].magneticField?.subarray(3, 6)).toEqual(
      Float64Array.of(2, -40.5, 0.1),
    );
    expect(batches[0].sensors[1].magneticField).toBeNull();
  });

  it('takes any sensor where these are asked for, with and without a name', async () => {
    const sensors = ['', 'imu1', 'l_thigh', 'left_thigh'];
    const path = await temporaryFile('table.csv', sampleCsv({ sensors }));
    const table = await readAll(path, { accept: 'anySensor' });
    expect(table.sensors.map(({ prefix, segment, side }) => [prefix, segment, side])).toEqual([
      ['', null, null],
      ['imu1', null, null],
      ['l_thigh', 'thigh', 'left'],
      ['left_thigh', 'thigh', 'left'],
    ]);
  });

  it.each(['mag_mx', 'knee_ax', 'knee_ax,mag_mx,mag_my'])(
    'leaves %s out beside any sensor that is whole',
    async (columns) => {
      const lines = sampleRows({ sensors: ['imu1', 'imu2'] }).map(
        (line, i) => `${line},${i === 0 ? columns : columns.replaceAll(/\w+/g, '1')}`,
      );
      const path = await temporaryFile('table.csv', lines.join('\n'));
      const { sensors, ignoredColumns } = await readAll(path, { accept: 'anySensor' });
      expect(sensors.map(({ prefix }) => prefix)).toEqual(['imu1', 'imu2']);
      expect(ignoredColumns).toEqual(columns.split(','));
    },
  );

  it('says what any sensor lacks where none is whole', async () => {
    const content = GOOD.replace('left_thigh_gz', 'imu1_gz');
    const path = await temporaryFile('table.csv', content);
    await expect(readAll(path, { accept: 'anySensor' })).rejects.toThrow(
      'the sensor left_thigh has not all of its columns: left_thigh_gz is missing',
    );
  });

  it('leaves other sensors out where segments are asked for', async () => {
    const path = await temporaryFile('table.csv', sampleCsv({ sensors: ['imu1', 'thigh'] }));
    const { sensors, ignoredColumns } = await readAll(path);
    expect(sensors.map(({ prefix }) => prefix)).toEqual(['thigh']);
    expect(ignoredColumns).toContain('imu1_gz');
  });

  it('keeps Unix seconds to the microsecond', async () => {
    const path = await temporaryFile('table.csv', sampleCsv({ startS: 1_700_000_000, digits: 6 }));
    const { timeS, rateHz } = await readAll(path);
    expect(timeS[37]).toBe(1_700_000_000.37);
    expect(rateHz).toBeCloseTo(100, 3);
  });

  it('takes missing rows as gaps', async () => {
    const path = await temporaryFile(
      'table.csv',
      withLines((lines) => lines.filter((_, i) => i < 50 || (i > 180 && i % 7 !== 0)), {
        rows: 900,
      }),
    );
    const { timeS, rateHz } = await readAll(path);
    expect(rateHz).toBeCloseTo(100, 6);
    expect(timeS[49]).toBe(1.8);
  });

  it('says how far it is', async () => {
    const path = await temporaryFile('table.csv', sampleCsv({ rows: 3000 }));
    const seen: [number, number][] = [];
    await readAll(path, { onProgress: (read, total) => seen.push([read, total]) });
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.map(([read]) => read)).toEqual(
      seen.map(([read]) => read).toSorted((a, b) => a - b),
    );
    const [read, total] = seen[seen.length - 1];
    expect(read).toBe(total);
  });

  it('stops with the reason of the signal', async () => {
    const path = await temporaryFile('table.csv', sampleCsv({ rows: 20_000 }));
    const controller = new AbortController();
    const table = await openSensorCsv(path, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(collect(table.rows())).rejects.toThrow('enough');
    await table.close();
  });

  it.skipIf(!CAN_LIST_HANDLES)(
    'holds its file until it is closed, however that happens',
    async () => {
      const path = await temporaryFile('table.csv', gzipSync(sampleCsv({ rows: 20_000 })));
      const unread = await openSensorCsv(path);
      const begun = await openSensorCsv(path);
      const rows = begun.rows();
      await rows.next();
      expect(openHandles(path)).toBe(2);
      await unread.close();
      await unread.close();
      expect(openHandles(path)).toBe(1);
      await begun.close();
      expect(openHandles(path)).toBe(0);
    },
  );

  it('gives its rows once', async () => {
    const table = await openSensorCsv(await temporaryFile('table.csv', GOOD));
    await table.rows().next();
    await expect(table.rows().next()).rejects.toThrow('valid is once');
    await table.close();
  });
});
