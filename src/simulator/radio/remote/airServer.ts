import { createServer, type Server, type Socket } from 'node:net';
import type { VirtualController } from '../virtualController.ts';
import { HciPackets } from './hciPackets.ts';

/** Serves a virtual adapter on a local socket, to one host stack of another process at a time. */
export class AirServer {
  readonly #controller: VirtualController;
  readonly #path: string;
  readonly #server: Server;
  #endHost: () => void = () => {};

  /** @param path of the socket, a file that must not exist yet */
  constructor(controller: VirtualController, path: string) {
    this.#controller = controller;
    this.#path = path;
    this.#server = createServer({ noDelay: true }, (host) => this.#serve(host));
  }

  /** Resolves when hosts can connect. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#path, resolve);
    });
  }

  stop(): Promise<void> {
    this.#endHost();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #serve(host: Socket): void {
    // One that was killed may still be connected when the next one comes.
    this.#endHost();
    const packets = new HciPackets();
    const socket = this.#controller.openSocket('throws');
    socket.bindUser();
    socket.on('data', (packet: Buffer) => host.write(packet));
    // What the adapter cannot take, as while it is off, is for its host to find out by silence.
    socket.on('error', () => undefined);
    socket.start();
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      socket.stop();
      host.destroy();
      // Its links end with the host, as those of an adapter that is unplugged.
      this.#controller.setPowered(false);
      this.#controller.setPowered(true);
    };
    this.#endHost = end;
    host.on('data', (bytes) => {
      try {
        for (const packet of packets.push(bytes)) socket.write(packet);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        end();
      }
    });
    host.on('error', end);
    host.on('close', end);
  }
}
