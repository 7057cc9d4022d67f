/**
 * A process to be killed: records a session faster than real time and uploads it, as a hub does.
 * It prints a line of JSON ten times a second, and ends when all is recorded and in the database.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { FULL_DETAIL } from '../../../src/influx/lines/lineMaker.ts';
import { Uploader } from '../../../src/influx/upload/uploader.ts';
import { nextPartId } from '../../../src/recording/naming.ts';
import { recoverRecording } from '../../../src/recording/recover.ts';
import { RecordingWriter } from '../../../src/recording/writer.ts';
import { SESSION, STARTED_US, writeStep } from '../../recording/session.ts';
import type { ChaosHubOptions, ChaosReport } from './chaosReport.ts';
import { chaosTicks } from './chaosSteps.ts';

const REPORT_MS = 100;
const POLL_MS = 100;

const options: ChaosHubOptions = JSON.parse(process.argv[2] ?? '');
const { folder, host, database, fromS, toS, speed } = options;

let atS = fromS;
let leftOut = 0;
/** The longest one call to the recorder held up the loop, and the latest a tick was, ms. */
let longestWriteMs = 0;
let latestMs = 0;

const parts = (await readdir(folder)).filter((name) => name.endsWith('.mcap'));
for (const part of parts) await recoverRecording(join(folder, part)).catch(() => {});

const uploader = new Uploader({
  config: {
    host,
    org: '',
    bucket: database,
    token: '',
    hub: 'chaos',
    detail: { ...FULL_DETAIL, samples: true },
  },
  recordingsFolder: folder,
});
uploader.start();
const telling = setInterval(tell, REPORT_MS);

if (fromS < toS) await record();
// Idle at two looks: between two batches of a recording nothing is waited for either.
for (let idle = 0; idle < 3; await sleep(POLL_MS)) {
  idle = uploader.state.state === 'idle' ? idle + 1 : 0;
}
await uploader.stop();
clearInterval(telling);
tell(true);

async function record(): Promise<void> {
  const id = idOf(parts.length);
  const writer = await RecordingWriter.create(join(folder, `${id}.mcap`), {
    ...SESSION,
    id,
    startedUs: STARTED_US + Math.round(fromS * 1e6),
  });
  const beganMs = performance.now();
  for (const tick of chaosTicks(fromS, toS)) {
    const dueMs = beganMs + ((tick.atS - fromS) * 1000) / speed;
    const aheadMs = dueMs - performance.now();
    if (aheadMs > 1) await sleep(aheadMs);
    latestMs = Math.max(latestMs, performance.now() - dueMs);
    const beforeMs = performance.now();
    for (const step of tick.steps) writeStep(writer, step);
    longestWriteMs = Math.max(longestWriteMs, performance.now() - beforeMs);
    atS = tick.atS;
    leftOut = writer.status.leftOut;
  }
  await writer.close();
  atS = toS;
}

function idOf(number: number): string {
  let { id } = SESSION;
  for (let i = 0; i < number; i++) id = nextPartId(id);
  return id;
}

function tell(done = false): void {
  const { state, lastError, linesSent } = uploader.state;
  const report: ChaosReport = {
    atS,
    done: done === true,
    leftOut,
    longestWriteMs,
    latestMs,
    linesSent,
    state,
    lastError,
    memoryMb: process.memoryUsage.rss() / 2 ** 20,
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
