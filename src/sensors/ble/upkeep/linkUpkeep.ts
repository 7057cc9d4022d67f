import type { ClockExchange, SensorDescription } from '../../../model/sensor.ts';
import type { HubClock } from '../../../model/sensorSource.ts';
import { contentOf } from '../../../protocols/index.ts';
import type { IndexRange } from '../../../signal/indexRanges.ts';
import { ClockExchanges } from './clockExchanges.ts';
import { Refiller, type ResendOutcome } from './refiller.ts';
import type { SampleAccount } from './sampleAccount.ts';

/** What a sensor may be asked for while it streams; it is, where it has the ability. */
export interface BesideStream {
  clockExchange(): Promise<ClockExchange>;
  resend(range: IndexRange): Promise<ResendOutcome>;
}

export interface LinkUpkeepOptions {
  readonly sensor: SensorDescription;
  /** Which samples of the sensor's run have come. */
  readonly account: SampleAccount;
  readonly clock: HubClock;
  readonly ask: BesideStream | undefined;
  readonly exchanged: (exchange: ClockExchange) => void;
  readonly gone: (range: IndexRange) => void;
}

/** What goes on beside a stream, where the sensor can: its clock is asked for, and what was lost. */
export class LinkUpkeep {
  readonly #options: LinkUpkeepOptions;
  readonly #refiller: Refiller | null;
  readonly #exchanges: ClockExchanges | null;

  constructor(options: LinkUpkeepOptions) {
    const { sensor, account, clock, ask, exchanged, gone } = options;
    const { abilities = [] } = sensor;
    this.#options = options;
    this.#refiller =
      ask && abilities.includes('resend')
        ? new Refiller({ account, clock, resend: (range) => ask.resend(range), gone })
        : null;
    this.#exchanges =
      ask && abilities.includes('sync')
        ? new ClockExchanges({ exchange: () => ask.clockExchange(), exchanged })
        : null;
  }

  start(): void {
    this.#refiller?.start();
    this.#exchanges?.start();
  }

  /** Ends at once, as when the link has ended. */
  async stop(): Promise<void> {
    this.#exchanges?.stop();
    await this.#refiller?.stop();
  }

  /** Resolves when the sensor is asked for nothing any more, and sends nothing again. */
  async finish(): Promise<void> {
    this.#exchanges?.stop();
    await this.#refiller?.finish();
  }

  /** A notification of the stream, before or after `start`. */
  heard(bytes: Uint8Array): void {
    if (!this.#refiller) return;
    const content = contentOf(this.#options.sensor.driver, bytes);
    if (content) this.#refiller.heard(content);
  }
}
