import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PipelineInput } from '../../src/model/events.ts';
import type { PipelineOutput } from '../../src/model/pipeline.ts';
import { PLACEMENTS } from '../../src/model/placement.ts';
import type { SessionMetadata } from '../../src/model/session.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { Pipeline } from '../../src/pipeline/pipeline.ts';
import { recordingId } from '../../src/recording/naming.ts';
import { settingsHash } from '../../src/recording/settingsHash.ts';
import { simulatedInputs } from '../../src/simulator/simulatedInputs.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';

export const START_US = Date.UTC(2026, 0, 1) * 1000;
export const RATE_HZ = 120;
/** About five seconds each, after standing. */
const SECONDS_PER_REP = 3.7;
const TICK_MS = 10;

export const BENCH_SESSION: SessionMetadata = {
  id: recordingId(START_US, 'BENCH'),
  subject: 'BENCH',
  startedUs: START_US,
  simulated: true,
  protocol: 'squat',
  notes: '',
  software: 'plumbline bench',
  settings: DEFAULT_SETTINGS,
  settingsHash: settingsHash(DEFAULT_SETTINGS),
};

/** What reaches the recorder at one instant. */
export interface Turn {
  readonly atS: number;
  readonly input: PipelineInput;
  readonly output: PipelineOutput;
}

/** Squats under all sensors there are, through the pipeline. */
export function turnsOf(durationS: number): Turn[] {
  const session = simulateSquatSession({
    seed: 1,
    reps: Math.ceil(durationS / SECONDS_PER_REP),
    rateHz: RATE_HZ,
    placements: PLACEMENTS,
  });
  if (session.durationS < durationS) {
    throw new Error(`${session.durationS} s were simulated, ${durationS} s are needed`);
  }
  const pipeline = new Pipeline(DEFAULT_SETTINGS);
  return [...simulatedInputs(session.feeds, START_US, durationS)].map((input) => ({
    atS: ((input.type === 'packet' ? input.packet.arrivalUs : input.timeUs) - START_US) / 1e6,
    input,
    output: pipeline.push(input),
  }));
}

export interface PacedOptions {
  /** Compiled and calibrated by then, s. */
  readonly warmS: number;
  readonly measuredS: number;
  readonly take: (turn: Turn) => void;
  readonly bytesNow?: () => number;
  /** `performance.now()` at the start of the session. */
  readonly onStart?: (startMs: number) => void;
}

/** Hands every turn over at its time; processor time and bytes of the measured part alone. */
export async function paced(
  turns: readonly Turn[],
  { warmS, measuredS, take, bytesNow = () => 0, onStart = () => {} }: PacedOptions,
): Promise<{ readonly cpuPercent: number; readonly bytes: number }> {
  const startMs = performance.now();
  onStart(startMs);
  const elapsedS = (): number => (performance.now() - startMs) / 1000;
  let next = 0;
  const runTo = async (untilS: number): Promise<void> => {
    while (elapsedS() < untilS) {
      for (; next < turns.length && turns[next].atS <= elapsedS(); next++) take(turns[next]);
      await sleep(TICK_MS);
    }
  };
  await runTo(warmS);
  const before = { cpu: process.cpuUsage(), bytes: bytesNow(), atS: elapsedS() };
  await runTo(warmS + measuredS);
  const { user, system } = process.cpuUsage(before.cpu);
  return {
    cpuPercent: (user + system) / 1e4 / (elapsedS() - before.atS),
    bytes: bytesNow() - before.bytes,
  };
}
