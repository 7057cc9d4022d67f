import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../../src/signal/statistics.ts';
import { Random } from '../../../src/simulator/random.ts';
import { runPlumbline } from '../../endToEnd/plumblineProcess.ts';
import { InfluxServer } from '../../tools/influxServer.ts';
import type { Results } from '../results.ts';
import { HeapCourse } from './heapCourse.ts';
import { HeapProbe, PROBED } from './heapProbe.ts';
import { HubWorld } from './hubWorld.ts';
import { lossesOf } from './losses.ts';
import type { ClientsReport } from './messages.ts';
import { slopePer10Min } from './slope.ts';

export interface HubSoakOptions {
  readonly minutes: number;
  readonly seed: number;
}

const GOOD = 6;
const DATABASE = 'soak';
/** Shares of the time: to warm up, good clients alone, with the bad ones; the rest is storm. */
const WARM = 0.2;
const ALONE = 0.2;
const BESIDE = 0.2;
const LONGEST_PEACE_S = 40;
const LONGEST_OUTAGE_S = 20;
const CATCH_UP_S = 180;
/** The air and the person's calibration begin before the phases do. */
const BEFORE_S = 50;
/** To collect holds the hub up, so that its heap is looked at between the phases and in the storm. */
const HEAP_EVERY_S = 15;
/** What the hub grants a silent client, with the heartbeats it counts by and the time to hear of it. */
const MOST_SILENCE_S = 12.5;

/** Everything at once, for as long as is asked for: what the air delivered must be recorded and uploaded. */
export async function soakHub(results: Results, options: HubSoakOptions): Promise<void> {
  console.error(`  seed ${options.seed}, ${options.minutes} minutes`);
  const server = await InfluxServer.create();
  try {
    await server.start();
    await server.query(`CREATE DATABASE ${DATABASE}`);
    Object.assign(process.env, { INFLUX_HOST: server.url, INFLUX_BUCKET: DATABASE });
    await runBeside(results, options, server);
  } finally {
    await server.dispose();
  }
}

async function runBeside(
  results: Results,
  options: HubSoakOptions,
  server: InfluxServer,
): Promise<void> {
  const { seed, minutes } = options;
  const world = await HubWorld.start({
    seed,
    clients: [GOOD],
    unrestFromS: BEFORE_S + (WARM + ALONE + BESIDE) * 60 * minutes,
    nodeFlags: PROBED,
  });
  try {
    const heap = new HeapCourse(await HeapProbe.open(world.hub.greeting), world.watch);
    try {
      await run(results, options, world, server, heap);
    } finally {
      heap.close();
    }
  } finally {
    await world.dispose();
  }
}

async function run(
  results: Results,
  { minutes, seed }: HubSoakOptions,
  world: HubWorld,
  server: InfluxServer,
  heap: HeapCourse,
): Promise<void> {
  const totalS = 60 * minutes;
  const progress = (line: string) => console.error(`  ${world.watch.atS.toFixed(0)} s: ${line}`);
  progress('the person calibrates');
  const calibrating = await world.calibrated();
  progress('warming up');
  await sleep(1000 * WARM * totalS);
  await heap.note();
  const fromS = world.watch.atS;
  await world.clientsReport();

  progress('good clients alone');
  const cpuS = world.watch.cpuS();
  await sleep(1000 * ALONE * totalS);
  const alone = await world.clientsReport();
  await heap.note();
  await world.clientsReport();
  progress('one that never reads and one that reads slowly beside them');
  world.setBad(true);
  await sleep(1000 * BESIDE * totalS);
  const beside = await world.clientsReport();
  const hubShare = (100 * (world.watch.cpuS() - cpuS)) / (world.watch.atS - fromS);

  await heap.note();
  await world.clientsReport();
  progress('links are cut, the database comes and goes');
  world.air.tell({ type: 'storm', on: true });
  heap.start(HEAP_EVERY_S);
  const outages = await outagesUntil(fromS + (1 - WARM) * totalS, world, server, seed);
  const storm = await world.clientsReport();
  world.setBad(false);
  // A process that is inspected waits with its end for who inspects it.
  heap.close();
  world.watch.stop();
  const readings = world.watch.readings.filter(({ atS }) => atS >= fromS);

  const truth = await world.airTruth();
  progress('sensors off; the database catches up');
  const caughtUpS = await caughtUp(world);
  await world.hub.interrupt();
  const paths = await world.recordings();
  progress('comparing');
  const losses = await lossesOf(paths, truth, seed);
  for (const [id, lost] of Object.entries(losses.lostOf)) progress(`${id}: ${lost} lost`);

  results.exactly('recordings', paths.length, 1);
  results.told('samples the air delivered', losses.delivered, '1');
  results.exactly('of them not recorded', losses.lost, 0);
  results.exactly('packets recorded with other values', losses.wrong, 0);
  results.told('links that were cut', truth.cuts, '1');
  results.told(
    'links that broke by themselves',
    sum(truth.sensors, (s) => s.disconnects),
    '1',
  );
  results.told('longest time without a packet of any sensor', losses.longestStopMs, 'ms');
  const latest = calibrating.insideMs.reduce((a, b) => Math.max(a, b), 0);
  results.told('while a calibration is computed: last packet to client, most', latest, 'ms');
  latencies(results, 'good clients alone', alone, null);
  latencies(results, 'beside bad clients', beside, { p50: 45, p99: 80 });
  const ratio = percentile(beside.latenciesMs, 99) / percentile(alone.latenciesMs, 99);
  results.atMost('p99 beside bad clients, times that without', ratio, 1.5, '1');
  latencies(results, 'in the storm', storm, null);
  results.atMost('hub, share of a core', hubShare, 25, '%');
  results.told('clients, share of a core', (100 * beside.cpuS) / beside.seconds, '%');
  results.told('air, share of a core', (100 * truth.cpuS) / world.watch.atS, '%');
  const both = [alone, beside, storm];
  results.told(
    'sets of ten that the coach ended',
    sum(both, (r) => r.setsEnded),
    '1',
  );
  results.exactly(
    'frames skipped for good clients',
    sum(both, (r) => r.skipped),
    0,
  );
  results.exactly(
    'frames missing without a word',
    sum(both, (r) => r.unexplained),
    0,
  );
  results.exactly(
    'connections of good clients that ended',
    sum(both, (r) => r.ended),
    0,
  );
  const badEndedS = both.flatMap((r) => r.badEndedS);
  results.told('bad clients that the hub ended', badEndedS.length, '1');
  results.exactly(
    'bad clients that it did not',
    sum(both, (r) => r.badLeft),
    0,
  );
  results.atMost('bad clients ended after at most', Math.max(...badEndedS), MOST_SILENCE_S, 's');
  const loopMs = readings.map((r) => r.loopP99Ms);
  results.told('event loop late, p99 of 10 s, median', percentile(loopMs, 50), 'ms');
  results.told('event loop late, p99 of 10 s, worst', Math.max(...loopMs), 'ms');
  results.atMost('heap after collections, slope in 10 min', heap.slopeMb, 1, 'MB');
  results.told('heap after collections, most', heap.mostMb, 'MB');
  const rssSlope = slopePer10Min(
    readings.map((r) => r.atS),
    readings.map((r) => r.rssMb),
  );
  results.told('resident memory, slope in 10 min', rssSlope, 'MB');
  results.told('resident memory, most', Math.max(...readings.map((r) => r.rssMb)), 'MB');

  results.told('outages of the database', outages, '1');
  results.told('database caught up after the end within', caughtUpS, 's');
  const rest = await runPlumbline(['upload', ...paths]);
  const stored = await runPlumbline(['influx', 'verify', ...paths]);
  if (rest.code !== 0 || stored.code !== 0) console.error(`${rest.output}\n${stored.output}`);
  results.exactly('database as recorded, every point once', stored.code === 0 ? 1 : 0, 1);
  const [path = ''] = paths;
  const verified = await runPlumbline(['verify', path]);
  if (verified.code !== 0) console.error(verified.output);
  results.exactly('recording computed again bit for bit', verified.code === 0 ? 1 : 0, 1);
}

function latencies(
  results: Results,
  phase: string,
  { latenciesMs, insideMs }: ClientsReport,
  most: { readonly p50: number; readonly p99: number } | null,
): void {
  const [p50 = Number.NaN, p95 = Number.NaN, p99 = Number.NaN] = [50, 95, 99].map((p) =>
    percentile(latenciesMs, p),
  );
  const name = `${phase}: instant of a frame to client`;
  if (most) {
    results.atMost(`${name}, p50`, p50, most.p50, 'ms');
    results.atMost(`${name}, p99`, p99, most.p99, 'ms');
  } else {
    results.told(`${name}, p50`, p50, 'ms');
    results.told(`${name}, p99`, p99, 'ms');
  }
  results.told(`${name}, p95`, p95, 'ms');
  results.told(
    `${name}, most`,
    latenciesMs.reduce((a, b) => Math.max(a, b), 0),
    'ms',
  );
  results.told(`${phase}: last packet of a frame to client, p50`, percentile(insideMs, 50), 'ms');
  results.told(`${phase}: last packet of a frame to client, p99`, percentile(insideMs, 99), 'ms');
}

async function outagesUntil(
  endS: number,
  { watch }: HubWorld,
  server: InfluxServer,
  seed: number,
): Promise<number> {
  const random = new Random(seed, 'outages');
  const sleepS = (seconds: number) =>
    sleep(1000 * Math.max(0, Math.min(seconds, endS - watch.atS)));
  let outages = 0;
  while (watch.atS < endS) {
    await sleepS(random.uniform(0.2, 1) * LONGEST_PEACE_S);
    if (watch.atS >= endS) break;
    outages++;
    if (random.uniform(0, 1) < 0.5) {
      await server.kill();
      await sleepS(random.uniform(0, LONGEST_OUTAGE_S));
      await server.start();
    } else {
      server.freeze();
      await sleepS(random.uniform(0, LONGEST_OUTAGE_S));
      server.thaw();
    }
  }
  return outages;
}

async function caughtUp({ watch }: HubWorld): Promise<number> {
  const startS = watch.atS;
  // What was recorded last takes a moment to be seen.
  await sleep(2000);
  while ((await watch.metric('plumbline_upload_lag_seconds')) > 0.5) {
    if (watch.atS - startS > CATCH_UP_S) return Number.POSITIVE_INFINITY;
    await sleep(250);
  }
  return watch.atS - startS;
}

function sum<T>(of: readonly T[], value: (item: T) => number): number {
  return of.reduce((total, item) => total + value(item), 0);
}
