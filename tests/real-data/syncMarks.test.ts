import { describe, expect, it } from 'vitest';
import { sensorId } from '../../src/model/sensor.ts';
import { findSyncMarks } from '../../src/reprocess/syncMarks/findSyncMarks.ts';
import { ForceGathering } from '../../src/reprocess/syncMarks/forceColumns.ts';
import { columnsOf, REAL_DATA_NOTE, REAL_DATA_PRESENT, readTable } from '../tools/realData.ts';

const RATE_HZ = 100;
const LANDINGS = 8;

describe.skipIf(!REAL_DATA_PRESENT)(`sync marks of people${REAL_DATA_NOTE}`, () => {
  it('are landings, in which synchronous sensors differ by less than is promised', () => {
    const table = readTable('fan-knee/left_drop_landing.csv.gz');
    const gathering = new ForceGathering();
    for (const segment of ['thigh', 'shank']) {
      const [x, y, z] = columnsOf(table, `${segment}_`, ['ax', 'ay', 'az']);
      const acceleration = Float64Array.from(
        { length: 3 * x.length },
        (_, i) => [x, y, z][i % 3].at(Math.floor(i / 3)) ?? Number.NaN,
      );
      gathering.add({
        sensorId: sensorId(segment),
        firstIndex: 0,
        count: x.length,
        deviceTimeUs: 0,
        timeUs: Float64Array.from(x, (_, i) => (i * 1e6) / RATE_HZ),
        acceleration,
        angularRate: acceleration,
        clipped: false,
      });
    }
    const { marks, sensors } = findSyncMarks(gathering.columns());
    // A shank that swings in the air is not without weight: two of eight are passed over.
    expect(marks.length).toBeGreaterThanOrEqual(LANDINGS - 2);
    expect(marks.every(({ kind }) => kind === 'hop')).toBe(true);
    // 3.2 ms between the two, 2.9 ms of scatter.
    const [thigh, shank] = sensors.map(({ offsetMs }) => offsetMs ?? Number.NaN);
    expect(Math.abs(thigh - shank)).toBeLessThan(5);
    for (const { spreadMs, withinMs } of sensors) expect(spreadMs).toBeLessThan(withinMs / 2);
  });
});
