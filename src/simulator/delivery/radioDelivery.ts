import { encodeStreamPacket, NO_MAGNETIC_COUNTS } from '../../../firmware-protocol/index.ts';
import type { PipelineInput } from '../../model/events.ts';
import type { SensorId } from '../../model/sensor.ts';
import { COUNTS_PER_SAMPLE, type ImuFeed } from '../imuFeed.ts';
import { drawDeviceClock, type LargestErrors } from '../radio/crystal.ts';
import { NOMINAL_CONDITIONS, type RadioConditions } from '../radio/radioConditions.ts';
import { LinkCourse } from './linkCourse.ts';
import type { LinkDelivery } from './linkDelivery.ts';
import { Sampling } from './sampling.ts';

export interface RadioDeliveryOptions {
  readonly conditions: RadioConditions;
  readonly connectionIntervalMs: number;
  readonly samplesPerPacket: number;
  /** Of the sensors' crystals and units; each draws its own. */
  readonly largestErrors: LargestErrors;
  /** Whether the hub asks the sensors how their clocks stand. */
  readonly exchanges: boolean;
  /** When their clocks wrap for the first time, after the start; absent: each at a time of its own. */
  readonly firstWrapS?: number;
}

/** Crystals as bad as the protocol admits, and units 1 % off. */
export const DEFAULT_RADIO_DELIVERY: RadioDeliveryOptions = Object.freeze({
  conditions: NOMINAL_CONDITIONS,
  connectionIntervalMs: 15,
  samplesPerPacket: 2,
  largestErrors: { skewPpm: 40, ratePpm: 10_000 },
  exchanges: true,
});

const RUN = 1;
const TWO_16 = 2 ** 16;
const TWO_32 = 2 ** 32;

/** A sensor and what is on its way from it. */
interface Sender {
  readonly feed: ImuFeed;
  readonly sampling: Sampling;
  readonly course: Iterator<LinkDelivery, never>;
  next: LinkDelivery;
}

/**
 * What a hub would hear from feeds over a radio of given conditions, on simulated time: stalls,
 * repeats, losses and links that break, and the times at which all was truly sampled. The same
 * options give the same inputs.
 */
export class RadioDelivery {
  readonly #startUs: number;
  readonly #senders: readonly Sender[];

  /** @param startUs when every sensor is switched on, linked and takes its sample 0 */
  constructor(
    feeds: readonly ImuFeed[],
    startUs: number,
    options: RadioDeliveryOptions = DEFAULT_RADIO_DELIVERY,
  ) {
    this.#startUs = startUs;
    this.#senders = feeds.map((feed) => newSender(feed, startUs, options));
  }

  /**
   * Links, placements, packets and exchanges in order of arrival; to be read once.
   * @param durationS until which things arrive, after the start
   */
  *inputs(durationS: number): Generator<PipelineInput> {
    for (const { feed } of this.#senders) {
      const { sensor, placement } = feed;
      yield { type: 'placed', timeUs: this.#startUs, sensorId: sensor.id, placement };
    }
    for (;;) {
      const sender = this.#senders.reduce((a, b) => (b.next.atUs < a.next.atUs ? b : a));
      const delivery = sender.next;
      if (delivery.atUs > this.#startUs + durationS * 1e6) return;
      sender.next = sender.course.next().value;
      yield inputOf(sender, delivery);
    }
  }

  /** True time at which a sensor took its sample `index`, µs. */
  sampledUs(sensorId: SensorId, index: number): number {
    const sender = this.#senders.find(({ feed }) => feed.sensor.id === sensorId);
    if (!sender) throw new Error(`no sensor ${sensorId}; valid are ${this.#ids().join(', ')}`);
    return sender.sampling.sampledUs(index);
  }

  #ids(): SensorId[] {
    return this.#senders.map(({ feed }) => feed.sensor.id);
  }
}

function inputOf({ feed }: Sender, delivery: LinkDelivery): PipelineInput {
  const { sensor } = feed;
  const { id: sensorId } = sensor;
  const { atUs: timeUs } = delivery;
  switch (delivery.type) {
    case 'linked':
      return { type: 'sensorLinked', timeUs, sensor: { ...sensor, run: RUN } };
    case 'lost':
      return { type: 'sensorLost', timeUs, sensorId, reason: 'outOfRange' };
    case 'exchange':
      return { type: 'clockExchange', timeUs, sensorId, exchange: delivery.exchange };
    case 'samples':
      return {
        type: 'packet',
        packet: { sensorId, arrivalUs: timeUs, bytes: delivery.bytes },
      };
  }
}

function newSender(feed: ImuFeed, startUs: number, options: RadioDeliveryOptions): Sender {
  const { conditions, largestErrors, connectionIntervalMs, samplesPerPacket, exchanges } = options;
  const { firstWrapS } = options;
  const { id, rateHz } = feed.sensor;
  const drawn = drawDeviceClock(conditions.seed, id, largestErrors);
  const clock =
    firstWrapS === undefined ? drawn : { ...drawn, offsetUs: TWO_32 - firstWrapS * 1e6 };
  const sampling = new Sampling(clock, startUs, rateHz);
  const course = new LinkCourse({
    ...{ address: id, sampling, startUs },
    ...{ conditions, connectionIntervalMs, samplesPerPacket, exchanges },
    packetFrom: packetsOf(feed, sampling, startUs, samplesPerPacket),
  }).deliveries();
  return { feed, sampling, course, next: course.next().value };
}

function packetsOf(
  feed: ImuFeed,
  sampling: Sampling,
  startUs: number,
  samples: number,
): (firstIndex: number) => Uint8Array {
  let sequence = 0;
  return (firstIndex) => {
    const counts = new Int16Array(samples * COUNTS_PER_SAMPLE);
    for (let i = 0; i < samples; i++) {
      const out = counts.subarray(i * COUNTS_PER_SAMPLE, (i + 1) * COUNTS_PER_SAMPLE);
      feed.read(firstIndex + i, out, (sampling.sampledUs(firstIndex + i) - startUs) / 1e6);
    }
    return encodeStreamPacket({
      flags: 0,
      sequence: sequence++ % TWO_16,
      firstIndex: firstIndex % TWO_32,
      deviceTimeUs: sampling.deviceUs(sampling.sampledUs(firstIndex)),
      counts,
      magneticCounts: NO_MAGNETIC_COUNTS,
    });
  };
}
