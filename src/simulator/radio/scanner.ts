import type { Advertisement, Peripheral } from './air.ts';
import { advertisingReport, REPORT } from './hci.ts';

/** What a controller reports while it scans. */
export class Scanner {
  readonly #report: (packet: Buffer) => void;
  /** Reports already given in this scan, while duplicates are filtered. */
  readonly #given = new Set<string>();
  #scanning = false;
  #filtersDuplicates = false;

  constructor(report: (packet: Buffer) => void) {
    this.#report = report;
  }

  get scanning(): boolean {
    return this.#scanning;
  }

  set(scanning: boolean, filtersDuplicates: boolean): void {
    this.#scanning = scanning;
    this.#filtersDuplicates = filtersDuplicates;
    this.#given.clear();
  }

  heard({ address, rssiDbm }: Peripheral, { data, scanResponse }: Advertisement): void {
    if (!this.#scanning) return;
    if (this.#isNew(`${address} advertisement`)) {
      this.#report(advertisingReport(REPORT.connectable, address, data, rssiDbm));
    }
    if (scanResponse.length > 0 && this.#isNew(`${address} scan response`)) {
      this.#report(advertisingReport(REPORT.scanResponse, address, scanResponse, rssiDbm));
    }
  }

  #isNew(report: string): boolean {
    if (!this.#filtersDuplicates) return true;
    const before = this.#given.size;
    return this.#given.add(report).size > before;
  }
}
