import type { Advertisement } from './bleTransport.ts';
import { makeOf } from './makes/drivers.ts';
import { problemOf } from './problemOf.ts';
import type { SensorIdentity } from './sensorIdentity.ts';
import type { SurveyedSensor } from './surveyedSensor.ts';

interface Entry {
  sensor: SurveyedSensor;
  readonly tried: Promise<void>;
  readonly resolveTried: () => void;
}

/** Who was heard, and what came of asking each. */
export class SensorCensus {
  readonly #entries = new Map<string, Entry>();

  /** In the order in which they were first heard. */
  get sensors(): SurveyedSensor[] {
    return Array.from(this.#entries.values(), ({ sensor }) => sensor);
  }

  heard(advertisement: Advertisement): void {
    const { name, rssiDbm } = advertisement;
    const entry = this.#entryOf(advertisement);
    // Some reports are without the name, or without the strength.
    const { sensor } = entry;
    entry.sensor = {
      ...sensor,
      name: name || sensor.name,
      rssiDbm: rssiDbm ?? sensor.rssiDbm,
    };
  }

  /** A serial that another device has told before is a problem: one of the two lies. */
  identified(advertisement: Advertisement, identity: SensorIdentity): void {
    const { address } = advertisement;
    const entry = this.#entryOf(advertisement);
    const other = this.sensors.find(
      (each) => each.address !== address && each.identity?.serial === identity.serial,
    );
    const problem = other ? `The device ${other.address} has told the same serial.` : null;
    entry.sensor = { ...entry.sensor, identity, problem };
    entry.resolveTried();
  }

  failed(advertisement: Advertisement, error: unknown): void {
    const entry = this.#entryOf(advertisement);
    entry.sensor = { ...entry.sensor, problem: problemOf(error) };
    entry.resolveTried();
  }

  /** Resolves when all that were heard by now have been asked once. */
  async allTried(): Promise<void> {
    await Promise.all(Array.from(this.#entries.values(), ({ tried }) => tried));
  }

  #entryOf(advertisement: Advertisement): Entry {
    const { address } = advertisement;
    const known = this.#entries.get(address);
    if (known) return known;
    let resolveTried = () => {};
    const tried = new Promise<void>((resolve) => {
      resolveTried = resolve;
    });
    const make = makeOf(advertisement);
    const sensor = { address, name: '', make, rssiDbm: null, identity: null, problem: null };
    const entry = { sensor, tried, resolveTried };
    this.#entries.set(address, entry);
    return entry;
  }
}
