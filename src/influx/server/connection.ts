import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import { HttpError, InfluxDB, type Transport } from '@influxdata/influxdb-client';
import type { InfluxConfig } from './config.ts';
import { Deadline } from './deadline.ts';
import { TimedOutError } from './uploadError.ts';

const ANSWER_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 60_000;
/** Over a network compressing pays; on the same machine it only doubles the work. */
const GZIP_FROM_BYTES = 1000;
/** What is told of an answer is a sentence; more of it is not kept. */
const LONGEST_ANSWER_CHARS = 8_000_000;

export interface InfluxRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query behind the host, `/query?db=knees`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Breaks the request off. */
  readonly signal: AbortSignal;
  /**
   * Limit, ms. Of `ask`: until the end of the answer, default 10 s. Of `stream`: between two pieces
   * of it, default 60 s.
   */
  readonly timeoutMs?: number;
}

export interface InfluxAnswer {
  readonly status: number;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/**
 * The one way to a server, over the transport of the official client: its own connections, which
 * can be cut, and the certificates of INFLUX_CA_FILE beside those that everybody trusts.
 * Redirects are not followed: a token would go wherever they point.
 */
export class InfluxConnection {
  readonly #host: string;
  readonly #agent: HttpAgent;
  readonly #transport: Transport;
  readonly #gzip: boolean;

  /** `gzip`: whether bodies are compressed; default: not on the way to the same machine. */
  constructor({ host, ca }: InfluxConfig, gzip = !isLoopback(host)) {
    this.#host = host;
    this.#agent = host.startsWith('https:')
      ? new HttpsAgent({
          keepAlive: true,
          ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
        })
      : new HttpAgent({ keepAlive: true });
    // The client's own time-out ends no request; those of `ask` and `stream` do.
    const options = { url: host, timeout: 0, transportOptions: { agent: this.#agent } };
    this.#transport = new InfluxDB(options).transport;
    this.#gzip = gzip;
  }

  /**
   * The answer, whatever its status.
   * @throws TimedOutError when it is not whole in time; what Node says when the server cannot be
   * reached; the reason of `signal` when that aborts
   */
  async ask(request: InfluxRequest): Promise<InfluxAnswer> {
    const { signal, timeoutMs = ANSWER_TIMEOUT_MS } = request;
    const deadline = new Deadline(signal);
    deadline.set(timeoutMs);
    try {
      return await this.#send(request, deadline.signal);
    } catch (error) {
      throw deadline.hasPassed ? this.#timedOut(timeoutMs) : error;
    } finally {
      deadline.dispose();
    }
  }

  /**
   * The pieces of a large answer as they come.
   * @throws HttpError of the client for a status that is not 2xx; as `ask` for the others
   */
  async *stream(request: InfluxRequest): AsyncGenerator<Uint8Array, void, undefined> {
    const { path, body = '', signal, timeoutMs = SILENCE_TIMEOUT_MS } = request;
    const deadline = new Deadline(signal);
    deadline.set(timeoutMs);
    try {
      const options = this.#optionsOf(request, deadline.signal);
      for await (const piece of this.#transport.iterate(path, body, options)) {
        // The reader may take its time.
        deadline.clearTimer();
        yield piece;
        deadline.set(timeoutMs);
      }
    } catch (error) {
      throw deadline.hasPassed ? this.#timedOut(timeoutMs) : error;
    } finally {
      deadline.dispose();
    }
  }

  /** Cuts what is under way. */
  close(): void {
    this.#agent.destroy();
  }

  #send(request: InfluxRequest, signal: AbortSignal): Promise<InfluxAnswer> {
    return new Promise((resolve, reject) => {
      let status = 0;
      let headers: InfluxAnswer['headers'] = {};
      const decoder = new TextDecoder();
      let body = '';
      // A compression under way cannot be broken off; its request is not sent.
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      this.#transport.send(request.path, request.body ?? '', this.#optionsOf(request, signal), {
        responseStarted: (found, code = 0) => {
          status = code;
          headers = found;
        },
        next: (piece) => {
          if (body.length < LONGEST_ANSWER_CHARS) body += decoder.decode(piece, { stream: true });
        },
        error: (error) => {
          if (!(error instanceof HttpError)) return reject(error);
          resolve({ status: error.statusCode, headers, body: error.body ?? '' });
        },
        complete: () => resolve({ status, headers, body }),
      });
    });
  }

  #optionsOf({ method, headers = {}, body }: InfluxRequest, signal: AbortSignal) {
    return {
      method,
      // The client would name a body that is not there as JSON.
      headers: { ...(body === undefined ? { 'content-type': 'text/plain' } : {}), ...headers },
      signal,
      ...(this.#gzip ? { gzipThreshold: GZIP_FROM_BYTES } : {}),
    };
  }

  #timedOut(timeoutMs: number): TimedOutError {
    return new TimedOutError(
      `InfluxDB at ${this.#host} gave no answer within ${timeoutMs / 1000} s`,
      { until: 'it does' },
    );
  }
}

function isLoopback(host: string): boolean {
  const name = new URL(host).hostname;
  return name === 'localhost' || name === '[::1]' || name.startsWith('127.');
}
