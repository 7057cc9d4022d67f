import { setTimeout as sleep } from 'node:timers/promises';
import { decodeStreamPacket } from '../../firmware-protocol/index.ts';
import { IndexRanges } from '../../src/signal/indexRanges.ts';
import { percentile } from '../../src/signal/statistics.ts';
import { drawDeviceClock } from '../../src/simulator/radio/crystal.ts';
import { NOBLE_STACKS, type NobleStack } from '../../src/simulator/radio/loadNobleOver.ts';
import { NOMINAL_CONDITIONS } from '../../src/simulator/radio/radioConditions.ts';
import { countingFeed, until } from '../sensors/ble/radioWorld.ts';
import { HeapWatch } from './heapWatch.ts';
import { quietWorld } from './quietWorld.ts';
import type { Results } from './results.ts';

const SERIALS = ['RF', 'RS', 'RT', 'PE', 'LT', 'LS', 'LF'];
const RATE_HZ = 120;
const STREAM_MINUTES = 10;
/** Heap may grow by this much in ten minutes: what a garbage collector leaves lying differs by more. */
const MOST_HEAP_MB = 8;

const KILLS = 20;
const SUPERVISION_MS = 3000;

/** What the design asks of the links themselves, over every fork of noble. */
export async function soakRadio(results: Results): Promise<void> {
  await Promise.all(NOBLE_STACKS.map((stack) => streamForTenMinutes(stack, results)));
  for (const stack of NOBLE_STACKS) {
    await absentSensor(stack, results);
    await killedLinks(stack, results);
  }
}

/** Seven sensors on a nominal radio: whatever the air gave the host must reach the hub. */
async function streamForTenMinutes(stack: NobleStack, results: Results): Promise<void> {
  const clocks = SERIALS.map((serial) => drawDeviceClock(4, serial));
  const deviceClock = (index: number) => clocks[index]!;
  const { radio, source } = quietWorld(
    SERIALS.map((serial) => countingFeed(serial, RATE_HZ)),
    {
      stack,
      radio: {
        conditions: { ...NOMINAL_CONDITIONS, seed: 4 },
        deviceClock,
      },
    },
  );
  const received = new Map(SERIALS.map((serial) => [serial, new IndexRanges()]));
  const delaysMs: number[] = [];
  let packets = 0;
  let links = 0;
  source.on('sensorLinked', () => links++);
  source.on('packet', ({ sensorId, arrivalUs, bytes }) => {
    const { firstIndex, counts } = decodeStreamPacket(bytes);
    const count = counts.length / 6;
    received.get(sensorId)?.add(firstIndex, count);
    packets++;
    // One in a hundred is enough for a percentile, and nothing for a heap.
    if (packets % 100 > 0) return;
    const { rateErrorPpm = 0 } = deviceClock(SERIALS.indexOf(sensorId));
    const rateHz = RATE_HZ * (1 + rateErrorPpm / 1e6);
    const takenUs = radio.epochUs + ((firstIndex + count - 1) * 1e6) / rateHz;
    delaysMs.push((arrivalUs - takenUs) / 1000);
  });
  radio.start();
  await source.start();
  await until('all stream', () => links >= SERIALS.length, 60_000);
  const heap = new HeapWatch();
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  while (performance.now() - startedMs < STREAM_MINUTES * 60_000) {
    await sleep(30_000);
    heap.note();
  }
  const { user, system } = process.cpuUsage(cpu);
  const elapsedUs = (performance.now() - startedMs) * 1000;
  await source.stop();
  radio.stop();

  const tallies = radio.sensors.map(({ feed, air }) => ({ id: feed.sensor.id, air }));
  const sum = (of: (air: (typeof tallies)[number]['air']) => number) =>
    tallies.reduce((total, { air }) => total + of(air), 0);
  const missed = tallies.reduce((total, { id, air }) => {
    const got = new Set(indicesOf(received.get(id)));
    // Nothing restarts here: there is one run.
    const delivered = air.delivered.runs.flatMap((run) => indicesOf(air.delivered.of(run)));
    return total + delivered.filter((index) => !got.has(index)).length;
  }, 0);
  const name = `7 × 120 Hz at 7.5 ms, ${stack}`;
  results.told(
    `${name}: samples the air delivered`,
    sum(({ delivered }) => delivered.size),
    '1',
  );
  results.exactly(`${name}: of them lost by the hub`, missed, 0);
  results.told(
    `${name}: samples the sensors’ queues threw away`,
    sum((a) => a.withheld.size),
    '1',
  );
  results.told(
    `${name}: links that broke`,
    sum(({ disconnects }) => disconnects),
    '1',
  );
  results.told(`${name}: sample to hub, median`, percentile(delaysMs, 50), 'ms');
  results.told(`${name}: sample to hub, p99`, percentile(delaysMs, 99), 'ms');
  results.atMost(`${name}: heap gained`, heap.gainedMb, MOST_HEAP_MB, 'MB');
  const share = (100 * (user + system)) / elapsedUs / NOBLE_STACKS.length;
  results.told(`${name}: share of a core, hub and air`, share, '%');
}

/** One sensor advertises and never answers: what that costs the others. */
async function absentSensor(stack: NobleStack, results: Results): Promise<void> {
  const connectTimeoutMs = 5000;
  const withoutMs = await timeToStream(stack, SERIALS, null);
  const withMs = await timeToStream(stack, SERIALS, 'RF');
  const name = `an absent sensor, ${stack}`;
  results.told(`${name}: six others stream without it after`, withoutMs, 'ms');
  const delayMs = withMs - withoutMs;
  results.atMost(`${name}: delays them by`, delayMs, connectTimeoutMs + 250, 'ms');
}

/** Time from the start until every sensor but `absent` streams, ms. */
async function timeToStream(
  stack: NobleStack,
  serials: readonly string[],
  absent: string | null,
): Promise<number> {
  const { radio, source } = quietWorld(
    serials.map((serial) => countingFeed(serial, RATE_HZ)),
    { stack },
  );
  const streaming = new Set<string>();
  source.on('packet', ({ sensorId }) => streaming.add(sensorId));
  const gone = radio.sensors.find(({ feed }) => feed.sensor.id === absent);
  source.on('sensorFound', ({ address }) => {
    if (address.replaceAll(':', '') === gone?.address.replaceAll(':', '')) gone?.setInRange(false);
  });
  radio.start();
  const startedMs = performance.now();
  await source.start();
  const others = serials.filter((serial) => serial !== absent && serial !== 'RF');
  await until('the others stream', () => others.every((id) => streaming.has(id)), 60_000);
  const tookMs = performance.now() - startedMs;
  await source.stop();
  radio.stop();
  return tookMs;
}

/** A sensor leaves while it streams, for half a second to eight, again and again. */
async function killedLinks(stack: NobleStack, results: Results): Promise<void> {
  const { radio, source } = quietWorld(
    SERIALS.slice(0, 4).map((serial) => countingFeed(serial, RATE_HZ)),
    { stack, source: { supervisionTimeoutMs: SUPERVISION_MS } },
  );
  const newestMs = new Map<string, number>();
  const lostMs = new Map<string, number>();
  source.on('packet', ({ sensorId }) => newestMs.set(sensorId, performance.now()));
  source.on('sensorLost', (id) => lostMs.set(id, performance.now()));
  radio.start();
  await source.start();
  await until('all stream', () => newestMs.size === 4, 60_000);
  const noticedMs: number[] = [];
  const backMs: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const sensor = radio.sensors[kill % 4];
    const { id } = sensor.feed.sensor;
    const leftMs = performance.now();
    sensor.setInRange(false);
    await until('the loss is noticed', () => (lostMs.get(id) ?? 0) > leftMs, 20_000);
    noticedMs.push((lostMs.get(id) ?? 0) - leftMs);
    await sleep((kill % 4) * 2000 + 500);
    const returnedMs = performance.now();
    sensor.setInRange(true);
    await until('it streams again', () => (newestMs.get(id) ?? 0) > returnedMs, 20_000);
    backMs.push((newestMs.get(id) ?? 0) - returnedMs);
  }
  await source.stop();
  radio.stop();
  const name = `a killed link, ${stack}`;
  results.told(`${name}: times`, KILLS, '1');
  results.atMost(`${name}: noticed after`, Math.max(...noticedMs), SUPERVISION_MS + 1000, 'ms');
  results.atMost(`${name}: streams again after its return`, Math.max(...backMs), 5000, 'ms');
}

function indicesOf(ranges: Pick<IndexRanges, 'ranges'> | undefined): number[] {
  return (ranges?.ranges ?? []).flatMap(({ first, end }) =>
    Array.from({ length: end - first }, (_, i) => first + i),
  );
}
