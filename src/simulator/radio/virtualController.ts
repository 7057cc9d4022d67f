import type { Advertisement, Air, Listener, Peripheral } from './air.ts';
import { ConnectionHandles } from './connectionHandles.ts';
import {
  aclPackets,
  addressBytes,
  COMMAND,
  commandComplete,
  commandStatus,
  completedPackets,
  connectionComplete,
  disconnectionComplete,
  PACKET,
  readAddress,
  STATUS,
} from './hci.ts';
import { HciFaults } from './hciFaults.ts';
import { HostSide } from './hostSide.ts';
import { L2capAssembler } from './l2capAssembler.ts';
import type { Link } from './link.ts';
import { Scanner } from './scanner.ts';
import { type NoFamilyManner, type SocketController, VirtualSocket } from './virtualSocket.ts';

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
  readonly rssiDbm: number;
  readonly incoming: L2capAssembler;
}

/**
 * A Bluetooth LE controller behind HCI sockets: a host stack opens one instead of the native socket
 * and cannot tell. Legacy scanning and connecting as a central; no encryption.
 */
export class VirtualController implements Listener, SocketController {
  /** Commands it refuses or never answers. */
  readonly faults = new HciFaults();
  readonly #air: Air;
  readonly #buffers: AclBuffers;
  readonly #host = new HostSide();
  readonly #scanner = new Scanner((packet) => this.#host.send(packet));
  readonly #connections = new Map<number, Connection>();
  readonly #handles = new ConnectionHandles();
  #knownToKernel = true;
  #plugged = true;
  #pluggings = 0;
  #powered = true;
  #pending: PendingConnection | undefined;

  constructor(air: Air, buffers: AclBuffers = DEFAULT_BUFFERS) {
    this.#air = air;
    this.#buffers = buffers;
  }

  /** A socket for one more host stack, which may be refused a device when it binds. */
  openSocket(noFamily: NoFamilyManner): VirtualSocket {
    return new VirtualSocket(this, noFamily);
  }

  attach(socket: VirtualSocket): void {
    this.#host.attach(socket);
  }

  detach(socket: VirtualSocket): void {
    this.#host.detach(socket);
  }

  get powered(): boolean {
    return this.#powered;
  }

  get scanning(): boolean {
    return this.#scanner.scanning;
  }

  get knownToKernel(): boolean {
    return this.#knownToKernel;
  }

  setKnownToKernel(known: boolean): void {
    this.#knownToKernel = known;
  }

  get device(): number | null {
    return this.#plugged ? this.#pluggings : null;
  }

  /** Switches the adapter as a user would; links end without a word to the host, as on Linux. */
  setPowered(powered: boolean): void {
    // What was handed over before the power went has reached the socket.
    if (!powered) this.#host.flush();
    this.#powered = powered;
    if (!powered) this.#lose();
  }

  /** Takes the adapter out of its socket, or puts it in again as a new device. */
  setPlugged(plugged: boolean): void {
    if (plugged && !this.#plugged) this.#pluggings++;
    if (!plugged) this.#host.flush();
    this.#plugged = plugged;
    if (!plugged) this.#lose();
  }

  /** Gives the host a packet now, well-formed or not, ahead of all it was not told yet. */
  inject(packet: Buffer): void {
    this.#host.sendNow(packet);
  }

  receive(packet: Buffer): void {
    if (packet[0] === PACKET.command) {
      this.#struckOrCarriedOut(packet.readUInt16LE(1), packet.subarray(4, 4 + packet[3]!));
    } else if (packet[0] === PACKET.acl) {
      this.#acl(packet);
    }
  }

  heard(peripheral: Peripheral, advertisement: Advertisement): void {
    if (this.#pending?.address === peripheral.address) {
      this.#connect(peripheral, this.#pending);
    } else {
      this.#scanner.heard(peripheral, advertisement);
    }
  }

  #struckOrCarriedOut(opcode: number, parameters: Buffer): void {
    const answer = this.faults.strike(opcode, parameters);
    if (answer === undefined) this.#command(opcode, parameters);
    else if (answer !== 'silence') this.#refuse(opcode, answer);
  }

  /** Commands that take their time are refused by a status event, all others by their completion. */
  #refuse(opcode: number, status: number): void {
    const slow = opcode === COMMAND.leCreateConnection || opcode === COMMAND.disconnect;
    this.#host.send(slow ? commandStatus(opcode, status) : commandComplete(opcode, status));
  }

  #command(opcode: number, parameters: Buffer): void {
    switch (opcode) {
      case COMMAND.reset:
        this.#reset();
        this.#complete(opcode);
        break;
      case COMMAND.leReadLocalFeatures:
        this.#complete(opcode, Array(8).fill(0));
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
        this.#scanner.set(parameters[0] === 1, parameters[1] === 1);
        this.#listen();
        this.#complete(opcode);
        break;
      case COMMAND.readRssi:
        this.#readRssi(opcode, parameters.readUInt16LE(0));
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
        this.#host.send(commandComplete(opcode, STATUS.unknownCommand));
    }
  }

  #createConnection(opcode: number, parameters: Buffer): void {
    const refused = this.#pending !== undefined;
    this.#host.send(commandStatus(opcode, refused ? STATUS.commandDisallowed : STATUS.ok));
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
    this.#host.send(commandComplete(opcode, pending ? STATUS.ok : STATUS.commandDisallowed));
    if (!pending) return;
    this.#pending = undefined;
    this.#listen();
    this.#host.send(connectionComplete({ ...pending, status: STATUS.noConnection, handle: 0 }));
  }

  #connect(peripheral: Peripheral, pending: PendingConnection): void {
    this.#pending = undefined;
    this.#listen();
    const handle = this.#handles.next(this.#connections);
    const link = this.#air.connect(
      peripheral,
      {
        received: (payload) => {
          const packets = aclPackets(handle, ATT_CHANNEL, payload, this.#buffers.bytes);
          for (const packet of packets) this.#host.send(packet);
        },
        delivered: (count) => this.#host.send(completedPackets(handle, count)),
        closed: (reason) => {
          this.#connections.delete(handle);
          this.#host.send(disconnectionComplete(handle, reason));
        },
      },
      {
        intervalUs: pending.intervalUnits * 1250,
        supervisionTimeoutUs: pending.timeoutUnits * 10_000,
      },
    );
    const { rssiDbm } = peripheral;
    this.#connections.set(handle, { link, rssiDbm, incoming: new L2capAssembler() });
    this.#host.send(connectionComplete({ ...pending, status: STATUS.ok, handle }));
  }

  #readRssi(opcode: number, handle: number): void {
    const connection = this.#connections.get(handle);
    const status = connection ? STATUS.ok : STATUS.noConnection;
    const rssiDbm = connection?.rssiDbm ?? 0;
    this.#host.send(commandComplete(opcode, status, [handle & 0xff, handle >> 8, rssiDbm & 0xff]));
  }

  #disconnect(opcode: number, handle: number): void {
    const connection = this.#connections.get(handle);
    this.#host.send(commandStatus(opcode, connection ? STATUS.ok : STATUS.noConnection));
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
    this.#host.send(commandComplete(opcode, STATUS.ok, result));
  }

  #listen(): void {
    if (this.scanning || this.#pending) this.#air.listen(this);
    else this.#air.unlisten(this);
  }

  #reset(): void {
    this.#scanner.set(false, false);
    this.#pending = undefined;
    this.#listen();
    for (const { link } of this.#connections.values()) link.abandon();
    this.#connections.clear();
  }

  /** The power or the device is gone, and with it the answers to what the host just asked. */
  #lose(): void {
    this.#reset();
    this.#host.forget();
  }
}
