import {
  BleError,
  type BleLink,
  type CharacteristicPath,
  LinkClosedError,
  type LinkEndReason,
} from '../bleTransport.ts';
import { within } from '../within.ts';
import type { NobleCharacteristic, NoblePeripheral } from './noble.ts';
import { nobleUuid } from './nobleUuid.ts';

export interface NobleLinkOptions {
  /** How long one read, write or subscription may take, ms. */
  readonly operationTimeoutMs: number;
  /** How long finding all characteristics may take, ms. */
  readonly discoveryTimeoutMs: number;
  /** How long the adapter may take to end the link before it is asked again, ms. */
  readonly closeTimeoutMs: number;
}

/** How often the adapter is asked to end a link: a refusal is not told, only never confirmed. */
const CLOSE_ATTEMPTS = 3;

/** What noble offers in the MTU exchange; it then believes any larger answer of the sensor. */
const NOBLE_MTU = 256;
/** The MTU of a link on which the exchange never completed. */
const DEFAULT_MTU = 23;
/** Opcode and handle that precede the value in a write. */
const WRITE_HEADER_BYTES = 3;

/** Reasons of a disconnection that name a side; all others mean the radio lost the sensor. */
const REASONS: ReadonlyMap<unknown, LinkEndReason> = new Map<unknown, LinkEndReason>([
  [0x13, 'closedBySensor'],
  [0x14, 'closedBySensor'],
  [0x15, 'closedBySensor'],
  [0x16, 'closedByHub'],
  // What one fork says itself of every link when its adapter goes.
  [0x03, 'adapterLost'],
  ['cleanup', 'adapterLost'],
]);

/** A connected noble peripheral; calls noble only while the link is known to be open. */
export class NobleLink implements BleLink {
  readonly closed: Promise<LinkEndReason>;
  readonly #peripheral: NoblePeripheral;
  readonly #options: NobleLinkOptions;
  readonly #forget: () => void;
  readonly #onDisconnect: (reason: unknown) => void;
  #characteristics: readonly NobleCharacteristic[] = [];
  readonly #cutOffs = new Set<() => void>();
  #open = true;
  #closing: Promise<void> | undefined;
  #resolveClosed: (reason: LinkEndReason) => void = () => {};

  /** `forget` makes noble forget a link whose end the adapter never confirmed. */
  constructor(peripheral: NoblePeripheral, options: NobleLinkOptions, forget: () => void) {
    this.#peripheral = peripheral;
    this.#options = options;
    this.#forget = forget;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    this.#onDisconnect = (reason) => this.#end(REASONS.get(reason) ?? 'outOfRange');
    peripheral.once('disconnect', this.#onDisconnect);
  }

  /** Key of the device within the transport. */
  get address(): string {
    return this.#peripheral.id;
  }

  get mtu(): number {
    return Math.min(this.#peripheral.mtu ?? DEFAULT_MTU, NOBLE_MTU);
  }

  /** noble's objects of an earlier link to the same sensor are dead: each link finds its own. */
  async discover(): Promise<void> {
    // One fork lets a discovery that an earlier link cut off answer along with this one, and then
    // hands out two sets of objects, of which one is dead.
    this.#peripheral.removeAllListeners('servicesDiscover');
    const { characteristics } = await this.#run('Discovery', this.#options.discoveryTimeoutMs, () =>
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
    return Uint8Array.from(await this.#operate('A read', () => characteristic.readAsync()));
  }

  async write(path: CharacteristicPath, value: Uint8Array): Promise<void> {
    const characteristic = this.#find(path);
    await this.#write(characteristic, value, !characteristic.properties.includes('write'));
  }

  async writeAtOnce(path: CharacteristicPath, value: Uint8Array): Promise<void> {
    const characteristic = this.#find(path);
    const canDoWithout = characteristic.properties.includes('writeWithoutResponse');
    await this.#write(characteristic, value, canDoWithout);
  }

  async #write(
    characteristic: NobleCharacteristic,
    value: Uint8Array,
    withoutResponse: boolean,
  ): Promise<void> {
    const most = this.mtu - WRITE_HEADER_BYTES;
    // noble would split it, and wait for ever where the device cannot join the parts.
    if (value.length > most) {
      throw new BleError(`A write of ${value.length} bytes does not fit the link's ${most}`);
    }
    const data = Buffer.from(value);
    await this.#operate('A write', () => characteristic.writeAsync(data, withoutResponse));
  }

  async subscribe(path: CharacteristicPath, listener: (value: Uint8Array) => void): Promise<void> {
    const characteristic = this.#find(path);
    characteristic.on('data', (data, isNotification) => {
      if (isNotification && this.#open) listener(data);
    });
    await this.#operate('A subscription', () => characteristic.subscribeAsync());
  }

  rssi(): Promise<number> {
    return this.#operate('Reading the signal strength', () => this.#peripheral.updateRssiAsync());
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** The adapter is gone and noble will not say that its links are. */
  adapterLost(): void {
    this.#end('adapterLost');
  }

  async #close(): Promise<void> {
    for (let attempt = 0; this.#open && attempt < CLOSE_ATTEMPTS; attempt++) {
      // noble's own state decides: on a link it thinks gone, it would disconnect handle 0.
      const { state } = this.#peripheral;
      if (state === 'connected' || (state === 'disconnecting' && attempt > 0)) {
        this.#peripheral.disconnect();
      }
      await within('Disconnecting', this.#options.closeTimeoutMs, this.closed).catch(() => {});
    }
    if (!this.#open) return;
    this.#end('closedByHub');
    this.#forget();
  }

  #operate<T>(what: string, operation: () => Promise<T>): Promise<T> {
    return this.#run(what, this.#options.operationTimeoutMs, operation);
  }

  async #run<T>(what: string, timeoutMs: number, operation: () => Promise<T>): Promise<T> {
    if (!this.#open) throw new LinkClosedError(what);
    let cutOff = () => {};
    const ended = new Promise<never>((_, reject) => {
      cutOff = () => reject(new LinkClosedError(what));
    });
    // A reaction on `closed` would stay for each operation until the link ends, maybe for days.
    this.#cutOffs.add(cutOff);
    try {
      // noble throws at once where its own objects are gone already.
      const running = new Promise<T>((resolve) => resolve(operation()));
      return await within(what, timeoutMs, Promise.race([ended, running]));
    } finally {
      this.#cutOffs.delete(cutOff);
    }
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
    for (const cutOff of this.#cutOffs) cutOff();
  }
}
