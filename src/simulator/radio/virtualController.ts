import type { Advertisement, Air, Listener, Peripheral } from './air.ts';
import { type AclBuffers, CentralLinks } from './centralLinks.ts';
import { addressBytes, COMMAND, commandComplete, commandStatus, PACKET, STATUS } from './hci.ts';
import { HciFaults } from './hciFaults.ts';
import { HostSide } from './hostSide.ts';
import { Scanner } from './scanner.ts';
import { type NoFamilyManner, type SocketController, VirtualSocket } from './virtualSocket.ts';

const ADDRESS = '00:1b:dc:00:00:01';
/** Bluetooth 5.2, as HCI numbers versions. */
const HCI_VERSION = 11;

const DEFAULT_BUFFERS: AclBuffers = { bytes: 251, count: 8 };

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
  readonly #links: CentralLinks;
  #knownToKernel = true;
  #plugged = true;
  #pluggings = 0;
  #powered = true;

  constructor(air: Air, buffers: AclBuffers = DEFAULT_BUFFERS) {
    this.#air = air;
    this.#buffers = buffers;
    this.#links = new CentralLinks(air, this.#host, buffers);
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
      this.#links.acl(packet);
    }
  }

  heard(peripheral: Peripheral, advertisement: Advertisement): void {
    if (this.#links.heard(peripheral)) this.#listen();
    else this.#scanner.heard(peripheral, advertisement);
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
        this.#links.readRssi(opcode, parameters.readUInt16LE(0));
        break;
      case COMMAND.leCreateConnection:
        this.#links.create(opcode, parameters);
        this.#listen();
        break;
      case COMMAND.leCancelConnection:
        this.#links.cancel(opcode);
        this.#listen();
        break;
      case COMMAND.disconnect:
        this.#links.disconnect(opcode, parameters.readUInt16LE(0));
        break;
      default:
        this.#host.send(commandComplete(opcode, STATUS.unknownCommand));
    }
  }

  #complete(opcode: number, result: number[] = []): void {
    this.#host.send(commandComplete(opcode, STATUS.ok, result));
  }

  #listen(): void {
    if (this.scanning || this.#links.connecting) this.#air.listen(this);
    else this.#air.unlisten(this);
  }

  #reset(): void {
    this.#scanner.set(false, false);
    this.#links.abandon();
    this.#listen();
  }

  /** The power or the device is gone, and with it the answers to what the host just asked. */
  #lose(): void {
    this.#reset();
    this.#host.forget();
  }
}
