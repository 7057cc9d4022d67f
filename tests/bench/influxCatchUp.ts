import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InfluxConfig } from '../../src/influx/server/config.ts';
import { Uploader } from '../../src/influx/upload/uploader.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import type { Found } from './influxBench.ts';
import { BENCH_SESSION, turnsOf } from './pacedSession.ts';

const RECORDED_S = 120;
const SETTLE_EVERY = 1000;

/** How fast a recording that waits is uploaded. */
export async function catchUp(
  folder: string,
  config: InfluxConfig,
  progress: (line: string) => void,
): Promise<Found> {
  progress(`uploading ${RECORDED_S} s`);
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${BENCH_SESSION.id}.mcap`);
  const writer = await RecordingWriter.create(path, BENCH_SESSION, { flushMs: null });
  for (const [i, { input, output }] of turnsOf(RECORDED_S).entries()) {
    writer.writeInput(input);
    writer.writeOutput(output);
    if (i % SETTLE_EVERY === 0) await writer.settled();
  }
  await writer.close();

  const uploader = new Uploader({ config, recordingsFolder: folder });
  const from = { ms: performance.now(), cpu: process.cpuUsage() };
  uploader.start();
  do await sleep(5);
  while (uploader.state.linesSent === 0 || uploader.state.state !== 'idle');
  const elapsedS = (performance.now() - from.ms) / 1000;
  const { user, system } = process.cpuUsage(from.cpu);
  const { linesSent } = uploader.state;
  await uploader.stop();
  return {
    'influx.lines_per_second': {
      value: linesSent / elapsedS,
      note: `${linesSent} lines with ${((user + system) / 1e6).toFixed(1)} s of processor time`,
    },
    'influx.catch_up_realtime_factor': { value: RECORDED_S / elapsedS },
  };
}
