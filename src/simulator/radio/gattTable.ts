import { ATT_ERROR } from './att.ts';

/** A 128-bit UUID as text, or a 16-bit one as a number. */
export type Uuid = string | number;

export type Property = 'read' | 'writeWithoutResponse' | 'write' | 'notify' | 'indicate';

export interface Characteristic {
  readonly uuid: Uuid;
  readonly properties: readonly Property[];
  readonly read?: () => Uint8Array;
  /**
   * Takes a value, in whichever of the two ways of writing the properties name; an ATT error code
   * refuses it, 0 accepts it.
   */
  readonly write?: (value: Uint8Array) => number;
}

export interface Service {
  readonly uuid: Uuid;
  readonly characteristics: readonly Characteristic[];
}

/** Which attribute of a characteristic: its value or its client configuration. */
export interface AttributeName {
  readonly characteristic: Uuid;
  readonly part: 'value' | 'configuration';
}

export interface Attribute {
  readonly handle: number;
  /** Little-endian, 2 or 16 bytes. */
  readonly type: Uint8Array;
  /** Last handle of the group this attribute opens; its own where it opens none. */
  readonly groupEnd: number;
  /** Undefined for declarations. */
  readonly name?: AttributeName;
  readonly read?: () => Uint8Array;
  /** Takes a value that is written by a request. */
  readonly write?: (value: Uint8Array) => number;
  /** Takes a value that is written without response. */
  readonly command?: (value: Uint8Array) => number;
}

export const PRIMARY_SERVICE = 0x2800;
export const CHARACTERISTIC = 0x2803;
export const CLIENT_CONFIGURATION = 0x2902;

const PROPERTY_BIT: Record<Property, number> = {
  read: 2,
  writeWithoutResponse: 4,
  write: 8,
  notify: 16,
  indicate: 32,
};

export class GattTable {
  readonly attributes: readonly Attribute[];
  readonly #valueHandles = new Map<Uuid, number>();
  readonly #configurations = new Map<Uuid, Uint8Array>();

  constructor(services: readonly Service[]) {
    const attributes: Attribute[] = [];
    for (const service of services)
      attributes.push(...this.#service(service, attributes.length + 1));
    this.attributes = attributes;
  }

  /** Handle of a characteristic's value. */
  valueHandle(uuid: Uuid): number {
    const handle = this.#valueHandles.get(uuid);
    if (handle === undefined) throw new Error(`no characteristic ${uuid} in this table`);
    return handle;
  }

  /** True when the client asked for notifications or indications of `uuid`. */
  subscribed(uuid: Uuid): boolean {
    const configuration = this.#configurations.get(uuid);
    return configuration !== undefined && configuration[0] !== 0;
  }

  /** Forgets every subscription, as a server does for a client it is not bonded with. */
  unsubscribeAll(): void {
    for (const configuration of this.#configurations.values()) configuration.fill(0);
  }

  #service({ uuid, characteristics }: Service, first: number): Attribute[] {
    const members: Attribute[] = [];
    for (const characteristic of characteristics) {
      members.push(...this.#characteristic(characteristic, first + 1 + members.length));
    }
    const opening = {
      handle: first,
      type: uuidBytes(PRIMARY_SERVICE),
      groupEnd: first + members.length,
      read: () => uuidBytes(uuid),
    };
    return [opening, ...members];
  }

  #characteristic(characteristic: Characteristic, first: number): Attribute[] {
    const { uuid, properties, read, write } = characteristic;
    const bits = properties.reduce((sum, property) => sum | PROPERTY_BIT[property], 0);
    const value = first + 1;
    this.#valueHandles.set(uuid, value);
    const declaration = Uint8Array.from([bits, value & 0xff, value >> 8, ...uuidBytes(uuid)]);
    const attributes: Attribute[] = [
      attribute(first, CHARACTERISTIC, { read: () => declaration }),
      attribute(value, uuid, {
        name: { characteristic: uuid, part: 'value' },
        ...(read && { read }),
        ...(write && properties.includes('write') && { write }),
        ...(write && properties.includes('writeWithoutResponse') && { command: write }),
      }),
    ];
    if (properties.includes('notify') || properties.includes('indicate')) {
      attributes.push(this.#configuration(uuid, first + 2));
    }
    return attributes;
  }

  #configuration(uuid: Uuid, handle: number): Attribute {
    const bits = new Uint8Array(2);
    this.#configurations.set(uuid, bits);
    return attribute(handle, CLIENT_CONFIGURATION, {
      name: { characteristic: uuid, part: 'configuration' },
      read: () => bits,
      write: (written) => {
        if (written.length !== 2) return ATT_ERROR.invalidLength;
        bits.set(written);
        return 0;
      },
    });
  }
}

export function uuidBytes(uuid: Uuid): Uint8Array {
  if (typeof uuid === 'number') return Uint8Array.of(uuid & 0xff, uuid >> 8);
  return Uint8Array.from(Buffer.from(uuid.replaceAll('-', ''), 'hex')).reverse();
}

function attribute(
  handle: number,
  type: Uuid,
  access: Pick<Attribute, 'name' | 'read' | 'write' | 'command'>,
): Attribute {
  return { handle, type: uuidBytes(type), groupEnd: handle, ...access };
}
