import {
  type AdapterState,
  type Advertisement,
  BleError,
  type BleLink,
  type BleTransport,
} from './bleTransport.ts';
import { guardNobleRejections } from './guardNobleRejections.ts';
import type { ConnectionParameters, Noble, NoblePeripheral } from './noble.ts';
import { NobleLink, nobleUuid } from './nobleLink.ts';
import { within } from './within.ts';

const SCAN_TIMEOUT_MS = 5000;
const WITHDRAW_TIMEOUT_MS = 2000;

export interface NobleTransportOptions {
  /** How long a sensor may take to answer a connection request, ms. */
  readonly connectTimeoutMs: number;
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
  readonly #peripherals = new Map<string, NoblePeripheral>();
  readonly #links = new Set<NobleLink>();
  readonly #stateListeners = new Set<(state: AdapterState) => void>();
  readonly #advertisementListeners = new Set<(advertisement: Advertisement) => void>();
  readonly #onState = (state: string) => this.#stateChanged(state);
  readonly #onDiscover = (peripheral: NoblePeripheral) => this.#discovered(peripheral);
  readonly #unguard: () => void;
  #pending: NoblePeripheral | undefined;
  #adapterState: AdapterState = 'unknown';

  /** Listens to `noble`, which makes it open the adapter; a `stateChange` follows. */
  constructor(noble: Noble, options: NobleTransportOptions) {
    this.#noble = noble;
    this.#options = options;
    this.#unguard = guardNobleRejections();
    noble.on('discover', this.#onDiscover);
    noble.on('stateChange', this.#onState);
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

  async startScan(service: string): Promise<void> {
    this.#requireAdapter('Scanning');
    // Duplicates on: without a scan response noble reports a device only from its second report.
    const scanning = this.#noble.startScanningAsync([nobleUuid(service)], true);
    await within('Starting the scan', SCAN_TIMEOUT_MS, scanning);
  }

  async stopScan(): Promise<void> {
    if (this.#adapterState !== 'poweredOn') return;
    await within('Ending the scan', SCAN_TIMEOUT_MS, this.#noble.stopScanningAsync());
  }

  async connect(address: string, signal: AbortSignal): Promise<BleLink> {
    this.#requireAdapter('Connecting');
    const peripheral = this.#peripherals.get(address);
    if (!peripheral) throw new BleError(`No device at ${address} has advertised`);
    const given = abortedOr(signal, peripheral.connectAsync(this.#parameters()));
    this.#pending = peripheral;
    try {
      await within('Connecting', this.#options.connectTimeoutMs, given);
    } catch (error) {
      if (this.#adapterState === 'poweredOn') await withdraw(peripheral);
      throw error;
    } finally {
      this.#pending = undefined;
    }
    const link = new NobleLink(peripheral);
    this.#links.add(link);
    void link.closed.then(() => this.#links.delete(link));
    return link;
  }

  close(): void {
    this.#noble.removeListener('discover', this.#onDiscover);
    this.#noble.removeListener('stateChange', this.#onState);
    this.#unguard();
    this.#peripherals.clear();
    this.#stateListeners.clear();
    this.#advertisementListeners.clear();
  }

  #stateChanged(name: string): void {
    this.#adapterState = STATES.find((state) => state === name) ?? 'unknown';
    if (this.#adapterState !== 'poweredOn') {
      for (const link of this.#links) link.adapterLost();
      if (this.#pending) abandonPendingConnection(this.#noble, this.#pending);
    }
    for (const listener of this.#stateListeners) listener(this.#adapterState);
  }

  #discovered(peripheral: NoblePeripheral): void {
    this.#peripherals.set(peripheral.id, peripheral);
    const advertisement = {
      address: peripheral.id,
      name: peripheral.advertisement.localName ?? '',
      rssiDbm: Number.isFinite(peripheral.rssi) ? peripheral.rssi : null,
    };
    for (const listener of this.#advertisementListeners) listener(advertisement);
  }

  #requireAdapter(what: string): void {
    if (this.#adapterState === 'poweredOn') return;
    throw new BleError(`${what} needs an adapter that is on; it is ${this.#adapterState}`);
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

/** Rejects as soon as `signal` is aborted; `operation` goes on unheard. */
function abortedOr<T>(signal: AbortSignal, operation: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(new BleError('Connecting was given up'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  return Promise.race([operation, aborted]);
}

/**
 * Withdraws the pending connection of `peripheral` and waits until the controller has said so:
 * a connection that was made in the last moment is ended again.
 */
async function withdraw(peripheral: NoblePeripheral): Promise<void> {
  if (peripheral.state !== 'connecting') return;
  peripheral.cancelConnect();
  let answered: (error: unknown) => void = () => {};
  const answer = new Promise<unknown>((resolve) => {
    answered = resolve;
  });
  peripheral.once('connect', answered);
  const error = await within('Withdrawing a connection', WITHDRAW_TIMEOUT_MS, answer).catch(
    (reason: unknown) => reason,
  );
  peripheral.removeListener('connect', answered);
  if (!error) peripheral.disconnect();
}

/**
 * Ends a connection attempt that died with the adapter. noble would hold its place in line for
 * ever and queue every later connection behind it, so that place is cleared.
 */
function abandonPendingConnection(noble: Noble, peripheral: NoblePeripheral): void {
  peripheral.state = 'disconnected';
  if (noble._bindings) noble._bindings._pendingConnectionUuid = null;
  peripheral.emit('connect', new Error('the adapter was switched off'));
}
