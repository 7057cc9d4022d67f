/** A clock that DOTs share: µs at a true instant. */
export type TimeBase = (atUs: number) => number;

/** The beacons on the air: which DOT was told to lead a synchronisation, when, and its clock. */
export class SyncBeacons {
  readonly #roots = new Map<string, { readonly sinceUs: number; readonly base: TimeBase }>();

  announce(address: string, sinceUs: number, base: TimeBase): void {
    this.#roots.set(address, { sinceUs, base });
  }

  /** The clock of the root that was announced between two instants; null when none was. */
  heard(address: string, fromUs: number, toUs: number): TimeBase | null {
    const root = this.#roots.get(address);
    return root && root.sinceUs >= fromUs && root.sinceUs <= toUs ? root.base : null;
  }
}

/** How a synchronisation ended, as the acknowledgement tells it. */
export const SYNC_RESULT = {
  ok: 0x00,
  tooFewSamples: 0x05,
  startTiming: 0x08,
  unstarted: 0x09,
} as const;

/** All sensors must be told, and their links closed, within so much of each other. */
const LONGEST_START_US = 800_000;

export interface SynchronisationOptions {
  readonly beacons: SyncBeacons;
  /** The address of the DOT that leads. */
  readonly root: string;
  readonly startedUs: number;
  /** From its start to its result; 14 s. */
  readonly durationUs: number;
}

/** One synchronisation as one DOT goes through it. */
export class Synchronisation {
  readonly #options: SynchronisationOptions;
  #leftUs = Number.POSITIVE_INFINITY;

  constructor(options: SynchronisationOptions) {
    this.#options = options;
  }

  /** The link was closed: from here on it hears beacons. */
  leave(nowUs: number): void {
    this.#leftUs = Math.min(this.#leftUs, nowUs);
  }

  /** One of `SYNC_RESULT`. */
  resultAt(nowUs: number): number {
    const { startedUs, durationUs } = this.#options;
    if (nowUs < startedUs + durationUs) return SYNC_RESULT.unstarted;
    if (this.#leftUs > startedUs + LONGEST_START_US) return SYNC_RESULT.startTiming;
    return this.#heard() ? SYNC_RESULT.ok : SYNC_RESULT.tooFewSamples;
  }

  /** The clock it shares; null while it has its own. */
  baseAt(nowUs: number): TimeBase | null {
    return this.resultAt(nowUs) === SYNC_RESULT.ok ? this.#heard() : null;
  }

  #heard(): TimeBase | null {
    const { beacons, root, startedUs, durationUs } = this.#options;
    return beacons.heard(root, startedUs - LONGEST_START_US, startedUs + durationUs);
  }
}
