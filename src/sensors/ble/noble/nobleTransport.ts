import {
  type AdapterState,
  type Advertisement,
  BleError,
  type BleLink,
  type BleTransport,
  type Wanted,
} from '../bleTransport.ts';
import { unlessAborted } from '../unlessAborted.ts';
import { within } from '../within.ts';
import { guardNobleRejections } from './guardNoble.ts';
import type { ConnectionParameters, Noble, NoblePeripheral } from './noble.ts';
import { abandonPendingConnection, completeSetUp, endLink, endLinks } from './nobleAdapter.ts';
import { advertisementOf } from './nobleAdvertisement.ts';
import { NobleLink, type NobleLinkOptions } from './nobleLink.ts';
import { NobleMemory } from './nobleMemory.ts';
import { NobleScan, type NobleScanOptions } from './nobleScan.ts';
import { openNoble } from './openNoble.ts';
import { withdrawConnection } from './withdrawConnection.ts';

export interface NobleTransportOptions extends NobleLinkOptions, NobleScanOptions {
  /** How long a sensor may take to answer a connection request, ms. */
  readonly connectTimeoutMs: number;
  /** How long the adapter may take to take a connection request back, ms. */
  readonly withdrawTimeoutMs: number;
  /** Shortest and longest connection interval to ask for, ms, in steps of 1.25. */
  readonly connectionIntervalMs: readonly [number, number];
  /** How long a link may be silent before the radio gives it up, ms. */
  readonly supervisionTimeoutMs: number;
}

const STATES: readonly AdapterState[] = [
  'unknown',
  'resetting',
  'unsupported',
  'unauthorized',
  'poweredOff',
  'poweredOn',
];

/** noble behind `BleTransport`: it is only asked what it can answer, and never waited for blindly. */
export class NobleTransport implements BleTransport {
  readonly #noble: Noble;
  readonly #options: NobleTransportOptions;
  readonly #scan: NobleScan;
  readonly #memory: NobleMemory;
  readonly #links = new Set<NobleLink>();
  readonly #stateListeners = new Set<(state: AdapterState) => void>();
  readonly #advertisementListeners = new Set<(advertisement: Advertisement) => void>();
  readonly #onState = (state: string) => this.#stateChanged(state);
  readonly #onDiscover = (peripheral: NoblePeripheral) => this.#discovered(peripheral);
  #closeNoble = () => {};
  #unguard = () => {};
  #wanted: Wanted = () => false;
  #pending: NoblePeripheral | undefined;
  #adapterState: AdapterState = 'unknown';

  constructor(noble: Noble, options: NobleTransportOptions) {
    this.#noble = noble;
    this.#options = options;
    this.#scan = new NobleScan(noble, options);
    this.#memory = new NobleMemory(noble);
  }

  /**
   * Opens the adapter; its state is told to the listeners as it becomes known.
   * @throws BleError when there is none.
   */
  open(): void {
    this.#closeNoble = openNoble(this.#noble);
    this.#unguard = guardNobleRejections();
    this.#scan.open();
    this.#memory.start();
    this.#noble.on('discover', this.#onDiscover);
    this.#noble.on('stateChange', this.#onState);
    // What was found while opening is not repeated.
    if (this.#noble._state !== 'unknown') this.#stateChanged(this.#noble._state);
  }

  get adapterState(): AdapterState {
    return this.#adapterState;
  }

  onAdapterState(listener: (state: AdapterState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  onAdvertisement(listener: (advertisement: Advertisement) => void): () => void {
    this.#advertisementListeners.add(listener);
    return () => this.#advertisementListeners.delete(listener);
  }

  async startScan(wanted: Wanted): Promise<void> {
    this.#requireAdapter('Scanning');
    this.#wanted = wanted;
    await this.#scan.start();
  }

  async stopScan(): Promise<void> {
    if (this.#adapterState === 'poweredOn') await this.#scan.stop();
  }

  async connect(address: string, signal: AbortSignal): Promise<BleLink> {
    this.#requireAdapter('Connecting');
    const peripheral = this.#memory.get(address);
    if (!peripheral) throw new BleError(`No device at ${address} has advertised`);
    this.#requireIdle(address);
    this.#pending = peripheral;
    try {
      await this.#connected(peripheral, signal);
    } finally {
      this.#pending = undefined;
    }
    const forget = () => endLink(this.#noble, address);
    const link = new NobleLink(peripheral, this.#options, forget);
    this.#links.add(link);
    void link.closed.then(() => this.#links.delete(link));
    return link;
  }

  close(): void {
    this.#scan.close();
    this.#memory.stop();
    this.#noble.removeListener('discover', this.#onDiscover);
    this.#noble.removeListener('stateChange', this.#onState);
    this.#closeNoble();
    this.#unguard();
    this.#stateListeners.clear();
    this.#advertisementListeners.clear();
  }

  #stateChanged(name: string): void {
    this.#adapterState = STATES.find((state) => state === name) ?? 'unknown';
    if (this.#adapterState === 'poweredOn') completeSetUp(this.#noble);
    else this.#adapterLost();
    for (const listener of this.#stateListeners) listener(this.#adapterState);
  }

  #adapterLost(): void {
    for (const link of this.#links) link.adapterLost();
    if (this.#pending) abandonPendingConnection(this.#noble, this.#pending);
    endLinks(this.#noble);
    this.#scan.adapterLost();
    this.#memory.clear();
  }

  #discovered(peripheral: NoblePeripheral): void {
    const advertisement = advertisementOf(peripheral);
    if (!this.#wanted(advertisement)) {
      this.#memory.pass(peripheral);
      return;
    }
    this.#memory.add(peripheral);
    for (const listener of this.#advertisementListeners) listener(advertisement);
  }

  async #connected(peripheral: NoblePeripheral, signal: AbortSignal): Promise<void> {
    const given = unlessAborted(signal, peripheral.connectAsync(this.#parameters()));
    try {
      await within('Connecting', this.#options.connectTimeoutMs, given);
    } catch (error) {
      if (this.#adapterState !== 'poweredOn') {
        throw new BleError('Connecting was cut off because the adapter is off or gone', {
          cause: error,
        });
      }
      await withdrawConnection(this.#noble, peripheral, this.#options.withdrawTimeoutMs);
      throw error;
    }
  }

  #requireAdapter(what: string): void {
    if (this.#adapterState === 'poweredOn') return;
    throw new BleError(`${what} needs an adapter that is on; it is ${this.#adapterState}`);
  }

  /**
   * noble queues a second connection behind the first, and withdrawing the second then withdraws
   * the first.
   */
  #requireIdle(address: string): void {
    if (this.#pending) {
      const { id } = this.#pending;
      throw new BleError(`One connection is made at a time; ${id} is being connected`);
    }
    for (const link of this.#links) {
      if (link.address === address) throw new BleError(`${address} is connected already`);
    }
  }

  #parameters(): ConnectionParameters {
    const { connectionIntervalMs, supervisionTimeoutMs } = this.#options;
    const [shortestMs, longestMs] = connectionIntervalMs;
    return {
      minInterval: Math.round(shortestMs / 1.25),
      maxInterval: Math.round(longestMs / 1.25),
      latency: 0,
      timeout: Math.round(supervisionTimeoutMs / 10),
    };
  }
}
