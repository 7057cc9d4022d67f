import { createRequire } from 'node:module';
import { BleError } from '../bleTransport.ts';
import type { NobleStack } from './nobleStacks.ts';

const ownRequire = createRequire(import.meta.url);

/** The part of noble the hub calls, as both of its forks have it. */
export interface Noble {
  on(event: 'stateChange', listener: (state: string) => void): unknown;
  on(event: 'discover', listener: (peripheral: NoblePeripheral) => void): unknown;
  on(event: 'scanStart' | 'scanStop', listener: () => void): unknown;
  removeListener(event: 'stateChange', listener: (state: string) => void): unknown;
  removeListener(event: 'discover', listener: (peripheral: NoblePeripheral) => void): unknown;
  removeListener(event: 'scanStart' | 'scanStop', listener: () => void): unknown;
  startScanning(serviceUuids: string[], allowDuplicates: boolean): void;
  stopScanning(): void;
  readonly _state: string;
  /** Reading it opens the adapter, at once and not in a later tick. */
  readonly state?: string;
  /** Gives the adapter back; only one of the forks can. */
  stop?(): void;
  /** Inner parts, of the Linux stack. */
  readonly _bindings?: NobleBindings;
  readonly _peripherals?: NobleTable;
  readonly _discoveredPeripherals?: Set<string>;
  readonly _discoveredPeripheralUUids?: NobleTable;
  readonly _services?: NobleTable;
  readonly _characteristics?: NobleTable;
  readonly _descriptors?: NobleTable;
}

/** What noble remembers, by advertiser: a map in one fork, a plain object in the other. */
export type NobleTable = Map<string, unknown> | Record<string, unknown>;

export interface NobleBindings {
  on?(event: 'stateChange', listener: (state: string) => void): unknown;
  removeListener?(event: 'stateChange', listener: (state: string) => void): unknown;
  /** The advertiser whose connection is being made. */
  _pendingConnectionUuid?: string | null;
  /** Open links, by HCI handle. */
  readonly _aclStreams?: Readonly<Record<string, unknown>>;
  /** Handles by device, and devices by handle. */
  readonly _handles?: Readonly<Record<string, unknown>>;
  readonly _addresses?: NobleTable;
  readonly _addresseTypes?: NobleTable;
  readonly _connectable?: NobleTable;
  readonly scannable?: NobleTable;
  /** null before the adapter was opened. */
  readonly _hci?: NobleHci | null;
  readonly _gap?: { _discoveries: Readonly<Record<string, unknown>> } | null;
  /** What the stack does when a scan has ended. */
  onScanStop?(): void;
}

export interface NobleHci {
  on(event: 'leScanEnableSet', listener: (status: number) => void): unknown;
  on(event: 'leAdvertisingReport', listener: () => void): unknown;
  removeListener(event: 'leScanEnableSet', listener: (status: number) => void): unknown;
  removeListener(event: 'leAdvertisingReport', listener: () => void): unknown;
  /** Undefined until the adapter has told the size of its buffers; every write waits for it. */
  readonly _aclBuffers?: unknown;
  readLeBufferSize(): void;
  onSocketData: (packet: Buffer) => void;
  pollIsDevUp: () => void;
  init: () => void;
  readonly _socket: {
    on(event: 'data', listener: (packet: Buffer) => void): unknown;
    removeAllListeners(event: 'data'): unknown;
    stop(): void;
  };
}

export interface NoblePeripheral {
  readonly id: string;
  readonly advertisement: NobleAdvertisement;
  readonly rssi: number;
  readonly mtu: number | null;
  state: 'error' | 'connecting' | 'connected' | 'disconnecting' | 'disconnected';
  connectAsync(parameters: ConnectionParameters): Promise<void>;
  cancelConnect(): void;
  disconnect(): void;
  updateRssiAsync(): Promise<number>;
  discoverAllServicesAndCharacteristicsAsync(): Promise<{
    readonly characteristics: readonly NobleCharacteristic[];
  }>;
  once(event: 'disconnect', listener: (reason: unknown) => void): unknown;
  removeListener(event: 'disconnect', listener: (argument: unknown) => void): unknown;
  removeAllListeners(event: 'servicesDiscover'): unknown;
  emit(event: 'connect', error: Error): unknown;
}

export interface NobleAdvertisement {
  readonly localName?: string;
  readonly manufacturerData?: Buffer;
  readonly serviceUuids?: readonly string[];
}

export interface NobleCharacteristic {
  readonly uuid: string;
  readonly properties: readonly string[];
  on(event: 'data', listener: (data: Buffer, isNotification: boolean) => void): unknown;
  readAsync(): Promise<Buffer>;
  writeAsync(data: Buffer, withoutResponse: boolean): Promise<void>;
  subscribeAsync(): Promise<void>;
}

/** In the units of the HCI: 1.25 ms, connection events, 10 ms. */
export interface ConnectionParameters {
  readonly minInterval: number;
  readonly maxInterval: number;
  readonly latency: number;
  readonly timeout: number;
}

/** Makes a noble; rejects when there is no Bluetooth it could drive. */
export type NobleFactory = () => Promise<Noble>;

/** @throws BleError when the fork is not installed, with how to install it. */
export function requireInstalled(stack: NobleStack, require: NodeJS.Require = ownRequire): void {
  const name = `@${stack}/noble`;
  try {
    require.resolve(name);
  } catch (cause) {
    throw new BleError(`${name} is not installed; install it with: npm install ${name}`, { cause });
  }
}

/**
 * A new instance of the real noble, loaded now and not earlier: on a machine without Bluetooth or
 * with the native part not built, merely importing it throws. New at every call, for an instance
 * never finds an adapter again that was unplugged under it.
 */
export async function loadNoble(stack: NobleStack): Promise<Noble> {
  if (stack === 'abandonware') {
    const createNoble: () => Noble = ownRequire('@abandonware/noble/with-custom-binding.js');
    return createNoble();
  }
  const { withBindings }: { withBindings: () => Noble } = ownRequire('@stoprocent/noble');
  return withBindings();
}
