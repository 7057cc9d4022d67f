import type { ClockExchange } from '../../../model/sensor.ts';
import { pause } from '../pause.ts';

export interface ClockExchangesOptions {
  /** Asks the sensor for its clock; rejects when the link fails or the sensor cannot. */
  readonly exchange: () => Promise<ClockExchange>;
  readonly exchanged: (exchange: ClockExchange) => void;
}

/**
 * Pauses before the first exchanges, ms: apart by no multiple of a connection interval (7.5 to 30 ms in
 * steps of 1.25), so that the requests meet the interval at all its phases and one waits next to nothing.
 */
const FIRST_MS = [20, 53, 61, 67, 73, 79, 91, 97] as const;
/** Then one after each of these in turn. */
const LATER_MS = [10_003, 10_007, 10_011, 10_016, 9_998, 10_022, 9_993, 10_027] as const;

/** Asks a sensor how its clock stands, often after the start of its link and every ten seconds then. */
export class ClockExchanges {
  readonly #options: ClockExchangesOptions;
  readonly #abort = new AbortController();

  constructor(options: ClockExchangesOptions) {
    this.#options = options;
  }

  start(): void {
    void this.#run();
  }

  stop(): void {
    this.#abort.abort();
  }

  async #run(): Promise<void> {
    const { exchange, exchanged } = this.#options;
    try {
      for (let i = 0; ; i++) {
        const pauseMs = FIRST_MS[i] ?? LATER_MS[i % LATER_MS.length]!;
        await pause(pauseMs / 1000, this.#abort.signal);
        exchanged(await exchange());
      }
    } catch {
      // Stopped, the link failed, or the sensor cannot after all: its arrivals tell the time then.
    }
  }
}
