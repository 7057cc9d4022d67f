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

export interface Advertisement {
  /** Key of the advertiser within the transport. */
  readonly address: string;
  readonly name: string;
  readonly rssiDbm: number | null;
}

/** Names a characteristic: 128-bit UUIDs as text, 16-bit ones as numbers. */
export interface CharacteristicPath {
  readonly service: string | number;
  readonly characteristic: string | number;
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
  /** Writes with response a value that fits one message. */
  write(path: CharacteristicPath, value: Uint8Array): Promise<void>;
  /** Subscribes to notifications or indications, whichever the characteristic has. */
  subscribe(path: CharacteristicPath, listener: (value: Uint8Array) => void): Promise<void>;
  /** How strongly the other side is received, dBm. */
  rssi(): Promise<number>;
  /** Ends the link; harmless when it has ended already. */
  close(): Promise<void>;
}

/** One Bluetooth adapter. Scanning and connecting exclude each other: the caller sees to that. */
export interface BleTransport {
  readonly adapterState: AdapterState;
  onAdapterState(listener: (state: AdapterState) => void): () => void;
  /** Every advertisement of the scanned service, duplicates included. */
  onAdvertisement(listener: (advertisement: Advertisement) => void): () => void;
  startScan(service: string): Promise<void>;
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
