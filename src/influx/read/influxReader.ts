import { HttpError } from '@influxdata/influxdb-client';
import type { InfluxConfig } from '../server/config.ts';
import { uploadErrorOf } from '../server/failedRequest.ts';
import { ServerLink } from '../server/serverLink.ts';
import { TimedOutError, UploadError } from '../server/uploadError.ts';
import { type AnswerBlock, AnswerReader, END_STATEMENT } from './answerReader.ts';
import { CsvRecords } from './csvRecords.ts';
import { cutAnswer, failedQuery, refusedQuery } from './queryError.ts';
import { readingStatement } from './statement.ts';

const CHUNK_ROWS = 10_000;
/** A server that counts for long before its first row is no dead one. */
const DEFAULT_IDLE_MS = 60_000;

export interface InfluxReaderOptions {
  /** How long nothing may come of an answer before it is given up, ms. Default 60 000. */
  readonly idleMs?: number;
  /** Breaks off what is under way. */
  readonly signal?: AbortSignal;
}

/**
 * Asks in InfluxQL, which 1.x, 2.x (a bucket mapped to a database) and 3.x all understand, and reads
 * the answer as it comes, in CSV: there times keep their nanoseconds.
 */
export class InfluxReader {
  readonly #link: ServerLink;
  readonly #idleMs: number;
  readonly #signal: AbortSignal;

  private constructor(link: ServerLink, idleMs: number, signal: AbortSignal) {
    this.#link = link;
    this.#idleMs = idleMs;
    this.#signal = signal;
  }

  /** @throws UploadError when the server does not answer or needs a setting that is missing */
  static async connect(
    config: InfluxConfig,
    { idleMs = DEFAULT_IDLE_MS, signal = new AbortController().signal }: InfluxReaderOptions = {},
  ): Promise<InfluxReader> {
    // Compressing takes a server longer than all the rest.
    const link = await ServerLink.open(config, signal, { gzip: false });
    return new InfluxReader(link, idleMs, signal);
  }

  /** What the server says it is; empty when it does not say. */
  get version(): string {
    return this.#link.api.version;
  }

  /** Cuts what is under way. */
  close(): void {
    this.#link.close();
  }

  /**
   * Rows of one query in blocks, as the server sends them; cells are text as it writes them, an
   * empty one is a value that is absent. Times are nanoseconds since the Unix epoch. An answer
   * that has no rows has no blocks.
   * @throws QueryError for what is no single reading query, and when the answer is refused, cut off,
   * broken or silent for too long; UploadError as of writing
   */
  async *blocks(query: string): AsyncGenerator<AnswerBlock> {
    const statement = readingStatement(query);
    // In 3.x an error breaks the connection off, and more than one statement is refused.
    const needsEnd = this.#link.api.major !== 3;
    const answer = new AnswerReader();
    const records = new CsvRecords();
    let isEmpty = true;
    for await (const text of this.#text(needsEnd ? `${statement}\n;${END_STATEMENT}` : statement)) {
      for (const block of answer.push(records.push(text))) {
        isEmpty = false;
        yield block;
      }
      if (answer.error !== null) throw failedQuery(this.#link.config, answer.error, isEmpty);
    }
    if (records.isWithinRecord) throw cutAnswer(this.#link.config, 'it ends within a row');
    if (!needsEnd || answer.hasEnd) return;
    const said = isEmpty ? await this.#whatWentWrong(statement) : '';
    throw failedQuery(this.#link.config, said, isEmpty);
  }

  /** Text of the answer as it comes. */
  async *#text(q: string, accept = 'application/csv'): AsyncGenerator<string> {
    const { readPath, major } = this.#link.api;
    const asked = { epoch: 'ns', chunked: 'true', chunk_size: String(CHUNK_ROWS), q };
    const decoder = new TextDecoder();
    let hasBegun = false;
    try {
      for await (const bytes of this.#link.stream({
        method: 'GET',
        path: `${readPath}&${new URLSearchParams(asked)}`,
        headers: { accept },
        timeoutMs: this.#idleMs,
      })) {
        hasBegun = true;
        yield decoder.decode(bytes, { stream: true });
      }
    } catch (error) {
      if (error instanceof TimedOutError) {
        throw cutAnswer(this.#link.config, `nothing came for ${this.#idleMs / 1000} s`, error);
      }
      if (error instanceof HttpError && [400, 422].includes(error.statusCode)) {
        throw refusedQuery(error.statusCode, error.body ?? '', this.#link.config);
      }
      // Whatever the transport calls it.
      if (hasBegun && !(error instanceof UploadError) && !this.#signal.aborted) {
        throw cutAnswer(this.#link.config, 'the connection broke', error);
      }
      throw uploadErrorOf(error, this.#link.config, 'query', major);
    }
  }

  /** Asked again in JSON, where errors are told. */
  async #whatWentWrong(statement: string): Promise<string> {
    let text = '';
    try {
      for await (const piece of this.#text(statement, 'application/json')) {
        text = text.slice(-CHUNK_ROWS) + piece;
        const said = /"error":"(?:[^"\\]|\\.)*"/.exec(text);
        if (said !== null) return said[0];
      }
    } catch (error) {
      if (error instanceof UploadError) return error.message;
    }
    return '';
  }
}
