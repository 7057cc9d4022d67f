import {
  type AdapterState,
  type Advertisement,
  BleError,
  type BleLink,
  type BleTransport,
  type Wanted,
} from './bleTransport.ts';

export interface AdapterKeeperOptions {
  /** Opens the adapter anew; rejects with a sentence when there is none. */
  readonly openTransport: () => Promise<BleTransport>;
  /** How long an adapter may be unusable before it is opened anew, ms. */
  readonly unusableMs: number;
  /** First and longest pause between two attempts to open one, ms; each doubles the last. */
  readonly pauseMs: readonly [number, number];
}

/** Scans that may fail in a row, while nothing is linked, before the adapter is opened anew. */
const MAX_FAILED_SCANS = 3;

/**
 * A transport that outlives its adapter. A stack never finds an adapter again that was unplugged
 * under it, and tells that from one that is merely off only by never coming back: so after a while
 * it is replaced, which does no harm to one that is off.
 */
export class AdapterKeeper implements BleTransport {
  readonly #options: AdapterKeeperOptions;
  readonly #stateListeners = new Set<(state: AdapterState) => void>();
  readonly #advertisementListeners = new Set<(advertisement: Advertisement) => void>();
  #transport: BleTransport | undefined;
  #unlisten: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #told: AdapterState = 'unknown';
  #pauseMs: number;
  #failedScans = 0;
  #links = 0;
  #closed = false;

  constructor(options: AdapterKeeperOptions) {
    this.#options = options;
    this.#pauseMs = options.pauseMs[0];
  }

  /** Opens the adapter for the first time. @throws BleError when there is none. */
  async open(): Promise<void> {
    this.#adopt(await this.#options.openTransport(), this.#options.unusableMs);
  }

  /** Through an outage it stays what it was at first, whatever is tried meanwhile. */
  get adapterState(): AdapterState {
    return this.#told;
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
    const transport = this.#opened('Scanning');
    try {
      await transport.startScan(wanted);
      this.#failedScans = 0;
    } catch (error) {
      this.#scanFailed(transport);
      throw error;
    }
  }

  async stopScan(): Promise<void> {
    await this.#transport?.stopScan();
  }

  async connect(address: string, signal: AbortSignal): Promise<BleLink> {
    const link = await this.#opened('Connecting').connect(address, signal);
    this.#links++;
    void link.closed.then(() => {
      this.#links--;
    });
    return link;
  }

  close(): void {
    this.#closed = true;
    this.#drop();
    this.#stateListeners.clear();
    this.#advertisementListeners.clear();
  }

  /** Takes `transport` over, and opens another unless it is on within `patienceMs`. */
  #adopt(transport: BleTransport, patienceMs: number): void {
    this.#transport = transport;
    this.#unlisten = [
      transport.onAdapterState((state) => this.#stateChanged(state)),
      transport.onAdvertisement((advertisement) => {
        for (const listener of this.#advertisementListeners) listener(advertisement);
      }),
    ];
    this.#reopenAfter(patienceMs);
    this.#stateChanged(transport.adapterState);
  }

  #stateChanged(state: AdapterState): void {
    if (state === 'poweredOn') {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#pauseMs = this.#options.pauseMs[0];
    } else if (!this.#timer) {
      this.#reopenAfter(this.#options.unusableMs);
    }
    if (state !== 'unknown') this.#tell(state);
  }

  #tell(state: AdapterState): void {
    if (state === this.#told) return;
    this.#told = state;
    for (const listener of this.#stateListeners) listener(state);
  }

  #scanFailed(transport: BleTransport): void {
    if (transport !== this.#transport || this.#told !== 'poweredOn') return;
    this.#failedScans++;
    // A transport that cannot scan still carries the links it has.
    if (this.#failedScans < MAX_FAILED_SCANS || this.#links > 0) return;
    this.#tell('resetting');
    void this.#reopen();
  }

  #reopenAfter(pauseMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#reopen(), pauseMs);
  }

  async #reopen(): Promise<void> {
    this.#drop();
    this.#failedScans = 0;
    const pauseMs = this.#pauseMs;
    this.#pauseMs = Math.min(2 * pauseMs, this.#options.pauseMs[1]);
    try {
      const transport = await this.#options.openTransport();
      if (this.#closed) transport.close();
      else this.#adopt(transport, pauseMs);
    } catch {
      // Told already: the adapter is off or gone.
      if (!this.#closed) this.#reopenAfter(pauseMs);
    }
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const unlisten of this.#unlisten) unlisten();
    this.#unlisten = [];
    this.#transport?.close();
    this.#transport = undefined;
  }

  #opened(what: string): BleTransport {
    if (this.#transport) return this.#transport;
    throw new BleError(`${what} needs an adapter; it is being opened anew`, {
      code: 'adapterOff',
    });
  }
}
