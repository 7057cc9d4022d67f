import { EventEmitter } from 'node:events';
import type { Advertisement, Peripheral } from '../../../src/simulator/radio/air.ts';
import type { AclBuffers } from '../../../src/simulator/radio/centralLinks.ts';
import {
  aclPackets,
  addressBytes,
  commandComplete,
  commandStatus,
  completedPackets,
  connectionComplete,
  disconnectionComplete,
  PACKET,
  ROLE,
  STATUS,
} from '../../../src/simulator/radio/hci.ts';
import { L2capAssembler } from '../../../src/simulator/radio/l2capAssembler.ts';
import type { Link, LinkEnd } from '../../../src/simulator/radio/link.ts';

/** Commands of a peripheral's host stack (Core 5.4, Vol 4 Part E). */
const COMMAND = {
  disconnect: 0x0406,
  setEventMask: 0x0c01,
  readLeHostSupported: 0x0c6c,
  writeLeHostSupported: 0x0c6d,
  readLocalVersion: 0x1001,
  readAddress: 0x1009,
  leSetEventMask: 0x2001,
  leReadBufferSize: 0x2002,
  leSetAdvertisingParameters: 0x2006,
  leSetAdvertisingData: 0x2008,
  leSetScanResponseData: 0x2009,
  leSetAdvertiseEnable: 0x200a,
} as const;

const ATT_CHANNEL = 4;
const CENTRAL_ADDRESS = '00:1b:dc:00:00:01';
/** Bluetooth 5.2, as HCI numbers versions. */
const HCI_VERSION = 11;

export interface PeripheralControllerOptions {
  readonly address: string;
  readonly buffers: AclBuffers;
}

/**
 * A controller in the peripheral role on the virtual air: takes packets by `write` and emits those
 * to the host as `data`, as an HCI socket does.
 */
export class PeripheralController extends EventEmitter implements Peripheral {
  readonly address: string;
  readonly rssiDbm = -50;
  readonly #buffers: AclBuffers;
  #advertisement: Advertisement = { data: new Uint8Array(), scanResponse: new Uint8Array() };
  #advertising = false;
  #link: Link | undefined;
  #incoming = new L2capAssembler();
  #handle = 0x80;

  constructor({ address, buffers }: PeripheralControllerOptions) {
    super();
    this.address = address;
    this.#buffers = buffers;
  }

  /** A packet from the host. */
  write(packet: Buffer): void {
    if (packet[0] === PACKET.command) {
      this.#command(packet.readUInt16LE(1), packet.subarray(4, 4 + packet[3]!));
    } else if (packet[0] === PACKET.acl) {
      const frame = this.#incoming.push(packet);
      this.#link?.send('peripheral', frame?.channel === ATT_CHANNEL ? frame.payload : null);
    }
  }

  advertisement(): Advertisement | null {
    return this.#advertising ? this.#advertisement : null;
  }

  linkEnd(): LinkEnd {
    const handle = ++this.#handle;
    return {
      received: (payload) => {
        const packets = aclPackets(handle, ATT_CHANNEL, payload, this.#buffers.bytes);
        for (const packet of packets) this.#emit(packet);
      },
      delivered: (count) => this.#emit(completedPackets(handle, count)),
      closed: (reason) => {
        this.#link = undefined;
        this.#incoming = new L2capAssembler();
        this.#emit(disconnectionComplete(handle, reason));
      },
    };
  }

  linked(link: Link): void {
    this.#link = link;
    // A connection ends advertising; the host has to ask for it again.
    this.#advertising = false;
    this.#emit(
      connectionComplete({
        status: STATUS.ok,
        role: ROLE.peripheral,
        handle: this.#handle,
        address: CENTRAL_ADDRESS,
        intervalUnits: 6,
        timeoutUnits: 300,
      }),
    );
  }

  #command(opcode: number, parameters: Buffer): void {
    switch (opcode) {
      case COMMAND.setEventMask:
      case COMMAND.leSetEventMask:
      case COMMAND.writeLeHostSupported:
      case COMMAND.leSetAdvertisingParameters:
        this.#complete(opcode);
        break;
      case COMMAND.readLeHostSupported:
        this.#complete(opcode, [1, 0]);
        break;
      case COMMAND.readLocalVersion:
        this.#complete(opcode, [HCI_VERSION, 0, 0, HCI_VERSION, 0, 0, 0, 0]);
        break;
      case COMMAND.readAddress:
        this.#complete(opcode, addressBytes(this.address));
        break;
      case COMMAND.leReadBufferSize:
        this.#complete(opcode, [this.#buffers.bytes, 0, this.#buffers.count]);
        break;
      case COMMAND.leSetAdvertisingData:
        this.#advertisement = { ...this.#advertisement, data: sized(parameters) };
        this.#complete(opcode);
        break;
      case COMMAND.leSetScanResponseData:
        this.#advertisement = { ...this.#advertisement, scanResponse: sized(parameters) };
        this.#complete(opcode);
        break;
      case COMMAND.leSetAdvertiseEnable:
        this.#advertising = parameters[0] === 1;
        this.#complete(opcode);
        break;
      case COMMAND.disconnect:
        this.#emit(commandStatus(opcode, this.#link ? STATUS.ok : STATUS.noConnection));
        this.#link?.close('peripheral');
        break;
      default:
        this.#emit(commandComplete(opcode, STATUS.unknownCommand));
    }
  }

  #complete(opcode: number, result: number[] = []): void {
    this.#emit(commandComplete(opcode, STATUS.ok, result));
  }

  /** A real socket answers in a later turn of the loop, never inside `write`. */
  #emit(packet: Buffer): void {
    setImmediate(() => this.emit('data', packet));
  }
}

/** Data behind its length, in a field of fixed size. */
function sized(parameters: Buffer): Uint8Array {
  return Uint8Array.from(parameters.subarray(1, 1 + parameters[0]!));
}
