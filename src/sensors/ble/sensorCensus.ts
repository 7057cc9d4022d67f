import type { Advertisement } from './bleTransport.ts';
import { problemOf } from './problemOf.ts';
import type { SensorIdentity, SurveyedSensor } from './surveyedSensor.ts';

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

  heard({ address, name, rssiDbm }: Advertisement): void {
    const entry = this.#entryOf(address);
    // Some reports are without the name, or without the strength.
    const { sensor } = entry;
    entry.sensor = {
      ...sensor,
      name: name || sensor.name,
      rssiDbm: rssiDbm ?? sensor.rssiDbm,
    };
  }

  /** A serial that another device has told before is a problem: one of the two lies. */
  identified({ address }: Advertisement, identity: SensorIdentity): void {
    const entry = this.#entryOf(address);
    const other = this.sensors.find(
      (each) => each.address !== address && each.identity?.serial === identity.serial,
    );
    const problem = other ? `The device ${other.address} has told the same serial.` : null;
    entry.sensor = { ...entry.sensor, identity, problem };
    entry.resolveTried();
  }

  failed({ address }: Advertisement, error: unknown): void {
    const entry = this.#entryOf(address);
    entry.sensor = { ...entry.sensor, problem: problemOf(error) };
    entry.resolveTried();
  }

  /** Resolves when all that were heard by now have been asked once. */
  async allTried(): Promise<void> {
    await Promise.all(Array.from(this.#entries.values(), ({ tried }) => tried));
  }

  #entryOf(address: string): Entry {
    const known = this.#entries.get(address);
    if (known) return known;
    let resolveTried = () => {};
    const tried = new Promise<void>((resolve) => {
      resolveTried = resolve;
    });
    const sensor = { address, name: '', rssiDbm: null, identity: null, problem: null };
    const entry = { sensor, tried, resolveTried };
    this.#entries.set(address, entry);
    return entry;
  }
}
