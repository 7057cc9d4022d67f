import { decodeStreamPacket } from '../../../firmware-protocol/index.ts';
import { openRecording } from '../../../src/recording/reader.ts';
import { IndexRanges } from '../../../src/signal/indexRanges.ts';
import type { ImuFeed } from '../../../src/simulator/imuFeed.ts';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { type AirTruth, personOptions, type SensorTruth } from './messages.ts';

const COUNTS = 6;

export interface Losses {
  readonly delivered: number;
  readonly recorded: number;
  /** Delivered by the air and not recorded; by sensor where there are any. */
  readonly lost: number;
  readonly lostOf: Readonly<Record<string, number>>;
  /** Recorded with other counts than the sensor took. */
  readonly wrong: number;
  /** Longest time without a packet of any sensor, ms. */
  readonly longestStopMs: number;
}

/** Holds the packets of recordings against what the air delivered and what its sensors measured. */
export async function lossesOf(
  paths: readonly string[],
  truth: AirTruth,
  seed: number,
): Promise<Losses> {
  const feeds = new Map(
    simulateSquatSession(personOptions(seed)).feeds.map((feed) => [feed.sensor.id, feed]),
  );
  const sensors = new Map(
    truth.sensors.map((sensor) => {
      const feed = feeds.get(sensor.id as never);
      if (!feed) throw new Error(`the air told of ${sensor.id}, which nobody wears`);
      return [sensor.id, { taken: takenBy(feed, sensor), got: new IndexRanges() }];
    }),
  );
  let wrong = 0;
  let longestStopUs = 0;
  for (const path of paths) {
    const recording = await openRecording(path);
    let beforeUs: number | null = null;
    for await (const input of recording.inputs()) {
      if (input.type !== 'packet') continue;
      const { sensorId, arrivalUs, bytes } = input.packet;
      longestStopUs = Math.max(longestStopUs, arrivalUs - (beforeUs ?? arrivalUs));
      beforeUs = arrivalUs;
      const sensor = sensors.get(sensorId);
      if (!sensor) continue;
      const { firstIndex, counts } = decodeStreamPacket(bytes);
      const samples = counts.length / COUNTS;
      sensor.got.add(firstIndex, samples);
      const { taken } = sensor;
      if (counts.some((count, i) => count !== taken[COUNTS * firstIndex + i])) wrong++;
    }
    await recording.close();
  }
  const lostOf: Record<string, number> = {};
  let delivered = 0;
  let recorded = 0;
  for (const { id, delivered: ranges } of truth.sensors) {
    const got = sensors.get(id)?.got ?? new IndexRanges();
    recorded += got.size;
    for (const { first, end } of ranges) {
      const found = got.take(first, end - first).reduce((sum, r) => sum + r.end - r.first, 0);
      delivered += end - first;
      if (found < end - first) lostOf[id] = (lostOf[id] ?? 0) + end - first - found;
    }
  }
  const lost = Object.values(lostOf).reduce((sum, count) => sum + count, 0);
  return { delivered, recorded, lost, lostOf, wrong, longestStopMs: longestStopUs / 1000 };
}

/** The counts of all samples that a sensor took until the last one delivered, in order. */
function takenBy(feed: ImuFeed, { delivered, rateErrorPpm }: SensorTruth): Int16Array {
  const end = delivered.at(-1)?.end ?? 0;
  const rateHz = feed.sensor.rateHz * (1 + rateErrorPpm / 1e6);
  const counts = new Int16Array(COUNTS * end);
  for (let index = 0; index < end; index++) {
    feed.read(index, counts.subarray(COUNTS * index, COUNTS * (index + 1)), index / rateHz);
  }
  return counts;
}
