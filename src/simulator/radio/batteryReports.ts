import type { HubClock } from '../../model/sensorSource.ts';

export interface BatteryReportsOptions {
  readonly clock: HubClock;
  /** State of charge at power-on. */
  readonly percent: number;
  /** Between two notifications, at least. */
  readonly intervalMs: number;
  /** Notifies the client; false when that cannot be done now and must be offered again. */
  readonly notify: (percent: number) => boolean;
}

/** A sensor's battery level and what its client was told of it: every change, not too often. */
export class BatteryReports {
  readonly #options: BatteryReportsOptions;
  #percent: number;
  #toldPercent: number;
  #toldUs = Number.NEGATIVE_INFINITY;
  #linked = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: BatteryReportsOptions) {
    this.#options = options;
    this.#percent = options.percent;
    this.#toldPercent = options.percent;
  }

  get percent(): number {
    return this.#percent;
  }

  set(percent: number): void {
    this.#percent = percent;
    this.offer();
  }

  /** A client is there; it reads the level as it is now. */
  begin(): void {
    this.#linked = true;
    this.#toldPercent = this.#percent;
  }

  end(): void {
    this.#linked = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Notifies a change that the client was not told yet, once it may be and the radio takes it. */
  offer(): void {
    if (!this.#linked || this.#timer || this.#percent === this.#toldPercent) return;
    const nowUs = this.#options.clock();
    const waitMs = this.#options.intervalMs - (nowUs - this.#toldUs) / 1000;
    if (waitMs > 0) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.offer();
      }, Math.ceil(waitMs));
    } else if (this.#options.notify(this.#percent)) {
      this.#toldPercent = this.#percent;
      this.#toldUs = nowUs;
    }
  }
}
