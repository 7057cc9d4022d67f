import type { SensorId } from '../model/sensor.ts';

const KEPT = 20;
/** A stage that fails on every packet is reported once in this time, not a hundred times a second. */
const REPEAT_AFTER_US = 10_000_000;
/** A fault not seen for this long is over. */
const CURRENT_US = 30_000_000;

export interface Fault {
  readonly sentence: string;
  readonly sensorId: SensorId | null;
  /** When it was last seen, hub time. */
  readonly timeUs: number;
  readonly count: number;
}

/** What went wrong lately, in sentences, bounded however often it goes wrong. */
export class FaultLog {
  /** By sensor and sentence, the longest unseen first. */
  readonly #faults = new Map<string, Fault & { readonly reportedUs: number }>();

  /** @returns true when this fault is worth reporting again. */
  note(sentence: string, sensorId: SensorId | null, timeUs: number): boolean {
    const key = `${sensorId ?? ''} ${sentence}`;
    const known = this.#faults.get(key);
    const report = known === undefined || timeUs - known.reportedUs >= REPEAT_AFTER_US;
    this.#faults.delete(key);
    this.#faults.set(key, {
      sentence,
      sensorId,
      timeUs,
      count: (known?.count ?? 0) + 1,
      reportedUs: report ? timeUs : known.reportedUs,
    });
    if (this.#faults.size > KEPT) {
      for (const oldest of this.#faults.keys()) {
        this.#faults.delete(oldest);
        break;
      }
    }
    return report;
  }

  /** Faults of the last half minute, the newest last. */
  current(timeUs: number): Fault[] {
    return [...this.#faults.values()]
      .filter((fault) => timeUs - fault.timeUs < CURRENT_US)
      .map(({ reportedUs: _, ...fault }) => fault);
  }
}
