import { answerFault } from './answerFault.ts';
import { type InfluxConfig, withCurrentToken } from './config.ts';
import { InfluxConnection } from './connection.ts';
import { uploadErrorOf } from './failedRequest.ts';
import { RequestSize } from './requestSize.ts';
import { askServerApi, type ServerApi } from './serverVersion.ts';
import { RefusedLinesError, TimedOutError, TooLargeError } from './uploadError.ts';

const CONTENT_TYPE = 'text/plain; charset=utf-8';

export interface WriterOptions {
  /** Learns from every request; kept by who connects anew. Default: a new one. */
  readonly size?: RequestSize;
  /** Whether requests are compressed. Default: not on the way to the same machine. */
  readonly gzip?: boolean;
}

/**
 * Writes lines, each request acknowledged before the next, over the transport of the official
 * client. The client's own buffer is not used, for it loses lines when its limits are met.
 */
export class InfluxWriter {
  readonly #api: ServerApi;
  readonly #connection: InfluxConnection;
  readonly #config: InfluxConfig;
  readonly #size: RequestSize;
  readonly #signal: AbortSignal;

  private constructor(
    config: InfluxConfig,
    api: ServerApi,
    connection: InfluxConnection,
    size: RequestSize,
    signal: AbortSignal,
  ) {
    this.#config = config;
    this.#api = api;
    this.#connection = connection;
    this.#size = size;
    this.#signal = signal;
  }

  /**
   * Connects with the token that is in its file now. `signal` ends the writer too: what is under
   * way then throws.
   * @throws UploadError when the server does not answer or needs a setting that is missing, and
   * when `signal` aborts
   */
  static async connect(
    given: InfluxConfig,
    signal: AbortSignal,
    { size = new RequestSize(), gzip }: WriterOptions = {},
  ): Promise<InfluxWriter> {
    const config = withCurrentToken(given);
    const connection = new InfluxConnection(config, gzip);
    try {
      const api = await askServerApi(connection, config, signal, size.timeoutMs);
      return new InfluxWriter(config, api, connection, size, signal);
    } catch (error) {
      connection.close();
      throw uploadErrorOf(error, config);
    }
  }

  /** What the server says it is; empty when it does not say. */
  get version(): string {
    return this.#api.version;
  }

  /**
   * Resolves when the server has acknowledged every line, in as many requests as it can bear.
   * @throws RefusedLinesError when it will never take one of them; UploadError for anything that
   * may pass. Any part may have been stored: send the same bytes again, they overwrite themselves.
   */
  async write(lines: readonly string[]): Promise<void> {
    for (let from = 0; from < lines.length; ) {
      const some = lines.slice(from, this.#size.endOf(lines, from));
      try {
        await this.#send(some);
      } catch (error) {
        if (error instanceof TimedOutError) this.#size.timedOut(some.length);
        if (!(error instanceof TooLargeError)) throw error;
        if (some.length === 1) throw aloneTooLarge(error);
        this.#size.tooLarge(some);
        continue;
      }
      this.#size.stored();
      from += some.length;
    }
  }

  /** Cuts the request under way: its `write` throws, and the server may have stored it. */
  close(): void {
    this.#connection.close();
  }

  async #send(lines: readonly string[]): Promise<void> {
    const { authorization, writePath, major } = this.#api;
    try {
      const answer = await this.#connection.ask({
        method: 'POST',
        path: writePath,
        headers: {
          'content-type': CONTENT_TYPE,
          ...(authorization === null ? {} : { authorization }),
        },
        body: lines.join('\n'),
        signal: this.#signal,
        timeoutMs: this.#size.timeoutMs,
      });
      const fault = answerFault(answer, this.#config, 'write', major);
      if (fault !== null) throw fault;
    } catch (error) {
      throw uploadErrorOf(error, this.#config, 'write', major);
    }
  }
}

function aloneTooLarge(error: TooLargeError): RefusedLinesError {
  return new RefusedLinesError(error.message.replace('it is sent in smaller ones', 'one line'), {
    cause: error,
  });
}
