import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { HostSide } from '../hostSide.ts';
import {
  type NoFamilyManner,
  type SocketController,
  type SocketOpener,
  VirtualSocket,
} from '../virtualSocket.ts';
import { HciPackets } from './hciPackets.ts';

/** The adapter of another process, reached through its local socket. Gone while that is not connected. */
export class RemoteController implements SocketController, SocketOpener {
  readonly knownToKernel = true;
  readonly #path: string;
  readonly #host = new HostSide();
  #socket: Socket | null = null;
  #connections = 0;

  constructor(path: string) {
    this.#path = path;
  }

  get powered(): boolean {
    return this.#socket !== null;
  }

  get device(): number | null {
    return this.#socket === null ? null : this.#connections;
  }

  /**
   * Connects, where it is not.
   * @throws Error with the path where nobody serves an adapter there
   */
  async open(): Promise<void> {
    if (this.#socket !== null) return;
    const socket = connect(this.#path);
    try {
      await once(socket, 'connect');
    } catch (cause) {
      throw new Error(
        `no simulated air is served at ${this.#path}: start the process that serves it first`,
        { cause },
      );
    }
    this.#connections++;
    this.#socket = socket;
    const packets = new HciPackets();
    socket.on('data', (bytes) => {
      try {
        for (const packet of packets.push(bytes)) this.#host.sendNow(packet);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        socket.destroy();
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#socket === socket) this.#socket = null;
    });
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  openSocket(noFamily: NoFamilyManner): VirtualSocket {
    return new VirtualSocket(this, noFamily);
  }

  attach(socket: VirtualSocket): void {
    this.#host.attach(socket);
  }

  detach(socket: VirtualSocket): void {
    this.#host.detach(socket);
  }

  receive(packet: Buffer): void {
    this.#socket?.write(packet);
  }
}
