import type { HubClock } from '../../model/sensorSource.ts';
import { Random } from '../random.ts';
import { Link, type LinkEnd, type LinkTiming } from './link.ts';
import { LinkFate } from './linkFate.ts';
import type { RadioConditions } from './radioConditions.ts';
import { RandomIntervals } from './randomIntervals.ts';

/** A device that can be heard and connected to. */
export interface Peripheral {
  readonly address: string;
  readonly rssiDbm: number;
  /** What it advertises now; null while it is off, out of range or connected. */
  advertisement(): Advertisement | null;
  /** A central connected; returns the peripheral's side of the link. */
  linkEnd(): LinkEnd;
  /** The link whose end `linkEnd` returned. */
  linked(link: Link): void;
}

export interface Advertisement {
  readonly data: Uint8Array;
  readonly scanResponse: Uint8Array;
}

/** A radio that listens. */
export interface Listener {
  heard(peripheral: Peripheral, advertisement: Advertisement): void;
}

export interface AirOptions {
  readonly clock: HubClock;
  readonly advertisingIntervalMs: number;
  readonly conditions: RadioConditions;
}

/** The ether between peripherals and centrals of one process. */
export class Air {
  readonly clock: HubClock;
  readonly #advertisingIntervalMs: number;
  readonly #conditions: RadioConditions;
  readonly #originUs: number;
  readonly #sharedStalls: RandomIntervals;
  readonly #fates = new Map<string, LinkFate>();
  readonly #peripherals = new Set<Peripheral>();
  readonly #listeners = new Set<Listener>();
  #timer: NodeJS.Timeout | undefined;

  constructor({ clock, advertisingIntervalMs, conditions }: AirOptions) {
    this.clock = clock;
    this.#advertisingIntervalMs = advertisingIntervalMs;
    this.#conditions = conditions;
    this.#originUs = clock();
    const random = new Random(conditions.seed, 'shared stall');
    this.#sharedStalls = new RandomIntervals(random, conditions.sharedStalls, this.#originUs);
  }

  /** What befalls the peripheral with this address, the same over all its links. */
  fateOf(address: string): LinkFate {
    const known = this.#fates.get(address);
    if (known) return known;
    const fate = new LinkFate({
      conditions: this.#conditions,
      address,
      sharedStalls: this.#sharedStalls,
      originUs: this.#originUs,
    });
    this.#fates.set(address, fate);
    return fate;
  }

  add(peripheral: Peripheral): void {
    this.#peripherals.add(peripheral);
  }

  remove(peripheral: Peripheral): void {
    this.#peripherals.delete(peripheral);
  }

  /** From now on `listener` hears every advertisement, once per advertising interval. */
  listen(listener: Listener): void {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => this.#advertise(), this.#advertisingIntervalMs);
  }

  unlisten(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  connect(
    peripheral: Peripheral,
    central: LinkEnd,
    timing: Omit<LinkTiming, 'clock' | 'fate'>,
  ): Link {
    const { clock } = this;
    const fate = this.fateOf(peripheral.address);
    const link = new Link({ clock, fate, ...timing }, central, peripheral.linkEnd());
    peripheral.linked(link);
    return link;
  }

  #advertise(): void {
    const nowUs = this.clock();
    for (const peripheral of [...this.#peripherals]) {
      if (this.fateOf(peripheral.address).absentAt(nowUs)) continue;
      for (const listener of [...this.#listeners]) {
        const advertisement = peripheral.advertisement();
        if (advertisement) listener.heard(peripheral, advertisement);
      }
    }
  }
}
