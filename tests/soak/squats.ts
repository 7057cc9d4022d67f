import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SIDES } from '../../src/model/placement.ts';
import { percentile } from '../../src/signal/statistics.ts';
import { Random } from '../../src/simulator/random.ts';
import { ACCURACY_BOUNDS, accuracyOf, lagUs } from '../endToEnd/accuracy.ts';
import { pageToWordsMs, poseToPageMs } from '../endToEnd/cueLatency.ts';
import { compareWithInflux, isEqual, type SeriesComparison } from '../endToEnd/influxContent.ts';
import type { PageArrivals } from '../endToEnd/pageWatch.ts';
import { type Ending, runPlumbline } from '../endToEnd/plumblineProcess.ts';
import { calibratedUs, type RecordedSession, readSession } from '../endToEnd/recordedSession.ts';
import { checkCues, checkReps } from '../endToEnd/repChecks.ts';
import { DATABASE, frameRateHz, Stage, until } from '../endToEnd/stage.ts';
import type { Connection } from '../endToEnd/streamWatcher.ts';
import type { Results } from './results.ts';

const SQUATTING_S = 180;
/** 43 squats at 12 a minute and more, 60 % of them due a cue. */
const MIN_CUES = 20;
const KILLS = 5;
const TIMEOUT_MS = 120_000;
const UPLOAD_TIMEOUT_MS = 180_000;

/**
 * The product's main job for three minutes after calibration, then five hubs killed at random
 * instants, the database cut off in between; all through real parts.
 */
export async function soakSquats(results: Results): Promise<void> {
  const stage = await Stage.set();
  try {
    await squatForThreeMinutes(stage, results);
    await killHubs(stage, results);
    await uploadTheRest(stage, results);
  } finally {
    await stage.strike();
  }
}

async function squatForThreeMinutes(stage: Stage, results: Results): Promise<void> {
  await stage.startHub();
  const watcher = stage.watch();
  const page = await stage.openPage();
  await until(() => watcher.latest.count('calibration') > 0, 'the calibration', TIMEOUT_MS);
  await sleep((SQUATTING_S * 1000) / 3);
  await stage.cutInflux(10_000);
  const connection = watcher.latest;
  const calibrated = connection.events.find(({ type }) => type === 'calibration');
  const endUs = (calibrated?.timeUs ?? 0) + SQUATTING_S * 1e6;
  await until(
    () => (connection.frames.at(-1)?.timeUs ?? 0) >= endUs,
    'the squats',
    SQUATTING_S * 1000 + TIMEOUT_MS,
  );
  const arrivals = await page.arrivals();
  const ending = await stage.hub.interrupt();
  await until(() => connection.closeCode !== null, 'the end of the stream', TIMEOUT_MS);

  const [path] = await stage.recordings();
  const session = await readSession(path);
  judgeStream(connection, results);
  judgeAccuracy(session, results);
  judgeMovement(session, results);
  judgeCueLatency(session, arrivals, results);
  judgeEnding(ending, connection, results);
  await judgeVerification(path, 'verify: the finished recording', results);
}

function judgeStream(connection: Connection, results: Results): void {
  results.within('stream: frames received a second', frameRateHz(connection), 99, 101, 'Hz');
  results.exactly('stream: frames skipped or missing', connection.skipped, 0);
  results.exactly('stream: sequence numbers unexplained', connection.unexplained, 0);
  results.told('stream: frames received', connection.frames.length, '1');
}

function judgeAccuracy(session: RecordedSession, results: Results): void {
  for (const side of SIDES) {
    for (const { measure, unit, bound, validOnly } of ACCURACY_BOUNDS) {
      const { rmse, share } = accuracyOf(session, side, measure, validOnly);
      results.atMost(`accuracy: ${side} ${measure} RMSE`, rmse, bound, unit);
      results.told(`accuracy: ${side} ${measure} share of frames`, 100 * share, '%');
    }
  }
}

function judgeMovement(session: RecordedSession, results: Results): void {
  const last = session.frames[session.frames.length - 1];
  results.told('squats: time after calibration', (last.timeUs - calibratedUs(session)) / 1e6, 's');
  const reps = checkReps(session);
  results.exactly('reps: simulated and counted', reps.counted, reps.simulated);
  results.exactly('reps: counted and never done', reps.invented, 0);
  const cues = checkCues(session);
  results.exactly('cues: on squats due one', cues.given, cues.expected);
  results.told('cues: squats due none', cues.silent, '1');
  results.exactly('cues: on squats due none', cues.wrong, 0);
  results.exactly('cues: outside of any squat', cues.stray, 0);
  results.exactly('cues: first rep suppressed by rule', cues.firstSuppressed ? 1 : 0, 1);
}

function judgeCueLatency(session: RecordedSession, arrivals: PageArrivals, results: Results): void {
  const lag = lagUs(session);
  const delaysMs = poseToPageMs(arrivals, lag);
  const count = delaysMs.length;
  results.within('latency: cues that reached the page', count, MIN_CUES, 1000, '1');
  results.atMost('latency: pose to cue in the page, p95', percentile(delaysMs, 95), 150, 'ms');
  results.told('latency: pose to cue in the page, median', percentile(delaysMs, 50), 'ms');
  results.told('latency: pose to cue in the page, largest', percentile(delaysMs, 100), 'ms');
  results.told('latency: of it, pose older than the frame says', lag / 1000, 'ms');
  results.told('latency: page clock minus hub clock, at most', arrivals.clockLeadUs / 1000, 'ms');
  const wordsMs = pageToWordsMs(arrivals);
  results.told('latency: cue in the page to its words, p95', percentile(wordsMs, 95), 'ms');
}

function judgeEnding(ending: Ending, connection: Connection, results: Results): void {
  results.exactly('Ctrl-C: exit code', ending.code ?? -1, 0);
  results.atMost('Ctrl-C: time to the end, client and page connected', ending.tookMs, 2000, 'ms');
  results.exactly('Ctrl-C: close code at the client', connection.closeCode ?? -1, 1001);
}

/** At instants of a seeded generator, from 1 s of frames on; each next start mends what is left. */
async function killHubs(stage: Stage, results: Results): Promise<void> {
  const random = new Random(1, 'kills');
  const { watcher } = stage;
  const killed: Connection[] = [];
  let greetings = '';
  for (let i = 0; i < KILLS; i++) {
    greetings += (await stage.startHub()).greeting;
    await until(
      () => watcher.latest.closeCode === null && watcher.latest.frames.length >= 100,
      'frames',
      TIMEOUT_MS,
    );
    await sleep(random.uniform(0, 1000));
    const connection = watcher.latest;
    await stage.hub.kill();
    await until(() => connection.closeCode !== null, 'the end of the stream', TIMEOUT_MS);
    killed.push(connection);
  }
  greetings += (await stage.startHub()).greeting;
  await stage.hub.interrupt();

  const lossesMs: number[] = [];
  let recovered = 0;
  for (const [i, { hello, frames }] of killed.entries()) {
    const id = hello?.session ?? '';
    if (greetings.includes(`recovered ${id}: `)) recovered++;
    const path = join(stage.folder, `${id}.mcap`);
    const session = await readSession(path);
    const lastSentUs = frames[frames.length - 1].timeUs;
    lossesMs.push((lastSentUs - session.frames[session.frames.length - 1].timeUs) / 1000);
    await judgeVerification(path, `verify: the recording of killed hub ${i + 1}`, results);
  }
  results.atMost('kill -9: most lost of what was sent', Math.max(...lossesMs), 300, 'ms');
  results.exactly('kill -9: recordings recovered at the next start', recovered, KILLS);
}

async function judgeVerification(path: string, metric: string, results: Results): Promise<void> {
  const { code, output } = await runPlumbline(['verify', path]);
  if (code !== 0) console.log(output);
  results.exactly(`${metric}, exit code`, code ?? -1, 0);
}

/** A hub that only shows a recording sends what all those before it still owe the database. */
async function uploadTheRest(stage: Stage, results: Results): Promise<void> {
  const paths = await stage.recordings();
  await stage.startHub(['--replay', paths[0]]);
  const sessions = await Promise.all(paths.map(readSession));
  let series: SeriesComparison[] = [];
  await until(
    async () => {
      const compared: SeriesComparison[] = [];
      for (const session of sessions) {
        compared.push(...(await compareWithInflux(stage.influx, DATABASE, session)));
      }
      series = compared;
      return compared.every(isEqual);
    },
    'the database',
    UPLOAD_TIMEOUT_MS,
  ).catch((error: Error) => console.log(error.message));
  const total = (key: 'recordedCount' | 'storedCount' | 'differing') =>
    series.reduce((sum, each) => sum + each[key], 0);
  const unequalSums = series.filter((each) => each.recordedSum !== each.storedSum).length;
  results.told('InfluxDB: sessions compared', sessions.length, '1');
  results.told('InfluxDB: series compared', series.length, '1');
  results.exactly('InfluxDB: points stored', total('storedCount'), total('recordedCount'));
  results.exactly('InfluxDB: points that differ', total('differing'), 0);
  results.exactly('InfluxDB: series whose sums differ', unequalSums, 0);
  await stage.hub.interrupt();
}
