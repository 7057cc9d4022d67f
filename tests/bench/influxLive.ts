import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { InfluxConfig } from '../../src/influx/server/config.ts';
import { Uploader } from '../../src/influx/upload/uploader.ts';
import { RecordingWriter } from '../../src/recording/writer.ts';
import { percentile } from '../../src/signal/statistics.ts';
import type { Found } from './influxBench.ts';
import { BENCH_SESSION, paced, START_US, type Turn, turnsOf } from './pacedSession.ts';

const WARM_S = 14;
const MEASURED_S = 30;
/** By so much at most the lag is told too large. */
const LOOK_MS = 100;

/** How far the database is behind a session, and what following it costs. */
export async function followLive(
  folder: string,
  config: InfluxConfig,
  progress: (line: string) => void,
): Promise<Found> {
  const turns = turnsOf(WARM_S + MEASURED_S);
  progress(`recording ${WARM_S + MEASURED_S} s in real time, without and with uploading`);
  const alone = await run(join(folder, 'alone'), turns, config, false);
  const followed = await run(join(folder, 'followed'), turns, config, true);
  return {
    'influx.lag_ms_p95': {
      value: percentile(followed.lagsMs, 95),
      note: `from the instant of a frame to its being read; median ${percentile(followed.lagsMs, 50).toFixed(0)}, looked for every ${LOOK_MS} ms`,
    },
    'influx.client_cpu_percent': {
      value: followed.cpuPercent - alone.cpuPercent,
      note: `of a core; ${alone.cpuPercent.toFixed(1)} % without uploading`,
    },
  };
}

interface Run {
  readonly cpuPercent: number;
  /** Of every frame of the measured part. */
  readonly lagsMs: readonly number[];
}

async function run(
  folder: string,
  turns: readonly Turn[],
  config: InfluxConfig,
  uploads: boolean,
): Promise<Run> {
  await mkdir(folder, { recursive: true });
  const writer = await RecordingWriter.create(
    join(folder, `${BENCH_SESSION.id}.mcap`),
    BENCH_SESSION,
  );
  const uploader = new Uploader({ config: uploads ? config : null, recordingsFolder: folder });
  uploader.start();
  const frames = new LagWatch(config);
  try {
    const { cpuPercent } = await paced(turns, {
      warmS: WARM_S,
      measuredS: MEASURED_S,
      take: ({ input, output }) => {
        writer.writeInput(input);
        writer.writeOutput(output);
        for (const { timeUs } of output.frames) frames.taken(timeUs);
      },
      onStart: (startMs) => frames.start(startMs),
    });
    return { cpuPercent, lagsMs: frames.lagsMs };
  } finally {
    await frames.stop();
    await writer.close();
    await uploader.stop();
  }
}

const newest = z.object({
  results: z.array(
    z.object({
      series: z.array(z.object({ values: z.array(z.array(z.number())) })).optional(),
    }),
  ),
});

/** Looks which frame is the newest that can be read, also where nothing is uploaded: it costs too. */
class LagWatch {
  readonly lagsMs: number[] = [];
  readonly #url: string;
  #waiting: number[] = [];
  #startMs = 0;
  #ends = false;
  #looking: Promise<void> = Promise.resolve();

  constructor({ host, bucket }: InfluxConfig) {
    const q = "SELECT LAST(latency_us) FROM body WHERE side = 'right'";
    this.#url = `${host}/query?${new URLSearchParams({ db: bucket, epoch: 'u', q })}`;
  }

  start(startMs: number): void {
    this.#startMs = startMs;
    this.#looking = this.#look();
  }

  async stop(): Promise<void> {
    this.#ends = true;
    await this.#looking;
  }

  taken(timeUs: number): void {
    if (timeUs - START_US >= WARM_S * 1e6) this.#waiting.push(timeUs);
  }

  async #look(): Promise<void> {
    while (!this.#ends) {
      const { results } = newest.parse(await (await fetch(this.#url)).json());
      const newestUs = results[0]?.series?.[0]?.values[0]?.[0] ?? 0;
      const nowUs = START_US + (performance.now() - this.#startMs) * 1000;
      const readable = this.#waiting.filter((timeUs) => timeUs <= newestUs);
      this.#waiting = this.#waiting.slice(readable.length);
      for (const timeUs of readable) this.lagsMs.push((nowUs - timeUs) / 1000);
      await sleep(LOOK_MS);
    }
  }
}
