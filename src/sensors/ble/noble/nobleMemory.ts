import type { Noble, NoblePeripheral, NobleTable } from './noble.ts';

/** Advertisers that are looked for remembered at most. */
const MAX_PERIPHERALS = 256;

/** Advertisers of any kind that noble's discovery remembers at most. */
const MAX_DISCOVERIES = 1024;

/** How many reports pass between two looks at noble's discovery. */
const REPORTS_PER_LOOK = 256;

/**
 * The advertisers that were heard. noble itself forgets none, and phones change their addresses
 * every few minutes: in a crowded place it would grow without bound, so it is made to forget.
 */
export class NobleMemory {
  readonly #noble: Noble;
  /** Least recently heard first. */
  readonly #heard = new Map<string, NoblePeripheral>();
  readonly #onReport = () => this.#reported();
  #reports = 0;

  constructor(noble: Noble) {
    this.#noble = noble;
  }

  start(): void {
    this.#noble._bindings?._hci?.on('leAdvertisingReport', this.#onReport);
  }

  stop(): void {
    this.#noble._bindings?._hci?.removeListener('leAdvertisingReport', this.#onReport);
    this.#heard.clear();
  }

  get(id: string): NoblePeripheral | undefined {
    return this.#heard.get(id);
  }

  add(peripheral: NoblePeripheral): void {
    this.#heard.delete(peripheral.id);
    this.#heard.set(peripheral.id, peripheral);
    if (this.#heard.size > MAX_PERIPHERALS) this.#forgetOne();
  }

  /**
   * Somebody nobody looks for: noble keeps no trace but what its discovery has heard, from which a
   * name that comes later completes it. One that was looked for under its name before stays.
   */
  pass({ id }: NoblePeripheral): void {
    if (!this.#heard.has(id)) forget(this.#noble, id);
  }

  /** One fork loses its own objects with the adapter and never answers through them again. */
  clear(): void {
    this.#heard.clear();
  }

  #forgetOne(): void {
    for (const { id, state } of this.#heard.values()) {
      if (state !== 'disconnected' && state !== 'error') continue;
      this.#heard.delete(id);
      forget(this.#noble, id);
      return;
    }
  }

  #reported(): void {
    this.#reports++;
    if (this.#reports % REPORTS_PER_LOOK !== 0) return;
    const gap = this.#noble._bindings?._gap;
    // Whoever is still there is in it again with the next advertisement.
    if (gap && Object.keys(gap._discoveries).length > MAX_DISCOVERIES) gap._discoveries = {};
  }
}

function forget(noble: Noble, id: string): void {
  const { _bindings: bindings } = noble;
  const tables = [
    noble._peripherals,
    noble._services,
    noble._characteristics,
    noble._descriptors,
    noble._discoveredPeripheralUUids,
    bindings?._addresses,
    bindings?._addresseTypes,
    bindings?._connectable,
    bindings?.scannable,
  ];
  noble._discoveredPeripherals?.delete(id);
  for (const table of tables) {
    if (table) remove(table, id);
  }
}

function remove(table: NobleTable, id: string): void {
  if (table instanceof Map) table.delete(id);
  else delete table[id];
}
