import type { SensorReport } from '../model/hubReport.ts';
import type { Placement } from '../model/placement.ts';
import type { SensorDescription, SensorId } from '../model/sensor.ts';
import type { LinkChange } from '../model/sensorLink.ts';
import type { FoundSensor } from '../model/sensorSource.ts';
import { upAxisOf } from '../protocols/index.ts';
import type { SensorStatus } from '../stream/messages.ts';
import { SampleRate } from './sampleRate.ts';

/** Data older than this means the link is not streaming, whatever the radio stack believes. */
const SILENT_US = 1_500_000;
/** A sensor that stopped advertising this long ago is gone from the list. */
const ADVERTISING_US = 10_000_000;

/** What is counted over all links of a sensor. */
interface Tally {
  deliveredSamples: number;
  lostSamples: number;
  lateSamples: number;
  refilledSamples: number;
  reconnects: number;
  batteryPercent: number | null;
  rssiDbm: number | null;
  /** What was wrong last, until it streams again. */
  problem: string | null;
}

interface Linked {
  readonly description: SensorDescription;
  readonly rate: SampleRate;
  readonly tally: Tally;
  readonly linkedUs: number;
  newestPacketUs: number | null;
  isLost: boolean;
}

interface Advertising extends FoundSensor {
  seenUs: number;
  problem: string | null;
}

/** Every sensor the hub knows of and how it fares, judged by the age of its data. */
export class SensorRegistry {
  readonly #linked = new Map<SensorId, Linked>();
  readonly #advertising = new Map<string, Advertising>();
  /** Under which address each linked sensor was last heard. */
  readonly #serials = new Map<string, SensorId>();

  found(sensor: FoundSensor, nowUs: number): void {
    const serial = this.#serials.get(sensor.address);
    if (serial) {
      if (sensor.rssiDbm !== null) this.signal(serial, sensor.rssiDbm);
      return;
    }
    const problem = this.#advertising.get(sensor.address)?.problem ?? null;
    this.#advertising.set(sensor.address, { ...sensor, seenUs: nowUs, problem });
  }

  /** A sensor that streams is listed by its serial, no longer by its address. */
  linkChanged({ address, sensorId, state }: LinkChange): void {
    if (state !== 'streaming' || sensorId === null) return;
    this.#serials.set(address, sensorId);
    const advertised = this.#advertising.get(address);
    this.#advertising.delete(address);
    const sensor = this.#linked.get(sensorId);
    if (sensor && advertised) sensor.tally.rssiDbm ??= advertised.rssiDbm;
  }

  linked(description: SensorDescription, nowUs: number): void {
    const known = this.#linked.get(description.id);
    const tally = known?.tally ?? newTally();
    if (known?.isLost) tally.reconnects++;
    tally.problem = null;
    this.#linked.set(description.id, {
      description,
      rate: new SampleRate(),
      tally,
      linkedUs: nowUs,
      newestPacketUs: null,
      isLost: false,
    });
  }

  packet(id: SensorId, arrivalUs: number): void {
    const sensor = this.#linked.get(id);
    if (sensor) sensor.newestPacketUs = arrivalUs;
  }

  samples(id: SensorId, count: number, arrivalUs: number): void {
    const sensor = this.#linked.get(id);
    if (!sensor) return;
    sensor.rate.add(count, arrivalUs);
    sensor.tally.deliveredSamples += count;
  }

  samplesLost(id: SensorId, count: number): void {
    const sensor = this.#linked.get(id);
    if (sensor) sensor.tally.lostSamples += count;
  }

  samplesLate(id: SensorId, count: number): void {
    const sensor = this.#linked.get(id);
    if (sensor) sensor.tally.lateSamples += count;
  }

  /** Lost samples that were had after all. */
  samplesRefilled(id: SensorId, count: number): void {
    const sensor = this.#linked.get(id);
    if (!sensor) return;
    sensor.tally.refilledSamples += count;
    sensor.tally.lostSamples = Math.max(0, sensor.tally.lostSamples - count);
  }

  lost(id: SensorId): void {
    const sensor = this.#linked.get(id);
    if (sensor) sensor.isLost = true;
  }

  battery(id: SensorId, percent: number): void {
    const sensor = this.#linked.get(id);
    if (sensor) sensor.tally.batteryPercent = percent;
  }

  signal(id: SensorId, rssiDbm: number): void {
    const sensor = this.#linked.get(id);
    if (sensor) sensor.tally.rssiDbm = rssiDbm;
  }

  /** What is wrong with a sensor, known by its serial or only by its address. */
  problem(id: SensorId | null, address: string | null, sentence: string): void {
    const sensor = id && this.#linked.get(id);
    if (sensor) sensor.tally.problem = sentence;
    const advertised = address && this.#advertising.get(address);
    if (advertised) advertised.problem = sentence;
  }

  /** The linked sensor of this serial, as it described itself. */
  description(id: string): SensorDescription | null {
    for (const { description } of this.#linked.values()) {
      if (description.id === id) return description;
    }
    return null;
  }

  /** The sensor of this serial while its link holds; else null. */
  streaming(id: string): SensorDescription | null {
    for (const { description, isLost } of this.#linked.values()) {
      if (description.id === id) return isLost ? null : description;
    }
    return null;
  }

  /** Sensors whose link holds, in the order of their first. */
  get linkedNow(): readonly SensorDescription[] {
    return [...this.#linked.values()].flatMap(({ description, isLost }) =>
      isLost ? [] : [description],
    );
  }

  /** How those fare whose link holds. */
  reports(nowUs: number): SensorReport[] {
    return [...this.#linked.values()].flatMap(({ description, rate, tally, isLost }) =>
      isLost
        ? []
        : [
            {
              sensorId: description.id,
              batteryPct: tally.batteryPercent,
              rssiDbm: tally.rssiDbm,
              rateHz: rate.at(nowUs),
            },
          ],
    );
  }

  /** Sensors linked at least once, in that order, then those that only advertise. */
  statuses(placements: ReadonlyMap<string, Placement>, nowUs: number): SensorStatus[] {
    const linked = [...this.#linked.values()].map((sensor): SensorStatus => {
      const { id, name, driver, rateHz } = sensor.description;
      const upAxis = upAxisOf(driver);
      return {
        id,
        name,
        placement: placements.get(id) ?? null,
        link: linkState(sensor, nowUs),
        rateHz: sensor.rate.at(nowUs),
        nominalRateHz: rateHz,
        ...(upAxis !== null && { upAxis }),
        ...sensor.tally,
      };
    });
    return [...linked, ...this.#advertised(nowUs)];
  }

  #advertised(nowUs: number): SensorStatus[] {
    for (const [address, { seenUs }] of this.#advertising) {
      if (nowUs - seenUs > ADVERTISING_US) this.#advertising.delete(address);
    }
    const { deliveredSamples: _, ...nothing } = newTally();
    return [...this.#advertising.values()].map(({ address, name, rssiDbm, problem }) => ({
      id: address,
      name,
      placement: null,
      link: 'found',
      rateHz: 0,
      ...nothing,
      rssiDbm,
      problem,
    }));
  }
}

function newTally(): Tally {
  return {
    deliveredSamples: 0,
    lostSamples: 0,
    lateSamples: 0,
    refilledSamples: 0,
    reconnects: 0,
    batteryPercent: null,
    rssiDbm: null,
    problem: null,
  };
}

function linkState(sensor: Linked, nowUs: number): SensorStatus['link'] {
  if (sensor.isLost) return 'lost';
  const quietSinceUs = sensor.newestPacketUs ?? sensor.linkedUs;
  if (nowUs - quietSinceUs > SILENT_US) return 'lost';
  return sensor.newestPacketUs === null ? 'linking' : 'streaming';
}
