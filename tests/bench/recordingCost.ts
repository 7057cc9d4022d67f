import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLACEMENTS } from '../../src/model/placement.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import type { Bench } from './bench.ts';
import { BENCH_SESSION, paced, RATE_HZ, turnsOf } from './pacedSession.ts';

const WARM_S = 12;
const MEASURED_S = 40;
/** What the design gives the recorder. */
const CPU_TARGET_PERCENT = 3;

/** What recording costs beside all else, in real time, since a chunk ends by time. */
export const RECORDING_COST: Bench = {
  name: 'recording',
  trial: `${PLACEMENTS.length} sensors × ${RATE_HZ} Hz, and the body`,
  measure: async (progress) => {
    const turns = turnsOf(WARM_S + MEASURED_S);
    const times = { warmS: WARM_S, measuredS: MEASURED_S };
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
    try {
      progress(`recording ${WARM_S + MEASURED_S} s in real time`);
      // What the pacing costs is no part of it.
      const idle = await paced(turns, { ...times, take: () => {} });
      const writer = await RecordingWriter.create(join(folder, 'bench.mcap'), BENCH_SESSION);
      const busy = await paced(turns, {
        ...times,
        take: ({ input, output }) => {
          writer.writeInput(input);
          writer.writeOutput(output);
        },
        bytesNow: () => writer.status.bytesWritten,
      });
      await writer.close();
      return [
        {
          metric: 'cpu_percent_of_core',
          value: busy.cpuPercent - idle.cpuPercent,
          unit: '%',
          target: CPU_TARGET_PERCENT,
        },
        {
          metric: 'mb_per_hour',
          value: (busy.bytes / 1e6 / MEASURED_S) * 3600,
          unit: 'MB/h',
          target: null,
        },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
