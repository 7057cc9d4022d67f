import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PipelineInput } from '../../src/model/events.ts';
import type { PipelineOutput } from '../../src/model/pipeline.ts';
import { PLACEMENTS } from '../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { recordingId } from '../../src/recording/naming.ts';
import { settingsHash } from '../../src/recording/settingsHash.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import type { Bench } from './bench.ts';

const START_US = Date.UTC(2026, 0, 1) * 1000;
const RATE_HZ = 120;
const REPS = 14;
/** Compiled and calibrated by then, s. */
const WARM_S = 12;
const MEASURED_S = 40;
const TICK_MS = 10;
/** What the design gives the recorder. */
const CPU_TARGET_PERCENT = 3;

interface Turn {
  readonly atS: number;
  readonly input: PipelineInput;
  readonly output: PipelineOutput;
}

/** What recording costs beside all else, in real time, since a chunk ends by time. */
export const RECORDING_COST: Bench = {
  name: 'recording',
  trial: `${PLACEMENTS.length} sensors × ${RATE_HZ} Hz, and the body`,
  measure: async (progress) => {
    const turns = turnsOf();
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
    try {
      progress(`recording ${WARM_S + MEASURED_S} s in real time`);
      // What the pacing costs is no part of it.
      const idle = await paced(turns, () => {});
      const writer = await RecordingWriter.create(join(folder, 'bench.mcap'), {
        id: recordingId(START_US, 'BENCH'),
        subject: 'BENCH',
        startedUs: START_US,
        simulated: true,
        protocol: 'squat',
        notes: '',
        software: 'plumbline bench',
        settings: DEFAULT_SETTINGS,
        settingsHash: settingsHash(DEFAULT_SETTINGS),
      });
      const bytes = () => writer.status.bytesWritten;
      const busy = await paced(
        turns,
        ({ input, output }) => {
          writer.writeInput(input);
          writer.writeOutput(output);
        },
        bytes,
      );
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

function turnsOf(): Turn[] {
  const { feeds, durationS } = simulateSquatSession({
    seed: 1,
    reps: REPS,
    rateHz: RATE_HZ,
    placements: PLACEMENTS,
  });
  const needed = WARM_S + MEASURED_S;
  if (durationS < needed) throw new Error(`${durationS} s were simulated, ${needed} s are needed`);
  const pipeline = new Pipeline(DEFAULT_SETTINGS);
  return [...simulatedInputs(feeds, START_US, needed)].map((input) => ({
    atS: ((input.type === 'packet' ? input.packet.arrivalUs : input.timeUs) - START_US) / 1e6,
    input,
    output: pipeline.push(input),
  }));
}

/** Hands every turn over at its time; processor time and bytes of the measured part alone. */
async function paced(
  turns: readonly Turn[],
  take: (turn: Turn) => void,
  bytesNow: () => number = () => 0,
): Promise<{ readonly cpuPercent: number; readonly bytes: number }> {
  const startMs = performance.now();
  const elapsedS = (): number => (performance.now() - startMs) / 1000;
  let next = 0;
  const runTo = async (untilS: number): Promise<void> => {
    while (elapsedS() < untilS) {
      for (; next < turns.length && turns[next].atS <= elapsedS(); next++) take(turns[next]);
      await sleep(TICK_MS);
    }
  };
  await runTo(WARM_S);
  const before = { cpu: process.cpuUsage(), bytes: bytesNow(), atS: elapsedS() };
  await runTo(WARM_S + MEASURED_S);
  const { user, system } = process.cpuUsage(before.cpu);
  return {
    cpuPercent: (user + system) / 1e4 / (elapsedS() - before.atS),
    bytes: bytesNow() - before.bytes,
  };
}
