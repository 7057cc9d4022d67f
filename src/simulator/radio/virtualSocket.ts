import { EventEmitter } from 'node:events';

/** What the native socket does on a kernel without Bluetooth: throw at once or tell at each use. */
export type NoFamilyManner = 'throws' | 'tells';

/** What a socket asks of the controller it opens. */
export interface SocketController {
  /** False stands for a kernel that cannot open Bluetooth sockets. */
  readonly knownToKernel: boolean;
  /** Which plugging-in of the adapter this is; null while none is there. */
  readonly device: number | null;
  readonly powered: boolean;
  attach(socket: VirtualSocket): void;
  detach(socket: VirtualSocket): void;
  /** A packet from the host. */
  receive(packet: Buffer): void;
}

/** Where a host stack gets its socket. */
export interface SocketOpener {
  openSocket(noFamily: NoFamilyManner): VirtualSocket;
}

/**
 * An HCI socket as a host stack opens it, on a virtual controller. As on Linux it belongs to the
 * device it was bound to: once that was unplugged, only a new socket reaches the next one.
 */
export class VirtualSocket extends EventEmitter {
  readonly #controller: SocketController;
  /** The plugging-in of the adapter it was bound to. */
  #device: number | undefined;
  #started = false;

  constructor(controller: SocketController, noFamily: NoFamilyManner) {
    super();
    this.#controller = controller;
    if (noFamily === 'throws' && !controller.knownToKernel) throw errno('EAFNOSUPPORT', 'socket');
  }

  bindRaw(): void {
    this.#bind();
  }

  bindUser(): void {
    this.#bind();
  }

  start(): void {
    this.#started = true;
    this.#controller.attach(this);
  }

  stop(): void {
    this.#started = false;
    this.#controller.detach(this);
  }

  setFilter(): void {}

  isDevUp(): boolean {
    this.#tellsNoFamily();
    return this.#alive() && this.#controller.powered;
  }

  write(packet: Buffer): void {
    if (!this.#started) return;
    if (this.#alive() && this.#controller.powered) this.#controller.receive(packet);
    else this.emit('error', errno(this.#alive() ? 'ENETDOWN' : 'ENODEV', 'write'));
  }

  /** A packet from the controller. */
  deliver(packet: Buffer): void {
    if (this.#started && this.#alive()) this.emit('data', packet);
  }

  #bind(): void {
    if (this.#tellsNoFamily()) return;
    const { device } = this.#controller;
    if (device === null) throw errno('ENODEV', 'bind');
    this.#device = device;
  }

  #alive(): boolean {
    return this.#device !== undefined && this.#device === this.#controller.device;
  }

  #tellsNoFamily(): boolean {
    if (this.#controller.knownToKernel) return false;
    this.emit('error', errno('EAFNOSUPPORT', 'socket creation failed'));
    return true;
  }
}

const TEXT = {
  EAFNOSUPPORT: 'Address family not supported by protocol',
  ENODEV: 'No such device',
  ENETDOWN: 'Network is down',
} as const;

function errno(code: keyof typeof TEXT, syscall: string): Error {
  return Object.assign(new Error(TEXT[code]), { code, syscall });
}
