import type { FaultCode } from '../../model/sensorLink.ts';

/** What the rest of the hub may know of a Bluetooth stack. */

export type AdapterState =
  | 'unknown'
  | 'resetting'
  | 'unsupported'
  | 'unauthorized'
  | 'poweredOff'
  | 'poweredOn';

export type LinkEndReason = 'outOfRange' | 'closedBySensor' | 'closedByHub' | 'adapterLost';

/** 128-bit UUIDs as lower-case text with dashes, 16-bit ones as numbers. */
export type Uuid = string | number;

export interface Advertisement {
  /** Key of the advertiser within the transport. */
  readonly address: string;
  /** Empty until it has been heard: many send it in a second message, and on request only. */
  readonly name: string;
  readonly rssiDbm: number | null;
  /** The services it names, of those it has. */
  readonly services: readonly Uuid[];
  /** Who made it, as the Bluetooth SIG numbers companies; null where it does not tell. */
  readonly companyId: number | null;
}

/** Names a characteristic. */
export interface CharacteristicPath {
  readonly service: Uuid;
  readonly characteristic: Uuid;
}

/**
 * An open connection. Every operation ends: with its result, or with a `BleError` when the link
 * closes or the time is up. After a timed-out operation the link must be closed and built anew.
 */
export interface BleLink {
  /** Bytes of one message between the two, negotiated. */
  readonly mtu: number;
  /** Resolves once, when the link has ended for whatever reason. */
  readonly closed: Promise<LinkEndReason>;
  /** Finds the characteristics; comes before every other operation. */
  discover(): Promise<void>;
  has(path: CharacteristicPath): boolean;
  /** Empty too where the device refused: the stack below does not tell the one from the other. */
  read(path: CharacteristicPath): Promise<Uint8Array>;
  /** Writes a value that fits one message; with response, where the characteristic has such a write. */
  write(path: CharacteristicPath, value: Uint8Array): Promise<void>;
  /**
   * Writes without response, where the characteristic has such a write, so that several go in one turn
   * of the radio. Resolves when the value was handed to the radio.
   */
  writeAtOnce(path: CharacteristicPath, value: Uint8Array): Promise<void>;
  /** Subscribes to notifications or indications, whichever the characteristic has. */
  subscribe(path: CharacteristicPath, listener: (value: Uint8Array) => void): Promise<void>;
  /** How strongly the other side is received, dBm. */
  rssi(): Promise<number>;
  /** Ends the link; harmless when it has ended already. */
  close(): Promise<void>;
}

/** Whether an advertiser is one that is looked for; called for everybody in range, so it is quick. */
export type Wanted = (advertisement: Advertisement) => boolean;

/** One Bluetooth adapter. Scanning and connecting exclude each other: the caller sees to that. */
export interface BleTransport {
  readonly adapterState: AdapterState;
  onAdapterState(listener: (state: AdapterState) => void): () => void;
  /** Every advertisement that the scan wants, duplicates included. */
  onAdvertisement(listener: (advertisement: Advertisement) => void): () => void;
  /** Listens to everybody; who is not `wanted` is neither told nor remembered. */
  startScan(wanted: Wanted): Promise<void>;
  stopScan(): Promise<void>;
  /**
   * Connects to an advertiser heard before, of which one is connected at a time.
   * @throws BleError when the advertiser does not answer in time, `signal` is aborted, or another
   * connection is being made.
   */
  connect(address: string, signal: AbortSignal): Promise<BleLink>;
  /** Gives the adapter back and removes every listener; its links must be closed before. */
  close(): void;
}

/** A Bluetooth operation that failed; the message is a sentence without its full stop. */
export class BleError extends Error {
  override readonly name: string = 'BleError';
  readonly code: FaultCode;

  constructor(message: string, options: ErrorOptions & { readonly code?: FaultCode } = {}) {
    super(message, options);
    this.code = options.code ?? 'linkFailed';
  }
}

/** An operation that the end of its link cut off. */
export class LinkClosedError extends BleError {
  override readonly name = 'LinkClosedError';

  constructor(what: string) {
    super(`${what} was cut off because the link closed`);
  }
}
