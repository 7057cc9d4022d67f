import {
  COUNTS_PER_SAMPLE,
  encodeStreamPacket,
  NO_MAGNETIC_COUNTS,
  STREAM_FLAG,
} from '../../firmware-protocol/index.ts';
import type { PipelineInput } from '../model/events.ts';
import type { ImuFeed } from './imuFeed.ts';
import { Random } from './random.ts';

/** How the simulated radio delays what the sensors sampled; nothing is lost on it. */
export interface DeliveryOptions {
  readonly samplesPerPacket: number;
  /** A full packet leaves at the sensor's next connection event, ms. */
  readonly connectionIntervalMs: number;
  /** Median of the host's log-normal delay, ms. */
  readonly hostDelayMs: number;
  /** Largest crystal error of a sensor; each draws its own, ppm. */
  readonly clockSkewPpm: number;
  readonly seed: number;
}

export const DEFAULT_DELIVERY: DeliveryOptions = Object.freeze({
  samplesPerPacket: 2,
  connectionIntervalMs: 15,
  hostDelayMs: 2,
  clockSkewPpm: 20,
  seed: 1,
});

/** Spread of the host delay: its 99th percentile lies at ten times the median. */
const HOST_DELAY_LOG_SD = Math.log(10) / 2.326;

const MAGNETIC_AXES = 3;

interface Sender {
  readonly feed: ImuFeed;
  readonly random: Random;
  readonly phaseUs: number;
  readonly periodUs: number;
  readonly deviceStartUs: number;
  nextIndex: number;
  sequence: number;
  earliestUs: number;
}

/**
 * What a hub would have received from the feeds: links, placements, then packets in order of
 * arrival. Sample `i` of every sensor is taken `i / rateHz` seconds of its own clock after
 * `startUs`.
 * @param durationS of the motion to deliver
 */
export function* simulatedInputs(
  feeds: readonly ImuFeed[],
  startUs: number,
  durationS: number,
  options: DeliveryOptions = DEFAULT_DELIVERY,
): Generator<PipelineInput> {
  for (const { sensor, placement } of feeds) {
    yield { type: 'sensorLinked', timeUs: startUs, sensor };
    yield { type: 'placed', timeUs: startUs, sensorId: sensor.id, placement };
  }
  const senders = feeds.map((feed) => newSender(feed, options));
  const pending = senders.map((sender) => nextDelivery(sender, startUs, options));
  for (;;) {
    const first = pending.reduce(
      (best, each, i) => (each.arrivalUs < pending[best].arrivalUs ? i : best),
      0,
    );
    const delivery = pending[first];
    if (delivery.newestUs > startUs + durationS * 1e6) return;
    yield {
      type: 'packet',
      packet: {
        sensorId: senders[first].feed.sensor.id,
        arrivalUs: delivery.arrivalUs,
        bytes: delivery.bytes,
      },
    };
    pending[first] = nextDelivery(senders[first], startUs, options);
  }
}

function newSender(feed: ImuFeed, options: DeliveryOptions): Sender {
  const random = new Random(options.seed, `delivery ${feed.placement}`);
  const skew = random.uniform(-1, 1) * options.clockSkewPpm * 1e-6;
  return {
    feed,
    random,
    phaseUs: random.uniform(0, options.connectionIntervalMs * 1000),
    periodUs: (1e6 / feed.sensor.rateHz) * (1 + skew),
    deviceStartUs: Math.floor(random.uniform(0, 2 ** 32)),
    nextIndex: 0,
    sequence: 0,
    earliestUs: 0,
  };
}

function nextDelivery(
  sender: Sender,
  startUs: number,
  options: DeliveryOptions,
): { arrivalUs: number; newestUs: number; bytes: Uint8Array } {
  const { feed, random } = sender;
  const { samplesPerPacket } = options;
  const counts = new Int16Array(samplesPerPacket * COUNTS_PER_SAMPLE);
  const hasMagnetometer = feed.sensor.magneticScaleUt !== undefined;
  const magneticCounts = hasMagnetometer
    ? new Int16Array(samplesPerPacket * MAGNETIC_AXES)
    : NO_MAGNETIC_COUNTS;
  for (let i = 0; i < samplesPerPacket; i++) {
    const index = sender.nextIndex + i;
    feed.read(index, counts.subarray(i * COUNTS_PER_SAMPLE, (i + 1) * COUNTS_PER_SAMPLE));
    if (!hasMagnetometer) continue;
    feed.readMagnetic?.(
      magneticCounts.subarray(i * MAGNETIC_AXES, (i + 1) * MAGNETIC_AXES),
      index / feed.sensor.rateHz,
    );
  }
  const firstIndex = sender.nextIndex;
  sender.nextIndex += samplesPerPacket;
  const newestUs = startUs + (sender.nextIndex - 1) * sender.periodUs;
  const intervalUs = options.connectionIntervalMs * 1000;
  const eventUs =
    Math.ceil((newestUs - startUs - sender.phaseUs) / intervalUs) * intervalUs +
    sender.phaseUs +
    startUs;
  const hostUs = options.hostDelayMs * 1000 * Math.exp(HOST_DELAY_LOG_SD * random.gaussian());
  sender.earliestUs = Math.max(sender.earliestUs + 1, Math.round(eventUs + hostUs));
  const bytes = encodeStreamPacket({
    flags: hasMagnetometer ? STREAM_FLAG.magnetometer : 0,
    sequence: sender.sequence++ % 2 ** 16,
    firstIndex,
    // The device counts nominal microseconds of its own crystal.
    deviceTimeUs:
      (sender.deviceStartUs + Math.round((firstIndex * 1e6) / feed.sensor.rateHz)) % 2 ** 32,
    counts,
    magneticCounts,
  });
  return { arrivalUs: sender.earliestUs, newestUs, bytes };
}
