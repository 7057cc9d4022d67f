import { ATT_ERROR, ATT_NOTIFICATION, ATT_REQUEST, ATT_WRITE_COMMAND } from './att.ts';
import { AttFaults } from './attFaults.ts';
import {
  type Attribute,
  GattTable,
  PRIMARY_SERVICE,
  type Service,
  type Uuid,
  uuidBytes,
} from './gattTable.ts';

const OP = {
  ...ATT_REQUEST,
  error: 0x01,
  mtuResponse: 0x03,
  writeResponse: 0x13,
  writeCommand: ATT_WRITE_COMMAND,
  notification: ATT_NOTIFICATION,
  indication: 0x1d,
  confirmation: 0x1e,
} as const;

/** The one kind of attribute that groups others here. */
const GROUPS = uuidBytes(PRIMARY_SERVICE);

/** Set in the opcode of a message that wants no answer, not even an error. */
const COMMAND_BIT = 0x40;
const NAMES_ONE_HANDLE: ReadonlySet<number> = new Set([
  OP.read,
  OP.readBlob,
  OP.write,
  OP.writeCommand,
  OP.prepareWrite,
]);

/** Opcode and handle. */
const SHORTEST_WRITE = 3;

const DEFAULT_MTU = 23;

export interface AttServerOptions {
  readonly services: readonly Service[];
  /** The MTU this server offers, 23–517. */
  readonly maxMtu: number;
  /** Puts a message on the link; false when the link cannot take it now. */
  readonly send: (message: Uint8Array) => boolean;
  /** Requests it answers wrongly or never; default none. */
  readonly faults?: AttFaults;
}

interface Indication {
  readonly uuid: Uuid;
  readonly value: () => Uint8Array;
  readonly confirmed: () => void;
}

/** A GATT server for one client: discovery, reads, writes, notifications and indications. */
export class AttServer {
  readonly #table: GattTable;
  readonly #maxMtu: number;
  readonly #send: (message: Uint8Array) => boolean;
  readonly #faults: AttFaults;
  readonly #indications: Indication[] = [];
  /** The first indication is on its way. */
  #unconfirmed = false;
  /** A request is being carried out; its response goes before an indication. */
  #answering = false;
  #mtu = DEFAULT_MTU;

  constructor({ services, maxMtu, send, faults = new AttFaults() }: AttServerOptions) {
    this.#table = new GattTable(services);
    this.#maxMtu = maxMtu;
    this.#send = send;
    this.#faults = faults;
  }

  get mtu(): number {
    return this.#mtu;
  }

  /** Forgets the client that is gone. */
  reset(): void {
    this.#mtu = DEFAULT_MTU;
    this.#table.unsubscribeAll();
    this.#indications.length = 0;
    this.#unconfirmed = false;
  }

  subscribed(uuid: Uuid): boolean {
    return this.#table.subscribed(uuid);
  }

  /** Sends a notification; false when the link is full and the value must be offered again. */
  notify(uuid: Uuid, value: Uint8Array): boolean {
    return this.#send(this.#handleValue(OP.notification, uuid, value));
  }

  /** The value that `message` notifies of `uuid`; null when it is another message. */
  notified(uuid: Uuid, message: Uint8Array): Uint8Array | null {
    const head = [OP.notification, ...u16(this.#table.valueHandle(uuid))];
    return head.every((byte, i) => message[i] === byte) ? message.subarray(head.length) : null;
  }

  /**
   * Queues an indication; one is on its way at a time, the next goes after its confirmation, of
   * which `confirmed` is told. What a request leads to goes after the response to it.
   * @param value asked for just before the indication is sent
   */
  indicate(uuid: Uuid, value: () => Uint8Array, confirmed: () => void = () => {}): void {
    this.#indications.push({ uuid, value, confirmed });
    this.#indicateNext();
  }

  /** A message from the client. */
  receive(message: Uint8Array): void {
    if (message[0] === OP.confirmation) {
      this.#unconfirmed = false;
      this.#indications.shift()?.confirmed();
      this.#indicateNext();
      return;
    }
    const request = Buffer.from(message);
    if (request[0]! & COMMAND_BIT) {
      this.#command(request);
      return;
    }
    this.#answering = true;
    const answer = this.#struck(request) ?? this.#answer(request);
    this.#answering = false;
    if (answer !== 'silence') this.#send(answer);
    this.#indicateNext();
  }

  #indicateNext(): void {
    const next = this.#indications[0];
    if (!next || this.#unconfirmed || this.#answering) return;
    this.#unconfirmed = true;
    this.#send(this.#handleValue(OP.indication, next.uuid, next.value()));
  }

  /** The answer of a fault to a request; undefined where none is meant for it. */
  #struck(request: Buffer): Uint8Array | 'silence' | undefined {
    const opcode = request[0]!;
    const handle = NAMES_ONE_HANDLE.has(opcode) ? request.readUInt16LE(1) : 0;
    const attribute = this.#table.attributes[handle - 1]?.name;
    const answer = this.#faults.strike({ opcode, attribute });
    return typeof answer === 'number' ? error(opcode, handle, answer) : answer;
  }

  #answer(request: Buffer): Uint8Array {
    switch (request[0]) {
      case OP.mtu:
        this.#mtu = Math.max(DEFAULT_MTU, Math.min(this.#maxMtu, request.readUInt16LE(1)));
        return Uint8Array.of(OP.mtuResponse, this.#maxMtu & 0xff, this.#maxMtu >> 8);
      case OP.findInformation:
        return this.#list(request, {
          wanted: () => true,
          entry: ({ handle, type }) => [...u16(handle), ...type],
          head: (length) => [OP.findInformation + 1, length === 4 ? 1 : 2],
        });
      case OP.findByTypeValue:
        return this.#list(request, {
          wanted: ({ type, read }) =>
            matches(type, request.subarray(5, 7)) &&
            read !== undefined &&
            matches(read(), request.subarray(7)),
          entry: ({ handle, groupEnd }) => [...u16(handle), ...u16(groupEnd)],
          head: () => [OP.findByTypeValue + 1],
        });
      case OP.readByType:
        return this.#list(request, {
          wanted: ({ type, read }) => read !== undefined && matches(type, request.subarray(5)),
          entry: ({ handle, read }) => [...u16(handle), ...(read?.() ?? [])],
          head: (length) => [OP.readByType + 1, length],
        });
      case OP.readByGroup:
        if (!matches(GROUPS, request.subarray(5))) {
          return error(OP.readByGroup, request.readUInt16LE(1), ATT_ERROR.unsupportedGroupType);
        }
        return this.#list(request, {
          wanted: ({ type }) => matches(type, request.subarray(5)),
          entry: ({ handle, groupEnd, read }) => [
            ...u16(handle),
            ...u16(groupEnd),
            ...(read?.() ?? []),
          ],
          head: (length) => [OP.readByGroup + 1, length],
        });
      case OP.read:
        return this.#read(request, 0);
      case OP.readBlob:
        return this.#read(request, request.readUInt16LE(3));
      case OP.write:
        return this.#write(request);
      default:
        return error(request[0]!, 0, ATT_ERROR.requestNotSupported);
    }
  }

  /** Answers a discovery request with as many equally long entries of its range as fit. */
  #list(
    request: Buffer,
    {
      wanted,
      entry,
      head,
    }: {
      readonly wanted: (attribute: Attribute) => boolean;
      readonly entry: (attribute: Attribute) => number[];
      readonly head: (entryLength: number) => number[];
    },
  ): Uint8Array {
    const first = request.readUInt16LE(1);
    const last = request.readUInt16LE(3);
    const entries: number[][] = [];
    for (const attribute of this.#table.attributes) {
      if (attribute.handle < first || attribute.handle > last || !wanted(attribute)) continue;
      const bytes = entry(attribute);
      const length = entries[0]?.length ?? bytes.length;
      if (bytes.length !== length || 2 + (entries.length + 1) * length > this.#mtu) break;
      entries.push(bytes);
    }
    if (entries.length === 0) return error(request[0]!, first, ATT_ERROR.attributeNotFound);
    return Uint8Array.from([...head(entries[0]!.length), ...entries.flat()]);
  }

  #read(request: Buffer, offset: number): Uint8Array {
    const handle = request.readUInt16LE(1);
    const attribute = this.#table.attributes[handle - 1];
    if (!attribute) return error(request[0]!, handle, ATT_ERROR.invalidHandle);
    if (!attribute.read) return error(request[0]!, handle, ATT_ERROR.readNotPermitted);
    const value = attribute.read();
    if (offset > value.length) return error(request[0]!, handle, ATT_ERROR.invalidOffset);
    return Uint8Array.from([request[0]! + 1, ...value.subarray(offset, offset + this.#mtu - 1)]);
  }

  #write(request: Buffer): Uint8Array {
    const handle = request.readUInt16LE(1);
    const attribute = this.#table.attributes[handle - 1];
    if (!attribute) return error(OP.write, handle, ATT_ERROR.invalidHandle);
    if (!attribute.write) return error(OP.write, handle, ATT_ERROR.writeNotPermitted);
    const refusal = attribute.write(Uint8Array.from(request.subarray(3)));
    return refusal ? error(OP.write, handle, refusal) : Uint8Array.of(OP.writeResponse);
  }

  /** Carries out the one command it knows; whatever keeps it from that is told to nobody. */
  #command(command: Buffer): void {
    if (command[0] !== OP.writeCommand || command.length < SHORTEST_WRITE) return;
    if (this.#struck(command) !== undefined) return;
    const attribute = this.#table.attributes[command.readUInt16LE(1) - 1];
    attribute?.command?.(Uint8Array.from(command.subarray(3)));
  }

  #handleValue(opcode: number, uuid: Uuid, value: Uint8Array): Uint8Array {
    return Uint8Array.from([opcode, ...u16(this.#table.valueHandle(uuid)), ...value]);
  }
}

function error(opcode: number, handle: number, code: number): Uint8Array {
  return Uint8Array.of(OP.error, opcode, ...u16(handle), code);
}

function matches(type: Uint8Array, wanted: Uint8Array): boolean {
  return type.length === wanted.length && type.every((byte, i) => byte === wanted[i]);
}

function u16(value: number): [number, number] {
  return [value & 0xff, value >> 8];
}
