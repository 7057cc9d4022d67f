import type { InfluxConfig } from './config.ts';
import { RequestSize } from './requestSize.ts';
import { ServerLink } from './serverLink.ts';
import { RefusedLinesError, TimedOutError, TooLargeError } from './uploadError.ts';

const HEADERS = { 'content-type': 'text/plain; charset=utf-8' };

export interface WriterOptions {
  /** Learns from every request; kept by who connects anew. Default: a new one. */
  readonly size?: RequestSize;
  /** Whether requests are compressed. Default: not on the way to the same machine. */
  readonly gzip?: boolean;
}

/**
 * Writes lines, each request acknowledged before the next. The buffer of the official client is
 * not used, for it loses lines when its limits are met.
 */
export class InfluxWriter {
  readonly #link: ServerLink;
  readonly #size: RequestSize;

  private constructor(link: ServerLink, size: RequestSize) {
    this.#link = link;
    this.#size = size;
  }

  /**
   * Connects with the token that is in its file now. `signal` ends the writer too: what is under
   * way then throws.
   * @throws UploadError when the server does not answer or needs a setting that is missing, and
   * when `signal` aborts
   */
  static async connect(
    config: InfluxConfig,
    signal: AbortSignal,
    { size = new RequestSize(), ...options }: WriterOptions = {},
  ): Promise<InfluxWriter> {
    const { timeoutMs } = size;
    return new InfluxWriter(await ServerLink.open(config, signal, { ...options, timeoutMs }), size);
  }

  /** What the server says it is; empty when it does not say. */
  get version(): string {
    return this.#link.api.version;
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
    this.#link.close();
  }

  async #send(lines: readonly string[]): Promise<void> {
    await this.#link.ask('write', {
      method: 'POST',
      path: this.#link.api.writePath,
      headers: HEADERS,
      body: lines.join('\n'),
      timeoutMs: this.#size.timeoutMs,
    });
  }
}

function aloneTooLarge(error: TooLargeError): RefusedLinesError {
  const message = error.message.replace('it is sent in smaller ones', 'it is a single line');
  return new RefusedLinesError(message, { cause: error });
}
