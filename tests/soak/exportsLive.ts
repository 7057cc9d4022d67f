import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { percentile } from '../../src/signal/statistics.ts';
import type { JobAnswer } from '../../src/stream/answers/jobs.ts';
import { StreamClient } from '../../src/stream/client.ts';
import { RealHub } from '../web/realHub.ts';
import { recordHour } from './exports.ts';
import type { Results } from './results.ts';

const SETTLE_MS = 8000;
const ALONE_MS = 30_000;
/** By how much later the latest frame of a hundred may come while tables are made. */
const MOST_LATER_MS = 20;
const HOUR_MS = 3600_000;

/** Milliseconds from the arrival of a frame's last packet at the hub to the frame at a client. */
class Lateness {
  readonly #client: StreamClient;
  #lateMs: number[] = [];

  constructor(url: string) {
    this.#client = new StreamClient({ url, WebSocket });
    this.#client.on('frames', (frames) => {
      const nowMs = Date.now();
      for (const { arrivalUs } of frames) this.#lateMs.push(nowMs - arrivalUs / 1000);
    });
  }

  start(): void {
    this.#client.start();
  }

  stop(): void {
    this.#client.stop();
  }

  /** Of those since it was asked last, 99th percentile. */
  p99Ms(): number {
    return percentile(this.#lateMs.splice(0), 99);
  }
}

/** An hour of seven sensors exported over HTTP while four stream: what the live frames feel of it. */
export async function soakExportsLive(results: Results): Promise<void> {
  const hub = new RealHub(['--virtual-sensors'], { lifeMs: HOUR_MS });
  await hub.start();
  const lateness = new Lateness(hub.streamUrl);
  try {
    await recordHour(join(hub.recordings, 'hour.mcap'));
    lateness.start();
    await sleep(SETTLE_MS);
    lateness.p99Ms();
    await sleep(ALONE_MS);
    const aloneMs = lateness.p99Ms();
    results.told('frames alone: lateness, p99', aloneMs, 'ms');
    const begunMs = performance.now();
    const job = await exported(hub.url);
    results.told('CSV of an hour, made', (performance.now() - begunMs) / 1000, 's');
    const later = (what: string) =>
      results.atMost(
        `${what}: p99 later than alone`,
        lateness.p99Ms() - aloneMs,
        MOST_LATER_MS,
        'ms',
      );
    later('while it is made');
    await received(`${hub.url}${job.file}`);
    later('while it is packed and sent');
    await received(`${hub.url}/api/v1/recordings/hour/file`);
    later('while the recording itself is sent');
  } finally {
    lateness.stop();
    await hub.stop();
  }
}

async function exported(url: string): Promise<JobAnswer> {
  const begun = await fetch(`${url}/api/v1/recordings/hour/exports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ format: 'csv' }),
  });
  let job: JobAnswer = await begun.json();
  while (job.state === 'waiting' || job.state === 'running') {
    await sleep(500);
    job = await (await fetch(`${url}/api/v1/jobs/${job.id}`)).json();
  }
  if (job.state !== 'done') throw new Error(`the export is ${job.state}: ${job.problem}`);
  return job;
}

async function received(url: string): Promise<void> {
  const { body } = await fetch(url);
  if (body === null) throw new Error(`${url} has no body`);
  for await (const _ of body);
}
