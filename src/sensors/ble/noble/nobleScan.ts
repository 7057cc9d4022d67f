import { BleError } from '../bleTransport.ts';
import { within } from '../within.ts';
import type { Noble, NobleHci } from './noble.ts';

export interface NobleScanOptions {
  /** How long the adapter may take to begin or end a scan, ms. */
  readonly scanTimeoutMs: number;
  /** Without a report from anybody for this long a scan is begun anew, ms. */
  readonly quietScanMs: number;
}

/** noble begins a scan with two answers of the adapter: the old scan off, the new one on. */
const ANSWERS_TO_START = 2;

/** How soon a scan is begun anew that the adapter refused after noble had called it begun. */
const REFUSED_RETRY_MS = 1000;

/**
 * Scanning through noble, which believes a scan begun as soon as the one before it has ended, never
 * tells a refusal, and does not notice when another program ends its scan.
 */
export class NobleScan {
  readonly #noble: Noble;
  readonly #options: NobleScanOptions;
  readonly #onAnswer = (status: number) => this.#answered(status);
  readonly #onReport = () => {
    this.#heard = true;
  };
  /** The scan that shall run; undefined while none shall. */
  #wanted: symbol | undefined;
  #heard = false;
  /** The adapter refused a scan after it was believed begun. */
  #refused = false;
  #answeredTo: ((status: number) => void) | undefined;
  #cutOff = () => {};
  #timer: NodeJS.Timeout | undefined;

  constructor(noble: Noble, options: NobleScanOptions) {
    this.#noble = noble;
    this.#options = options;
  }

  open(): void {
    this.#hci?.on('leScanEnableSet', this.#onAnswer);
    this.#hci?.on('leAdvertisingReport', this.#onReport);
  }

  close(): void {
    this.adapterLost();
    this.#hci?.removeListener('leScanEnableSet', this.#onAnswer);
    this.#hci?.removeListener('leAdvertisingReport', this.#onReport);
  }

  /** @throws BleError when the adapter refuses, or does not answer in time. */
  async start(): Promise<void> {
    this.#rest();
    const scan = Symbol('scan');
    this.#wanted = scan;
    try {
      await this.#begin();
    } catch (error) {
      this.#rest();
      throw error;
    }
    this.#watchOn(scan);
  }

  async stop(): Promise<void> {
    this.#rest();
    const stop = () => this.#noble.stopScanning();
    try {
      await this.#carryOut('Ending the scan', 'scanStop', 1, stop);
    } catch (error) {
      // One fork would wait for the end of this scan before every connection.
      this.#forget();
      throw error;
    }
  }

  /** The scan went with the adapter. */
  adapterLost(): void {
    this.#cutOff();
    this.#rest();
    this.#forget();
  }

  get #hci(): NobleHci | null | undefined {
    return this.#noble._bindings?._hci;
  }

  /** Makes noble believe that no scan runs: one fork begins none while it believes one does. */
  #forget(): void {
    this.#noble._bindings?.onScanStop?.();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#wanted = undefined;
  }

  async #begin(): Promise<void> {
    this.#forget();
    this.#refused = false;
    // No services: not all whom the hub looks for advertise theirs. Duplicates on: without a scan
    // response noble reports a device only from its second report.
    const start = () => this.#noble.startScanning([], true);
    await this.#carryOut('Starting the scan', 'scanStart', ANSWERS_TO_START, start);
  }

  /** Asks noble to `act`; the adapter's last answer and noble's `event` tell the outcome. */
  async #carryOut(
    what: string,
    event: 'scanStart' | 'scanStop',
    answersNeeded: number,
    act: () => void,
  ): Promise<void> {
    let happened = () => {};
    let answered = (_status: number) => {};
    const outcome = new Promise<void>((resolve, reject) => {
      this.#cutOff = () => reject(new BleError('the adapter is off or gone'));
      let missing = this.#hci ? answersNeeded : 0;
      let seen = false;
      happened = () => {
        seen = true;
        if (missing === 0) resolve();
      };
      answered = (status) => {
        missing--;
        if (missing > 0) return;
        this.#answeredTo = undefined;
        if (status !== 0) reject(new BleError(`the adapter refused (status ${hex(status)})`));
        else if (seen) resolve();
      };
    });
    this.#answeredTo = answered;
    this.#noble.on(event, happened);
    try {
      act();
      await within(what, this.#options.scanTimeoutMs, outcome);
    } finally {
      this.#cutOff = () => {};
      this.#noble.removeListener(event, happened);
      if (this.#answeredTo === answered) this.#answeredTo = undefined;
    }
  }

  #answered(status: number): void {
    if (this.#answeredTo) {
      this.#answeredTo(status);
    } else if (this.#wanted && status !== 0) {
      this.#refused = true;
      this.#watch(this.#wanted, REFUSED_RETRY_MS);
    }
  }

  /** Goes on watching the scan, unless it was ended meanwhile. */
  #watchOn(scan: symbol): void {
    if (this.#wanted !== scan) return;
    this.#watch(scan, this.#refused ? REFUSED_RETRY_MS : this.#options.quietScanMs);
  }

  #watch(scan: symbol, quietMs: number): void {
    this.#heard = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(scan), quietMs);
  }

  async #check(scan: symbol): Promise<void> {
    // What fails now is tried again at the next check.
    if (!this.#heard) await this.#begin().catch(() => {});
    this.#watchOn(scan);
  }
}

function hex(status: number): string {
  return `0x${status.toString(16).padStart(2, '0')}`;
}
