/** The part of noble the hub calls, as both of its forks have it. */
export interface Noble {
  on(event: 'stateChange', listener: (state: string) => void): unknown;
  on(event: 'discover', listener: (peripheral: NoblePeripheral) => void): unknown;
  removeListener(event: 'stateChange', listener: (state: string) => void): unknown;
  removeListener(event: 'discover', listener: (peripheral: NoblePeripheral) => void): unknown;
  startScanningAsync(serviceUuids: string[], allowDuplicates: boolean): Promise<void>;
  stopScanningAsync(): Promise<void>;
  readonly _state: string;
  /** Inner part of the Linux stack. */
  readonly _bindings?: {
    /** The address whose connection is being made. */
    _pendingConnectionUuid?: string | null;
    readonly onSigIntBinded?: () => void;
  };
}

export interface NoblePeripheral {
  readonly id: string;
  readonly advertisement: { readonly localName?: string };
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
  once(event: 'connect', listener: (error: unknown) => void): unknown;
  once(event: 'disconnect', listener: (reason: unknown) => void): unknown;
  removeListener(event: 'connect' | 'disconnect', listener: (argument: unknown) => void): unknown;
  emit(event: 'connect', error: Error): unknown;
}

export interface NobleCharacteristic {
  readonly uuid: string;
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

/**
 * The real noble, loaded now and not earlier: on a machine without Bluetooth or with the native
 * part not built, merely importing it throws.
 */
export async function loadNoble(): Promise<Noble> {
  const { default: noble } = await import('@abandonware/noble');
  return noble;
}
