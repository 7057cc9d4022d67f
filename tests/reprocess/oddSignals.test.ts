import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { CsvRows } from '../../src/exchange/import/csv/rowBatch.ts';
import { importRows } from '../../src/exchange/import/importRows.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { openRecording } from '../../src/recording/reader.ts';
import { type RecordingStatus, RecordingWriter } from '../../src/recording/writer.ts';
import { type ProcessReport, processRecording } from '../../src/reprocess/processRecording.ts';
import { verify } from '../../src/reprocess/verify.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { SESSION } from '../recording/session.ts';

const RATE_HZ = 50;
const ROWS = 12 * RATE_HZ;
const folder = mkdtempSync(join(tmpdir(), 'odd-signals-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Thigh and shank of a person who stands, squats twice and a half, and is cut off. */
function soundRows(): CsvRows {
  const placements = ['right_thigh', 'right_shank'] as const;
  const { feeds } = simulateSquatSession({ seed: 2, rateHz: RATE_HZ, placements: [...placements] });
  const counts = new Int16Array(6);
  return {
    count: ROWS,
    firstLine: 2,
    timeS: Float64Array.from({ length: ROWS }, (_, i) => i / RATE_HZ),
    sensors: feeds.map((feed) => {
      const acceleration = new Float64Array(3 * ROWS);
      const angularRate = new Float64Array(3 * ROWS);
      for (let i = 0; i < ROWS; i++) {
        feed.read(i, counts);
        for (let axis = 0; axis < 3; axis++) {
          acceleration[3 * i + axis] = counts[axis] * feed.sensor.accelerationScaleMps2;
          angularRate[3 * i + axis] = counts[3 + axis] * feed.sensor.angularRateScaleRadps;
        }
      }
      return { acceleration, angularRate, magneticField: null };
    }),
  };
}

const SOUND = soundRows();

/** What may be wrong with a column though every cell is a number. */
const oddity = fc.record({
  sensor: fc.nat(1),
  signal: fc.constantFrom('acceleration', 'angularRate'),
  axis: fc.option(fc.nat(2)),
  from: fc.nat(ROWS),
  length: fc.nat(ROWS),
  change: fc.constantFrom(
    (_: number) => 0,
    (value: number) => -value,
    (value: number) => value * 100,
    (value: number) => value * 1e-9,
    (_: number, i: number) => (i % 2 ? 99 : -99),
    (_: number) => 40,
  ),
});

const gap = fc.record({
  from: fc.nat(ROWS),
  seconds: fc.double({ min: 0.01, max: 40, noNaN: true }),
});

function spoilt(
  oddities: readonly (typeof oddity extends fc.Arbitrary<infer T> ? T : never)[],
  gaps: readonly (typeof gap extends fc.Arbitrary<infer T> ? T : never)[],
): CsvRows {
  const rows = structuredClone(SOUND);
  for (const { sensor, signal, axis, from, length, change } of oddities) {
    const values = rows.sensors[sensor][signal];
    for (let i = from; i < Math.min(ROWS, from + length); i++) {
      for (let k = 0; k < 3; k++) {
        if (axis === null || axis === k) values[3 * i + k] = change(values[3 * i + k], i);
      }
    }
  }
  for (const { from, seconds } of gaps) {
    for (let i = from; i < ROWS; i++) rows.timeS[i] += seconds;
  }
  return rows;
}

async function writtenBy<T>(
  fill: (writer: RecordingWriter) => Promise<T>,
): Promise<{ readonly path: string; readonly result: T; readonly status: RecordingStatus }> {
  const path = join(folder, `${files++}.mcap`);
  const writer = await RecordingWriter.create(path, { ...SESSION, startedUs: 0 });
  try {
    const result = await fill(writer);
    await writer.close();
    return { path, result, status: writer.status };
  } finally {
    await writer.close();
  }
}

async function processed(
  rows: CsvRows,
): Promise<{ report: ProcessReport; difference: string | null }> {
  async function* batches() {
    yield rows;
  }
  const raw = await writtenBy((writer) =>
    importRows(batches(), writer, {
      placements: ['right_thigh', 'right_shank'],
      rateHz: RATE_HZ,
      zeroUs: 0,
      source: 'odd.csv',
    }),
  );
  const recording = await openRecording(raw.path);
  const made = await writtenBy((writer) =>
    processRecording(recording, writer, {
      settings: DEFAULT_SETTINGS,
      standing: null,
      functional: null,
      onProgress: () => {},
    }),
  );
  await recording.close();
  // What cannot be encoded, such as a calibration that holds NaN, is left out by the writer.
  expect([raw.status, made.status]).toMatchObject([{ leftOut: 0 }, { leftOut: 0 }]);
  const result = await openRecording(made.path);
  const { difference } = await verify(result);
  await result.close();
  return { report: made.result, difference };
}

/** Sixty recordings, made, processed and verified. */
const SLOW_MS = 120_000;

describe('signals that no leg gives', () => {
  it(
    'are processed into a recording that is whole and verifies, whatever they are',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(oddity, { maxLength: 4 }),
          fc.array(gap, { maxLength: 2 }),
          async (oddities, gaps) => {
            const { report, difference } = await processed(spoilt(oddities, gaps));
            expect(difference).toBeNull();
            if (report.calibration) expect(report.calibration.legs).toHaveLength(1);
          },
        ),
        { numRuns: 60 },
      );
    },
    SLOW_MS,
  );

  it('are all zero without harm', async () => {
    const nothing = [0, 1].flatMap((sensor) =>
      (['acceleration', 'angularRate'] as const).map((signal) => ({
        ...{ sensor, signal, axis: null, from: 0, length: ROWS },
        change: () => 0,
      })),
    );
    const { difference } = await processed(spoilt(nothing, []));
    expect(difference).toBeNull();
  });
});
