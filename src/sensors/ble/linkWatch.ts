import type { LinkLostReason } from '../../model/sensorLink.ts';
import type { HubClock } from '../../model/sensorSource.ts';
import type { BleLink } from './bleTransport.ts';
import { SilenceWatch } from './silenceWatch.ts';

/** Whether samples that can be read come over a link; it ends one over which they no longer do. */
export class LinkWatch {
  readonly #link: BleLink;
  readonly #silence: SilenceWatch;
  #silent = false;
  #streamed = false;
  #unreadable: Error | null = null;

  /** Without samples for `silenceMs` the link counts as dead. */
  constructor(link: BleLink, clock: HubClock, silenceMs: number) {
    this.#link = link;
    this.#silence = new SilenceWatch(clock, silenceMs, () => {
      this.#silent = true;
      void link.close();
    });
  }

  /** True once samples have come that can be read. */
  get streamed(): boolean {
    return this.#streamed;
  }

  /** What is wrong with the newest samples; null when they could be read, or none came. */
  get unreadable(): Error | null {
    return this.#unreadable;
  }

  /** Samples have come: `fault` is what is wrong with them, null where they can be read. */
  heard(fault: Error | null): void {
    this.#unreadable = fault;
    // A stream that cannot be read is no sign of life.
    if (fault !== null) return;
    this.#streamed = true;
    this.#silence.heard();
  }

  /** Expects samples from now on. */
  start(): void {
    this.#silence.start();
  }

  /** Expects none until it is started again. */
  pause(): void {
    this.#silence.pause();
  }

  /** Why the link ended, once it has. */
  async ended(): Promise<LinkLostReason> {
    const reason = await this.#link.closed;
    this.#silence.stop();
    return this.#silent ? 'silent' : reason;
  }
}
