import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { REAL_DATA_NOTE, REAL_DATA_PRESENT } from '../../../tools/realData.ts';
import { readAll } from './readAll.ts';

const DATA = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));

/** Tables of sensors; the references beside them have none, and another importer has its own. */
const TABLES = REAL_DATA_PRESENT
  ? readdirSync(DATA, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.csv.gz') && !path.endsWith('.vqf-reference.csv.gz'))
      .sort()
  : [];

const RATES: Readonly<Record<string, number>> = {
  broad: 2000 / 7,
  'fan-knee': 100,
  'opencap-mocap': 100,
  'other-mocap': 100,
  skinematics: 120,
  'weygers-kok': 50,
};

describe.skipIf(!REAL_DATA_PRESENT)(`real tables${REAL_DATA_NOTE}`, () => {
  it('are found', () => expect(TABLES.length).toBeGreaterThan(15));

  it.each(TABLES)('are read whole: %s', async (path) => {
    const { rateHz, timeS, sensors, batches } = await readAll(DATA + path, { accept: 'anySensor' });
    const expected = path.includes('k_DLS01') ? 200 : RATES[path.split('/')[0]];
    expect(Math.abs(rateHz - expected)).toBeLessThan(1e-3);
    expect(timeS.length).toBeGreaterThan(expected);
    expect(sensors.length).toBeGreaterThan(0);
    for (const { sensors: values } of batches) {
      for (const { acceleration, angularRate } of values) {
        expect(acceleration.every(Number.isFinite)).toBe(true);
        expect(angularRate.every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('that name segments are tables for import too', async () => {
    const { sensors } = await readAll(`${DATA}opencap-mocap/squats1.csv.gz`);
    expect(sensors.map(({ side, segment }) => `${side} ${segment}`)).toEqual([
      'right thigh',
      'right shank',
      'right foot',
      'left thigh',
      'left shank',
      'left foot',
    ]);
  });
});
