import type { Air, Peripheral } from './air.ts';
import { ConnectionHandles } from './connectionHandles.ts';
import {
  aclPackets,
  commandComplete,
  commandStatus,
  completedPackets,
  connectionComplete,
  disconnectionComplete,
  readAddress,
  STATUS,
} from './hci.ts';
import type { HostSide } from './hostSide.ts';
import { L2capAssembler } from './l2capAssembler.ts';
import type { Link } from './link.ts';

const ATT_CHANNEL = 4;

/** The controller's buffers for data from the host; packets to the host have the same length. */
export interface AclBuffers {
  /** Data in one packet, 27–251 bytes. */
  readonly bytes: number;
  readonly count: number;
}

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

/** What a controller does as a central: the link it is asked to make, and those that are up. */
export class CentralLinks {
  readonly #air: Air;
  readonly #host: HostSide;
  readonly #buffers: AclBuffers;
  readonly #connections = new Map<number, Connection>();
  readonly #handles = new ConnectionHandles();
  #pending: PendingConnection | undefined;

  constructor(air: Air, host: HostSide, buffers: AclBuffers) {
    this.#air = air;
    this.#host = host;
    this.#buffers = buffers;
  }

  /** True while it listens for a peripheral to connect to. */
  get connecting(): boolean {
    return this.#pending !== undefined;
  }

  create(opcode: number, parameters: Buffer): void {
    const refused = this.#pending !== undefined;
    this.#host.send(commandStatus(opcode, refused ? STATUS.commandDisallowed : STATUS.ok));
    if (refused) return;
    this.#pending = {
      address: readAddress(parameters, 6),
      // A controller may pick any interval of the range; the shortest is the hardest for the host.
      intervalUnits: parameters.readUInt16LE(13),
      timeoutUnits: parameters.readUInt16LE(19),
    };
  }

  cancel(opcode: number): void {
    const pending = this.#pending;
    this.#host.send(commandComplete(opcode, pending ? STATUS.ok : STATUS.commandDisallowed));
    if (!pending) return;
    this.#pending = undefined;
    this.#host.send(connectionComplete({ ...pending, status: STATUS.noConnection, handle: 0 }));
  }

  /** Connects to a peripheral that was heard; false when it is not the one waited for. */
  heard(peripheral: Peripheral): boolean {
    const pending = this.#pending;
    if (pending?.address !== peripheral.address) return false;
    this.#pending = undefined;
    this.#connect(peripheral, pending);
    return true;
  }

  readRssi(opcode: number, handle: number): void {
    const connection = this.#connections.get(handle);
    const status = connection ? STATUS.ok : STATUS.noConnection;
    const rssiDbm = connection?.rssiDbm ?? 0;
    this.#host.send(commandComplete(opcode, status, [handle & 0xff, handle >> 8, rssiDbm & 0xff]));
  }

  disconnect(opcode: number, handle: number): void {
    const connection = this.#connections.get(handle);
    this.#host.send(commandStatus(opcode, connection ? STATUS.ok : STATUS.noConnection));
    connection?.link.close('central');
  }

  /** A packet of data from the host. */
  acl(packet: Buffer): void {
    const handle = packet.readUInt16LE(1) & 0x0fff;
    const connection = this.#connections.get(handle);
    if (!connection) return;
    const frame = connection.incoming.push(packet);
    // Every packet crosses by itself and frees its buffer then; the last brings the whole frame.
    const payload = frame?.channel === ATT_CHANNEL ? frame.payload : null;
    connection.link.send('central', payload);
  }

  /** Forgets every link without a word to the host. */
  abandon(): void {
    this.#pending = undefined;
    for (const { link } of this.#connections.values()) link.abandon();
    this.#connections.clear();
  }

  #connect(peripheral: Peripheral, pending: PendingConnection): void {
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
}
