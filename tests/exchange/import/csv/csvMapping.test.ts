import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCsvMapping } from '../../../../src/exchange/import/csv/csvMapping.ts';
import type { AcceptedSensors } from '../../../../src/exchange/import/csv/tableLayout.ts';
import { errorOf } from '../errorOf.ts';
import { temporaryFile } from '../temporaryFile.ts';
import { readAll } from './readAll.ts';

const HEADER = 'Time_ms,AccX,AccY,AccZ,GyrX,GyrY,GyrZ,MagX,MagY,MagZ,Battery';
const TABLE = [
  HEADER,
  ...Array.from(
    { length: 120 },
    (_, i) => `${1_700_000_000_000 + 10 * i},1,0,-0.5,180,-90,${i},0.04,0,-0.02,97`,
  ),
].join('\n');

const THIGH = {
  acceleration: { columns: ['AccX', 'AccY', 'AccZ'], unit: 'g' },
  angularRate: { columns: ['GyrX', 'GyrY', 'GyrZ'], unit: 'deg/s' },
};
const MAPPING = {
  time: { column: 'Time_ms', unit: 'ms' },
  sensors: { left_thigh: THIGH },
};

async function readMapped(
  mapping: unknown,
  accept: AcceptedSensors = 'segments',
  table: string = TABLE,
) {
  const text = typeof mapping === 'string' ? mapping : JSON.stringify(mapping);
  const read = await readCsvMapping(await temporaryFile('mapping.json', text));
  return await readAll(await temporaryFile('table.csv', table), { mapping: read, accept });
}

function withUnit(quantity: 'acceleration' | 'angularRate' | 'time', unit: unknown): unknown {
  if (quantity === 'time') return { ...MAPPING, time: { ...MAPPING.time, unit } };
  const sensor = { ...THIGH, [quantity]: { ...THIGH[quantity], unit } };
  return { ...MAPPING, sensors: { left_thigh: sensor } };
}

describe('a mapping file', () => {
  it('gives foreign columns their meaning and turns their units into SI', async () => {
    const magneticField = { columns: ['MagX', 'MagY', 'MagZ'], unit: 'mT' };
    const mapping = { ...MAPPING, sensors: { left_thigh: { ...THIGH, magneticField } } };
    const { sensors, ignoredColumns, rateHz, timeS, batches } = await readMapped(mapping);
    expect(sensors).toEqual([
      { prefix: 'left_thigh', segment: 'thigh', side: 'left', magnetometer: true },
    ]);
    expect(ignoredColumns).toEqual(['Battery']);
    expect(rateHz).toBeCloseTo(100, 3);
    expect(timeS[7]).toBeCloseTo(1_700_000_000.07, 6);
    const [values] = batches[0].sensors;
    expect([...values.acceleration.subarray(0, 3)]).toEqual([9.80665, 0, -0.5 * 9.80665]);
    expect(values.angularRate[0]).toBeCloseTo(Math.PI, 12);
    expect(values.angularRate[3 * 90 + 2]).toBeCloseTo(Math.PI / 2, 12);
    expect(values.magneticField?.[0]).toBeCloseTo(40, 9);
  });

  it.each([
    ['acceleration', 'gravity', 9.80665],
    ['acceleration', 'mg', 0.00980665],
    ['acceleration', 'm/s^2', 1],
    ['acceleration', 'm/s²', 1],
    ['acceleration', 'cm/s^2', 0.01],
    ['angularRate', 'rad/s', 1 / Math.PI],
    ['angularRate', 'mrad/s', 0.001 / Math.PI],
  ] as const)('knows %s in %s', async (quantity, unit, factor) => {
    const table = TABLE.replaceAll(',180,-90,', ',0.3,-0.2,').replaceAll(/,\d+(?=,0\.04)/g, ',0');
    const { batches } = await readMapped(withUnit(quantity, unit), 'segments', table);
    const [{ acceleration, angularRate }] = batches[0].sensors;
    const value = quantity === 'acceleration' ? acceleration[0] : angularRate[0] / 0.3 / Math.PI;
    expect(value).toBeCloseTo(factor, 12);
  });

  it.each([
    ['s', 1000],
    ['us', 1e-3],
    ['µs', 1e-3],
    ['ns', 1e-6],
  ])('knows time in %s', async (unit, perMs) => {
    const table = TABLE.replaceAll(/^\d+/gm, (ms) =>
      String(Number(BigInt(ms) - 1_700_000_000_000n) / (perMs * 1)),
    );
    const { rateHz } = await readMapped(withUnit('time', unit), 'segments', table);
    expect(rateHz).toBeCloseTo(100, 3);
  });

  it('names sensors freely where any sensor is taken', async () => {
    const { sensors } = await readMapped({ ...MAPPING, sensors: { rig: THIGH } }, 'anySensor');
    expect(sensors).toEqual([{ prefix: 'rig', segment: null, side: null, magnetometer: false }]);
  });

  const { angularRate, acceleration } = THIGH;
  const sensorsWith = (left_thigh: unknown) => ({ ...MAPPING, sensors: { left_thigh } });
  it.each<[string, unknown, string[]]>([
    ['no JSON', '{"time": }', ['mapping.json: it is not JSON']],
    ['no object', '[]', ['mapping.json: valid is an object']],
    ['no time', { sensors: MAPPING.sensors }, ['mapping.json: time: missing; valid is an object']],
    ['no sensors', { ...MAPPING, sensors: {} }, ['mapping.json: sensors: no sensor']],
    [
      'an unknown key',
      { ...MAPPING, sensor: {} },
      ['sensor: no such key; valid are time, sensors'],
    ],
    [
      'an unknown key of a sensor',
      sensorsWith({ ...THIGH, gyro: angularRate }),
      ['sensors.left_thigh: gyro: no such key; valid are acceleration, angularRate, magneticField'],
    ],
    [
      'no angular rate',
      sensorsWith({ acceleration }),
      ['sensors.left_thigh.angularRate: missing; valid'],
    ],
    [
      'two columns where three belong',
      sensorsWith({ ...THIGH, acceleration: { ...acceleration, columns: ['AccX', 'AccY'] } }),
      ['sensors.left_thigh.acceleration.columns: ', 'names of three columns'],
    ],
    [
      'a unit of something else',
      withUnit('acceleration', 'deg/s'),
      ['sensors.left_thigh.acceleration.unit: "deg/s" is not a unit of acceleration', 'm/s^2, g'],
    ],
    [
      'grams where degrees belong',
      withUnit('angularRate', 'g'),
      ['sensors.left_thigh.angularRate.unit: "g" is not a unit of angularRate', 'rad/s, deg/s'],
    ],
    [
      'a frequency as angular rate',
      withUnit('angularRate', 'Hz'),
      ['"Hz" is not a unit of angularRate'],
    ],
    [
      'no unit at all',
      withUnit('angularRate', 'dps'),
      ['"dps" is not a unit; valid are for example rad/s, deg/s'],
    ],
    [
      'a unit with a number',
      withUnit('time', '10 ms'),
      ['time.unit: "10 ms" is not a unit', 's, ms'],
    ],
    ['an empty unit', withUnit('time', ''), ['time.unit: "" is not a unit']],
    ['a number as unit', withUnit('time', 0.001), ['time.unit: valid is a text']],
    [
      'a sensor that is no place',
      { ...MAPPING, sensors: { left_knee: THIGH } },
      ['mapping.json: sensors: "left_knee"', 'valid are pelvis'],
    ],
    [
      'two names for one place',
      { ...MAPPING, sensors: { left_thigh: THIGH, l_thigh: THIGH } },
      ['mapping.json: sensors: left_thigh and l_thigh'],
    ],
    [
      'one column for two things',
      sensorsWith({ ...THIGH, angularRate: { ...angularRate, columns: ['GyrX', 'GyrY', 'AccX'] } }),
      ['sensors.left_thigh.angularRate: column "AccX"', 'sensors.left_thigh.acceleration'],
    ],
    [
      'a column that the table has not',
      sensorsWith({ ...THIGH, angularRate: { ...angularRate, columns: ['GyrX', 'GyrY', 'Gyr'] } }),
      ['table.csv line 1, column Gyr: ', 'sensors.left_thigh.angularRate', 'Time_ms, AccX'],
    ],
  ])('is refused with %s', async (_, mapping, says) => {
    const { message } = await errorOf(readMapped(mapping));
    for (const words of says) expect(message).toContain(words);
  });

  it('is refused when it is not there', async () => {
    const { message } = await errorOf(readCsvMapping('/nowhere/mapping.json'));
    expect(message).toContain('/nowhere/mapping.json: it cannot be opened: there is no such file');
  });

  it('is refused when it is far too large for one', async () => {
    const { message } = await errorOf(readMapped(' '.repeat(2 * 1024 * 1024)));
    expect(message).toContain('mapping.json: it has 2097152 bytes; valid are at most 1048576');
  });

  it('is explained by an example that works', async () => {
    const [, example] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/import.md', 'utf8')) ?? [];
    const [, header] = /```csv\n([^\n]+)/.exec(readFileSync('docs/import.md', 'utf8')) ?? [];
    const cells = header.split(',').length;
    const rows = Array.from({ length: 120 }, (_, i) => `${10 * i}${',0.5'.repeat(cells - 1)}`);
    const { sensors, rateHz } = await readMapped(example, 'segments', [header, ...rows].join('\n'));
    expect(sensors.length).toBeGreaterThan(0);
    expect(rateHz).toBeCloseTo(100, 3);
  });
});
