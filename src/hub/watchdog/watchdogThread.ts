import { writeFileSync, writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { BEATS, HEAD_BYTES, TEXT_LENGTH, type WatchdogJob } from './watchdog.ts';

const LOOK_MS = 250;
const STDERR = 2;
/** Windows has no SIGALRM. */
const ENDING = process.platform === 'win32' ? 'SIGKILL' : 'SIGALRM';

const { file, sayMs, endMs, shared } = workerData as WatchdogJob;
const head = new Int32Array(shared, 0, 2);

let beats = Atomics.load(head, BEATS);
let silentMs = 0;
let isSaid = false;

setInterval(() => {
  const now = Atomics.load(head, BEATS);
  if (now !== beats) {
    if (isSaid) say(`The event loop turns again, after about ${seconds(silentMs)} s.`);
    beats = now;
    silentMs = 0;
    isSaid = false;
    return;
  }
  // By looks and not by a clock: a computer that slept held up both.
  silentMs += LOOK_MS;
  if (silentMs >= sayMs && !isSaid) {
    isSaid = true;
    say(`The hub hangs: its event loop has not turned for ${seconds(silentMs)} s. ${activity()}`);
  }
  if (silentMs < endMs) return;
  const sentence = `The hub hung for ${seconds(silentMs)} s and was ended. ${activity()}`;
  say(sentence);
  keep(sentence);
  process.kill(process.pid, ENDING);
}, LOOK_MS);

function activity(): string {
  const length = Atomics.load(head, TEXT_LENGTH);
  return `Last known: ${Buffer.from(new Uint8Array(shared, HEAD_BYTES, length)).toString()}.`;
}

/** Past the streams of the process, which go through the loop that hangs. */
function say(sentence: string): void {
  try {
    writeSync(STDERR, `! ${sentence}\n`);
  } catch {
    // Nobody listens.
  }
}

function keep(sentence: string): void {
  try {
    writeFileSync(file, `${sentence}\n`, { mode: 0o600 });
  } catch {
    // A disk that takes nothing must not keep it from ending.
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 10_000 ? 1 : 0);
}
