import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { COUNTS_PER_SAMPLE } from '../../src/simulator/imuFeed.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';

const RATE_HZ = 100;
const REPS = 20;
const AXES = ['ax', 'ay', 'az', 'gx', 'gy', 'gz'];

/**
 * Writes a CSV of four sensors at 100 Hz: standing, five squats to calibrate on and a set, which
 * is then repeated from standing to standing until the table is long enough.
 */
export async function writeLongTable(path: string, durationS: number): Promise<void> {
  await pipeline(Readable.from(lines(durationS)), createWriteStream(path));
}

function* lines(durationS: number): Generator<string, void, void> {
  const session = simulateSquatSession({ seed: 3, reps: REPS });
  const header = session.feeds.flatMap(({ placement }) =>
    AXES.map((axis) => `${placement}_${axis}`),
  );
  yield `${['t', ...header].join()}\n`;
  const counts = new Int16Array(COUNTS_PER_SAMPLE);
  const rowsOfSession = Array.from({ length: Math.floor(session.durationS * RATE_HZ) }, (_, i) =>
    session.feeds
      .map((feed) => {
        feed.read(i, counts);
        const { accelerationScaleMps2, angularRateScaleRadps } = feed.sensor;
        return Array.from(counts, (count, k) =>
          (count * (k < 3 ? accelerationScaleMps2 : angularRateScaleRadps)).toFixed(5),
        ).join();
      })
      .join(),
  );
  for (let i = 0; i < durationS * RATE_HZ; i++) {
    yield `${(i / RATE_HZ).toFixed(2)},${rowsOfSession[i % rowsOfSession.length]}\n`;
  }
}
