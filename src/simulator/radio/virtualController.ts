import { EventEmitter } from 'node:events';
import type { Advertisement, Air, Listener, Peripheral } from './air.ts';
import {
  aclPackets,
  addressBytes,
  advertisingReport,
  COMMAND,
  commandComplete,
  commandStatus,
  completedPackets,
  connectionComplete,
  disconnectionComplete,
  PACKET,
  REPORT,
  readAddress,
  STATUS,
} from './hci.ts';
import { L2capAssembler } from './l2capAssembler.ts';
import type { Link } from './link.ts';

const ADDRESS = '00:1b:dc:00:00:01';
const ATT_CHANNEL = 4;
/** Bluetooth 5.2, as HCI numbers versions. */
const HCI_VERSION = 11;

/** The controller's buffers for data from the host; packets to the host have the same length. */
export interface AclBuffers {
  /** Data in one packet, 27–251 bytes. */
  readonly bytes: number;
  readonly count: number;
}

const DEFAULT_BUFFERS: AclBuffers = { bytes: 251, count: 8 };

interface PendingConnection {
  readonly address: string;
  readonly intervalUnits: number;
  readonly timeoutUnits: number;
}

interface Connection {
  readonly link: Link;
  readonly incoming: L2capAssembler;
}

/**
 * A Bluetooth LE controller behind the face of an HCI socket: a host stack opens it instead of the
 * native socket and cannot tell. Legacy scanning and connecting as a central; no encryption.
 */
export class VirtualController extends EventEmitter implements Listener {
  readonly #air: Air;
  readonly #buffers: AclBuffers;
  readonly #connections = new Map<number, Connection>();
  #toHost: Buffer[] = [];
  #powered = true;
  #scanning = false;
  #pending: PendingConnection | undefined;
  #nextHandle = 0x40;

  constructor(air: Air, buffers: AclBuffers = DEFAULT_BUFFERS) {
    super();
    this.#air = air;
    this.#buffers = buffers;
  }

  bindRaw(): void {}

  start(): void {}

  stop(): void {}

  setFilter(): void {}

  isDevUp(): boolean {
    return this.#powered;
  }

  /** Switches the adapter as a user would; links end without a word to the host, as on Linux. */
  setPowered(powered: boolean): void {
    this.#powered = powered;
    if (!powered) this.#reset();
  }

  /** A packet from the host. */
  write(packet: Buffer): void {
    if (!this.#powered) return;
    if (packet[0] === PACKET.command) {
      this.#command(packet.readUInt16LE(1), packet.subarray(4, 4 + packet[3]!));
    } else if (packet[0] === PACKET.acl) {
      this.#acl(packet);
    }
  }

  heard(peripheral: Peripheral, advertisement: Advertisement): void {
    if (this.#pending?.address === peripheral.address) {
      this.#connect(peripheral, this.#pending);
    } else if (this.#scanning) {
      const { address, rssiDbm } = peripheral;
      const { data, scanResponse } = advertisement;
      this.#emit(advertisingReport(REPORT.connectable, address, data, rssiDbm));
      this.#emit(advertisingReport(REPORT.scanResponse, address, scanResponse, rssiDbm));
    }
  }

  #command(opcode: number, parameters: Buffer): void {
    switch (opcode) {
      case COMMAND.reset:
        this.#reset();
        this.#complete(opcode);
        break;
      case COMMAND.setEventMask:
      case COMMAND.leSetEventMask:
      case COMMAND.writeLeHostSupported:
      case COMMAND.leSetScanParameters:
        this.#complete(opcode);
        break;
      case COMMAND.readLeHostSupported:
        this.#complete(opcode, [1, 0]);
        break;
      case COMMAND.readLocalVersion:
        this.#complete(opcode, [HCI_VERSION, 0, 0, HCI_VERSION, 0, 0, 0, 0]);
        break;
      case COMMAND.readAddress:
        this.#complete(opcode, addressBytes(ADDRESS));
        break;
      case COMMAND.leReadBufferSize:
        this.#complete(opcode, [this.#buffers.bytes, 0, this.#buffers.count]);
        break;
      case COMMAND.leSetScanEnable:
        this.#scanning = parameters[0] === 1;
        this.#listen();
        this.#complete(opcode);
        break;
      case COMMAND.leCreateConnection:
        this.#createConnection(opcode, parameters);
        break;
      case COMMAND.leCancelConnection:
        this.#cancelConnection(opcode);
        break;
      case COMMAND.disconnect:
        this.#disconnect(opcode, parameters.readUInt16LE(0));
        break;
      default:
        this.#emit(commandComplete(opcode, STATUS.unknownCommand));
    }
  }

  #createConnection(opcode: number, parameters: Buffer): void {
    const refused = this.#pending !== undefined;
    this.#emit(commandStatus(opcode, refused ? STATUS.commandDisallowed : STATUS.ok));
    if (refused) return;
    this.#pending = {
      address: readAddress(parameters, 6),
      // A controller may pick any interval of the range; the shortest is the hardest for the host.
      intervalUnits: parameters.readUInt16LE(13),
      timeoutUnits: parameters.readUInt16LE(19),
    };
    this.#listen();
  }

  #cancelConnection(opcode: number): void {
    const pending = this.#pending;
    this.#emit(commandComplete(opcode, pending ? STATUS.ok : STATUS.commandDisallowed));
    if (!pending) return;
    this.#pending = undefined;
    this.#listen();
    this.#emit(connectionComplete({ ...pending, status: STATUS.noConnection, handle: 0 }));
  }

  #connect(peripheral: Peripheral, pending: PendingConnection): void {
    this.#pending = undefined;
    this.#listen();
    const handle = this.#nextHandle++;
    const link = this.#air.connect(
      peripheral,
      {
        received: (payload) => {
          const packets = aclPackets(handle, ATT_CHANNEL, payload, this.#buffers.bytes);
          for (const packet of packets) this.#emit(packet);
        },
        delivered: (count) => this.#emit(completedPackets(handle, count)),
        closed: (reason) => {
          this.#connections.delete(handle);
          this.#emit(disconnectionComplete(handle, reason));
        },
      },
      {
        intervalUs: pending.intervalUnits * 1250,
        supervisionTimeoutUs: pending.timeoutUnits * 10_000,
      },
    );
    this.#connections.set(handle, { link, incoming: new L2capAssembler() });
    this.#emit(connectionComplete({ ...pending, status: STATUS.ok, handle }));
  }

  #disconnect(opcode: number, handle: number): void {
    const connection = this.#connections.get(handle);
    this.#emit(commandStatus(opcode, connection ? STATUS.ok : STATUS.noConnection));
    connection?.link.close('central');
  }

  #acl(packet: Buffer): void {
    const handle = packet.readUInt16LE(1) & 0x0fff;
    const connection = this.#connections.get(handle);
    if (!connection) return;
    const frame = connection.incoming.push(packet);
    // Every packet crosses by itself and frees its buffer then; the last brings the whole frame.
    const payload = frame?.channel === ATT_CHANNEL ? frame.payload : null;
    connection.link.send('central', payload);
  }

  #complete(opcode: number, result: number[] = []): void {
    this.#emit(commandComplete(opcode, STATUS.ok, result));
  }

  #listen(): void {
    if (this.#scanning || this.#pending) this.#air.listen(this);
    else this.#air.unlisten(this);
  }

  #reset(): void {
    this.#scanning = false;
    this.#pending = undefined;
    this.#listen();
    for (const { link } of this.#connections.values()) link.abandon();
    this.#connections.clear();
  }

  /** A real socket answers in a later turn of the loop, never inside `write`. */
  #emit(packet: Buffer): void {
    this.#toHost.push(packet);
    if (this.#toHost.length === 1) setImmediate(() => this.#flush());
  }

  #flush(): void {
    const packets = this.#toHost;
    this.#toHost = [];
    for (const packet of packets) this.emit('data', packet);
  }
}
