import {
  BleError,
  type BleLink,
  type CharacteristicPath,
  LinkClosedError,
  type LinkEndReason,
} from './bleTransport.ts';
import type { NobleCharacteristic, NoblePeripheral } from './noble.ts';
import { within } from './within.ts';

const OPERATION_TIMEOUT_MS = 3000;
const DISCOVERY_TIMEOUT_MS = 8000;
const CLOSE_TIMEOUT_MS = 5000;

/** What noble offers in the MTU exchange; it then believes any larger answer of the sensor. */
const NOBLE_MTU = 256;
/** The MTU of a link on which the exchange never completed. */
const DEFAULT_MTU = 23;

/** HCI reasons of a disconnection that name a side; all others mean the radio lost the sensor. */
const REASONS: ReadonlyMap<unknown, LinkEndReason> = new Map([
  [0x13, 'closedBySensor'],
  [0x14, 'closedBySensor'],
  [0x15, 'closedBySensor'],
  [0x16, 'closedByHub'],
]);

/** A connected noble peripheral; calls noble only while the link is known to be open. */
export class NobleLink implements BleLink {
  readonly closed: Promise<LinkEndReason>;
  readonly #peripheral: NoblePeripheral;
  readonly #onDisconnect: (reason: unknown) => void;
  #characteristics: readonly NobleCharacteristic[] = [];
  #open = true;
  #resolveClosed: (reason: LinkEndReason) => void = () => {};

  constructor(peripheral: NoblePeripheral) {
    this.#peripheral = peripheral;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    this.#onDisconnect = (reason) => this.#end(REASONS.get(reason) ?? 'outOfRange');
    peripheral.once('disconnect', this.#onDisconnect);
  }

  get mtu(): number {
    return Math.min(this.#peripheral.mtu ?? DEFAULT_MTU, NOBLE_MTU);
  }

  /** noble's objects of an earlier link to the same sensor are dead: each link finds its own. */
  async discover(): Promise<void> {
    const { characteristics } = await this.#run('Discovery', DISCOVERY_TIMEOUT_MS, () =>
      this.#peripheral.discoverAllServicesAndCharacteristicsAsync(),
    );
    this.#characteristics = characteristics;
  }

  has({ characteristic }: CharacteristicPath): boolean {
    const uuid = nobleUuid(characteristic);
    return this.#characteristics.some((candidate) => candidate.uuid === uuid);
  }

  async read(path: CharacteristicPath): Promise<Uint8Array> {
    const characteristic = this.#find(path);
    return Uint8Array.from(
      await this.#run('A read', OPERATION_TIMEOUT_MS, () => characteristic.readAsync()),
    );
  }

  async write(path: CharacteristicPath, value: Uint8Array): Promise<void> {
    const characteristic = this.#find(path);
    const data = Buffer.from(value);
    await this.#run('A write', OPERATION_TIMEOUT_MS, () => characteristic.writeAsync(data, false));
  }

  async subscribe(path: CharacteristicPath, listener: (value: Uint8Array) => void): Promise<void> {
    const characteristic = this.#find(path);
    characteristic.on('data', (data, isNotification) => {
      if (isNotification && this.#open) listener(data);
    });
    await this.#run('A subscription', OPERATION_TIMEOUT_MS, () => characteristic.subscribeAsync());
  }

  rssi(): Promise<number> {
    return this.#run('Reading the signal strength', OPERATION_TIMEOUT_MS, () =>
      this.#peripheral.updateRssiAsync(),
    );
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    // noble's own state decides: on a link it thinks gone, it would disconnect handle 0.
    if (this.#peripheral.state === 'connected') this.#peripheral.disconnect();
    try {
      await within('Disconnecting', CLOSE_TIMEOUT_MS, this.closed);
    } catch {
      this.#end('closedByHub');
    }
  }

  /** The adapter is gone and noble will not say that its links are. */
  adapterLost(): void {
    if (!this.#open) return;
    this.#peripheral.state = 'disconnected';
    this.#end('adapterLost');
  }

  async #run<T>(what: string, timeoutMs: number, operation: () => Promise<T>): Promise<T> {
    if (!this.#open) throw new LinkClosedError(what);
    const running = operation();
    const ended = this.closed.then((): never => {
      throw new LinkClosedError(what);
    });
    return within(what, timeoutMs, Promise.race([running, ended]));
  }

  #find({ characteristic }: CharacteristicPath): NobleCharacteristic {
    const uuid = nobleUuid(characteristic);
    const found = this.#characteristics.find((candidate) => candidate.uuid === uuid);
    if (found) return found;
    const known = this.#characteristics.map((candidate) => candidate.uuid).join(', ') || 'none';
    throw new BleError(`The device has no characteristic ${uuid}; it has: ${known}`);
  }

  #end(reason: LinkEndReason): void {
    if (!this.#open) return;
    this.#open = false;
    this.#peripheral.removeListener('disconnect', this.#onDisconnect);
    this.#resolveClosed(reason);
  }
}

/** noble writes UUIDs in lower case without dashes, 16-bit ones as bare hexadecimal numbers. */
export function nobleUuid(uuid: string | number): string {
  return typeof uuid === 'number' ? uuid.toString(16) : uuid.replaceAll('-', '').toLowerCase();
}
