import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** Answers in the place of the hub. */
export type Spoil = (response: ServerResponse) => void;

/** A way to a real hub, HTTP and stream, on which the answers of one path are spoilt until it is mended. */
export class SpoiltWay {
  readonly #server: Server;
  #isSpoilt = true;

  private constructor(hubPort: number, path: string, spoil: Spoil) {
    this.#server = createServer((asked, response) => {
      if (this.#isSpoilt && asked.url === path) spoil(response);
      else passOn(asked, response, hubPort);
    });
  }

  static async open(hubUrl: string, path: string, spoil: Spoil): Promise<SpoiltWay> {
    const hubPort = Number(new URL(hubUrl).port);
    const way = new SpoiltWay(hubPort, path, spoil);
    way.#server.on('upgrade', (asked, socket) => passOnStream(asked, socket, hubPort));
    await once(way.#server.listen(0, '127.0.0.1'), 'listening');
    return way;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  mend(): void {
    this.#isSpoilt = false;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function passOn(asked: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url: path, headers } = asked;
  const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 0, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  asked.pipe(onward);
}

function passOnStream({ method, url, rawHeaders }: IncomingMessage, socket: Duplex, port: number) {
  const hub = connect(port, '127.0.0.1');
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  }
  hub.write(`${lines.join('\r\n')}\r\n\r\n`);
  socket.pipe(hub).pipe(socket);
  socket.on('error', () => hub.destroy()).on('close', () => hub.destroy());
  hub.on('error', () => socket.destroy()).on('close', () => socket.destroy());
}
