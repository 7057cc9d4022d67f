import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CsvRows } from '../../../src/exchange/import/csv/rowBatch.ts';
import { type ImportReport, importRows } from '../../../src/exchange/import/importRows.ts';
import type { SensorDescription, TimedSamples } from '../../../src/model/sensor.ts';
import { decodeImportedPacket } from '../../../src/protocols/imported/packetCodec.ts';
import { openRecording } from '../../../src/recording/reader.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { Random } from '../../../src/simulator/random.ts';
import { SESSION } from '../../recording/session.ts';
import { temporaryFile } from './temporaryFile.ts';

const RATE_HZ = 100;

/** One sensor's rows at these times, in two batches. */
async function* batches(timeS: readonly number[]): AsyncGenerator<CsvRows> {
  const half = Math.floor(timeS.length / 2);
  for (const part of [timeS.slice(0, half), timeS.slice(half)]) {
    const acceleration = new Float64Array(3 * part.length).fill(1);
    const angularRate = new Float64Array(3 * part.length);
    yield {
      count: part.length,
      firstLine: 2,
      timeS: Float64Array.from(part),
      sensors: [{ acceleration, angularRate, magneticField: null }],
    };
  }
}

/** What import says of rows at these times, and the packets that it makes of them. */
async function imported(
  timeS: readonly number[],
): Promise<{ readonly report: ImportReport; readonly packets: readonly TimedSamples[] }> {
  const path = join(dirname(await temporaryFile('empty', '')), 'rows.mcap');
  const writer = await RecordingWriter.create(path, { ...SESSION, startedUs: 0 });
  const report = await importRows(batches(timeS), writer, {
    placements: ['left_shank'],
    rateHz: RATE_HZ,
    zeroUs: 1_000_000,
    source: 'rows.csv',
  });
  await writer.close();
  const recording = await openRecording(path);
  let sensor: SensorDescription | null = null;
  const packets: TimedSamples[] = [];
  for await (const input of recording.inputs()) {
    if (input.type === 'sensorLinked') sensor = input.sensor;
    if (input.type !== 'packet') continue;
    if (sensor === null) throw new Error('a packet comes before its sensor');
    packets.push(decodeImportedPacket(sensor, input.packet));
  }
  await recording.close();
  return { report, packets };
}

/** Times that are off by up to 3 ms, the numbers in `lost` left out. */
function jittered(count: number, lost: (number: number) => boolean): number[] {
  const random = new Random(3, 'jitter');
  return Array.from(
    { length: count },
    (_, i) => i / RATE_HZ + random.uniform(-0.003, 0.003),
  ).filter((_, i) => !lost(i));
}

describe('rows on their way into a recording', () => {
  it('have no gaps where their times jitter', async () => {
    const { report, packets } = await imported(jittered(5000, () => false));
    expect(report).toMatchObject({ rows: 5000, gaps: 0, longestGapS: 0 });
    let next = 0;
    for (const { firstIndex, count } of packets) {
      expect(firstIndex).toBe(next);
      next += count;
    }
    expect(next).toBe(5000);
  });

  it('keep their numbers behind gaps, however their times jitter', async () => {
    const timeS = jittered(5000, (i) => i === 700 || (i >= 2000 && i < 2015) || i > 4990);
    const { report, packets } = await imported(timeS);
    expect(report).toMatchObject({ rows: timeS.length, gaps: 2, longestGapAtS: timeS[1998] });
    expect(report.longestGapS).toBeCloseTo(0.16, 2);
    for (const { firstIndex, timeUs } of packets) {
      expect(Math.abs((timeUs[0] - 1e6) / 1e4 - firstIndex)).toBeLessThan(0.31);
    }
  });
});
