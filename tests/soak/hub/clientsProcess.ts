import { WebSocket } from 'ws';
import { StreamClient } from '../../../src/stream/client.ts';
import { BadClients } from './badClients.ts';
import type { ClientsOptions, FromClients, ToClients } from './messages.ts';

/* Clients of a soak: some do what the page does, and on demand two behave badly. */

const { url, good, coach }: ClientsOptions = JSON.parse(process.argv[2] ?? '');
/** A page shows the repetitions of the set; the coach ends it, as at a rack. */
const SET_REPS = 10;

const tell = (message: FromClients) => process.send?.(message);
const bad = new BadClients(url);

const latenciesMs: number[] = [];
const insideMs: number[] = [];
let skipped = 0;
let unexplained = 0;
let ended = 0;
let events = 0;
let calibrated = false;
let setsEnded = 0;
let sinceMs = performance.now();
let cpu = process.cpuUsage();

/** @returns it; resolves with the first heartbeat, from which on it knows the hub's clock */
function connect(isCoach: boolean): Promise<void> {
  const client = new StreamClient({ url, WebSocket });
  let next: number | null = null;
  client.on('hello', () => {
    next = null;
  });
  client.on('gap', ({ fromSequence, toSequence }) => {
    skipped += toSequence - fromSequence + 1;
    next = toSequence + 1;
  });
  client.on('status', (status) => {
    if (status === 'waiting') ended++;
  });
  client.on('event', (event) => {
    events++;
    if (event.type === 'calibration') calibrated = true;
    if (isCoach && event.type === 'rep' && event.rep.number % SET_REPS === 0) {
      client.send({ type: 'newSet' });
      setsEnded++;
    }
  });
  client.on('frames', (frames, firstSequence) => {
    if (next !== null && firstSequence !== next) unexplained += Math.abs(firstSequence - next);
    next = firstSequence + frames.length;
    const nowUs = client.hubTimeUs(performance.now());
    if (nowUs === null) return;
    for (const { timeUs, arrivalUs } of frames) {
      latenciesMs.push((nowUs - timeUs) / 1000);
      insideMs.push((nowUs - arrivalUs) / 1000);
    }
  });
  client.start();
  return new Promise((resolve) => {
    const off = client.on('heartbeat', () => {
      off();
      resolve();
    });
  });
}

process.on('message', (message: ToClients) => {
  if (message.type === 'bad') bad.set(message.on);
  else report();
});
process.on('disconnect', () => process.exit());

function report(): void {
  const { user, system } = process.cpuUsage(cpu);
  const nowMs = performance.now();
  tell({
    type: 'report',
    latenciesMs: latenciesMs.splice(0),
    insideMs: insideMs.splice(0),
    skipped,
    unexplained,
    ended,
    events,
    calibrated,
    setsEnded,
    badEndedS: bad.endedS.splice(0),
    badLeft: bad.left,
    cpuS: (user + system) / 1e6,
    seconds: (nowMs - sinceMs) / 1000,
  });
  skipped = unexplained = ended = events = setsEnded = bad.left = 0;
  sinceMs = nowMs;
  cpu = process.cpuUsage();
}

await Promise.all(Array.from({ length: good }, (_, index) => connect(coach && index === 0)));
tell({ type: 'connected' });
