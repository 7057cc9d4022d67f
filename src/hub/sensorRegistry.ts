import type { Placement } from '../model/placement.ts';
import type { SensorDescription, SensorId } from '../model/sensor.ts';
import type { FoundSensor } from '../model/sensorSource.ts';
import type { SensorStatus } from '../stream/messages.ts';
import { SampleRate } from './sampleRate.ts';

/** Data older than this means the link is not streaming, whatever the radio stack believes. */
const SILENT_US = 1_500_000;
/** A sensor that stopped advertising this long ago is gone from the list. */
const ADVERTISING_US = 10_000_000;

interface Linked {
  readonly description: SensorDescription;
  readonly rate: SampleRate;
  linkedUs: number;
  newestPacketUs: number | null;
  lostSamples: number;
  batteryPercent: number | null;
  rssiDbm: number | null;
  isLost: boolean;
}

interface Advertising extends FoundSensor {
  readonly seenUs: number;
}

/** Every sensor the hub knows of and how it fares, judged by the age of its data. */
export class SensorRegistry {
  readonly #linked = new Map<SensorId, Linked>();
  readonly #advertising = new Map<string, Advertising>();

  found(sensor: FoundSensor, nowUs: number): void {
    this.#advertising.set(sensor.address, { ...sensor, seenUs: nowUs });
  }

  linked(description: SensorDescription, nowUs: number): void {
    const known = this.#linked.get(description.id);
    // An advertisement carries no serial; the name is all that ties it to the linked sensor.
    const advertisement = [...this.#advertising.values()].find(
      (candidate) => candidate.name === description.name,
    );
    if (advertisement) this.#advertising.delete(advertisement.address);
    this.#linked.set(description.id, {
      description,
      rate: new SampleRate(),
      linkedUs: nowUs,
      newestPacketUs: null,
      lostSamples: known?.lostSamples ?? 0,
      batteryPercent: known?.batteryPercent ?? null,
      rssiDbm: advertisement?.rssiDbm ?? known?.rssiDbm ?? null,
      isLost: false,
    });
  }

  packet(id: SensorId, arrivalUs: number): void {
    const sensor = this.#linked.get(id);
    if (sensor) sensor.newestPacketUs = arrivalUs;
  }

  samples(id: SensorId, count: number, arrivalUs: number): void {
    this.#linked.get(id)?.rate.add(count, arrivalUs);
  }

  samplesLost(id: SensorId, count: number): void {
    const sensor = this.#linked.get(id);
    if (sensor) sensor.lostSamples += count;
  }

  lost(id: SensorId): void {
    const sensor = this.#linked.get(id);
    if (sensor) sensor.isLost = true;
  }

  battery(id: SensorId, percent: number): void {
    const sensor = this.#linked.get(id);
    if (sensor) sensor.batteryPercent = percent;
  }

  /** The linked sensor of this serial, as it described itself. */
  description(id: string): SensorDescription | null {
    for (const { description } of this.#linked.values()) {
      if (description.id === id) return description;
    }
    return null;
  }

  /** Sensors linked at least once, in that order, then those that only advertise. */
  statuses(placements: ReadonlyMap<string, Placement>, nowUs: number): SensorStatus[] {
    const linked = [...this.#linked.values()].map(
      (sensor): SensorStatus => ({
        id: sensor.description.id,
        name: sensor.description.name,
        placement: placements.get(sensor.description.id) ?? null,
        link: linkState(sensor, nowUs),
        rateHz: sensor.rate.at(nowUs),
        lostSamples: sensor.lostSamples,
        batteryPercent: sensor.batteryPercent,
        rssiDbm: sensor.rssiDbm,
      }),
    );
    return [...linked, ...this.#advertised(nowUs)];
  }

  #advertised(nowUs: number): SensorStatus[] {
    for (const [address, { seenUs }] of this.#advertising) {
      if (nowUs - seenUs > ADVERTISING_US) this.#advertising.delete(address);
    }
    return [...this.#advertising.values()].map(({ address, name, rssiDbm }) => ({
      id: address,
      name,
      placement: null,
      link: 'found',
      rateHz: 0,
      lostSamples: 0,
      batteryPercent: null,
      rssiDbm,
    }));
  }
}

function linkState(sensor: Linked, nowUs: number): SensorStatus['link'] {
  if (sensor.isLost) return 'lost';
  const quietSinceUs = sensor.newestPacketUs ?? sensor.linkedUs;
  if (nowUs - quietSinceUs > SILENT_US) return 'lost';
  return sensor.newestPacketUs === null ? 'linking' : 'streaming';
}
