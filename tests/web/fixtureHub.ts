import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { pino } from 'pino';
import type { Feed } from '../../src/hub/feed.ts';
import { createHubClock } from '../../src/hub/hubClock.ts';
import { StreamServer } from '../../src/hub/streamServer.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** As strict as the page can bear: a hub may be stricter nowhere. */
const CONTENT_SECURITY_POLICY = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The built page and the real stream server over a feed of the test's choice, on a free port. */
export class FixtureHub {
  readonly #pageDir: string;
  readonly #feed: Feed;
  #http: Server | null = null;
  #port = 0;
  #stream: StreamServer | null = null;

  constructor(pageDir: string, feed: Feed) {
    this.#pageDir = pageDir;
    this.#feed = feed;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** A hub that was stopped comes back on the port it had. */
  async start(): Promise<void> {
    const stream = new StreamServer({
      feed: this.#feed,
      clock: createHubClock(),
      software: 'plumbline fixture',
      logger: pino({ level: 'silent' }),
    });
    const http = createServer((request, response) => {
      if (request.url === '/api/v1/live/status') {
        // A hub without sensors behind what it shows.
        response.setHeader('content-type', 'application/json');
        response.end('{"status":null,"streaming":0}');
        return;
      }
      void this.#serve(request.url ?? '/').then(
        ({ type, body }) => {
          response.setHeader('content-type', type);
          response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
          response.end(body);
        },
        () => response.writeHead(404).end(),
      );
    });
    http.on('upgrade', (request, socket, head) =>
      stream.upgrade(request, socket, head, 'operator'),
    );
    await new Promise<void>((resolve) => http.listen(this.#port, '127.0.0.1', resolve));
    this.#http = http;
    this.#port = (http.address() as AddressInfo).port;
    this.#stream = stream;
    stream.start();
    await this.#feed.start();
  }

  async stop(): Promise<void> {
    await this.#feed.stop();
    await this.#stream?.stop();
    const http = this.#http;
    http?.closeAllConnections();
    await new Promise((resolve) => (http ? http.close(resolve) : resolve(undefined)));
  }

  async #serve(url: string): Promise<{ type: string; body: Buffer }> {
    if (url === '/api/v1/access') {
      const body = Buffer.from(JSON.stringify({ needed: false, role: 'operator' }));
      return { type: 'application/json', body };
    }
    const path = url === '/' ? 'index.html' : normalize(url.split('?')[0]!).replace(/^[/.]+/, '');
    const body = await readFile(join(this.#pageDir, path));
    return { type: TYPES[extname(path)] ?? 'application/octet-stream', body };
  }
}
