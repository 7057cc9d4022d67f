import type { InfluxConfig } from '../server/config.ts';
import { uploadErrorOf } from '../server/failedRequest.ts';
import { findServerApi } from '../server/serverVersion.ts';
import { UploadError } from '../server/uploadError.ts';
import { type AnswerBlock, AnswerReader, END_STATEMENT } from './answerReader.ts';
import { authorizationFor } from './authorization.ts';
import { CsvRecords } from './csvRecords.ts';
import { cutAnswer, QueryError, refusedQuery, shortened } from './queryError.ts';
import { readingStatement } from './statement.ts';

const CHUNK_ROWS = 10_000;
/** A server that counts for long before its first row is no dead one. */
const DEFAULT_IDLE_MS = 60_000;
const CSV = 'application/csv';

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
  /** What the server says it is; empty when it does not say. */
  readonly version: string;
  readonly #config: InfluxConfig;
  readonly #idleMs: number;
  readonly #signal: AbortSignal;

  private constructor(
    config: InfluxConfig,
    version: string,
    { idleMs = DEFAULT_IDLE_MS, signal = new AbortController().signal }: InfluxReaderOptions,
  ) {
    this.version = version;
    this.#config = config;
    this.#idleMs = idleMs;
    this.#signal = signal;
  }

  /** @throws UploadError when the server does not answer or needs a setting that is missing */
  static async connect(
    config: InfluxConfig,
    options: InfluxReaderOptions = {},
  ): Promise<InfluxReader> {
    const signal = options.signal ?? new AbortController().signal;
    try {
      const { version } = await findServerApi(config, signal);
      return new InfluxReader(config, version, options);
    } catch (error) {
      throw uploadErrorOf(error, config);
    }
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
    const needsEnd = !this.version.startsWith('3.');
    const answer = new AnswerReader();
    const records = new CsvRecords();
    let isEmpty = true;
    for await (const text of this.#text(needsEnd ? `${statement}\n;${END_STATEMENT}` : statement)) {
      for (const block of answer.push(records.push(text))) {
        isEmpty = false;
        yield block;
      }
      if (answer.error !== null) throw this.#failed(answer.error, isEmpty);
    }
    if (records.isWithinRecord) throw cutAnswer(this.#config, 'it ends within a row');
    if (!needsEnd || answer.hasEnd) return;
    throw this.#failed(await this.#whatWentWrong(statement), isEmpty);
  }

  /** Text of the answer as it comes. */
  async *#text(q: string): AsyncGenerator<string> {
    const idle = new AbortController();
    const signal = AbortSignal.any([this.#signal, idle.signal]);
    const watch = () => setTimeout(() => idle.abort(), this.#idleMs);
    let limit = watch();
    try {
      const response = await this.#ask(q, CSV, signal);
      if (response.body === null) return;
      this.#requireEnd(response);
      const decoder = new TextDecoder();
      for await (const bytes of response.body) {
        // Time that whoever reads takes for it is not the server's.
        clearTimeout(limit);
        yield decoder.decode(bytes, { stream: true });
        limit = watch();
      }
    } catch (error) {
      if (error instanceof UploadError) throw error;
      if (idle.signal.aborted) {
        throw cutAnswer(this.#config, `nothing came for ${this.#idleMs / 1000} s`, error);
      }
      if (error instanceof TypeError && error.message === 'terminated') {
        throw cutAnswer(this.#config, 'the connection broke', error);
      }
      throw uploadErrorOf(error, this.#config);
    } finally {
      clearTimeout(limit);
    }
  }

  async #ask(q: string, accept: string, signal: AbortSignal): Promise<Response> {
    const { host, bucket, token } = this.#config;
    const [db, rp] = /^1\.[0-7]\./.test(this.version) ? [bucket] : bucket.split('/', 2);
    const query = new URLSearchParams({
      db,
      ...(rp === undefined ? {} : { rp }),
      epoch: 'ns',
      chunked: 'true',
      chunk_size: String(CHUNK_ROWS),
      q,
    });
    const response = await fetch(`${host}/query?${query}`, {
      // Compressing takes the server longer than all the rest.
      headers: { accept, 'accept-encoding': 'identity', ...authorizationFor(token, this.version) },
      signal,
    });
    if (!response.ok) {
      throw refusedQuery(response.status, saidIn(await response.text()), this.#config);
    }
    return response;
  }

  /** Where neither a length nor chunks tell the end, a broken connection looks like one. */
  #requireEnd({ headers }: Response): void {
    if (headers.has('content-length') || headers.has('transfer-encoding')) return;
    throw cutAnswer(this.#config, 'it does not tell where it ends; is there an old proxy between?');
  }

  /** Asked again in JSON, where errors are told. */
  async #whatWentWrong(statement: string): Promise<string> {
    const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(this.#idleMs)]);
    try {
      const response = await this.#ask(statement, 'application/json', signal);
      let text = '';
      for await (const bytes of response.body ?? []) {
        text = text.slice(-CHUNK_ROWS) + Buffer.from(bytes).toString();
        const said = /"error":"((?:[^"\\]|\\.)*)"/.exec(text);
        if (said !== null) return said[1];
      }
    } catch (error) {
      if (error instanceof UploadError) return error.message;
    }
    return '';
  }

  #failed(said: string, isEmpty: boolean): QueryError {
    const why = shortened(saidIn(said));
    const { host, bucket } = this.#config;
    if (!isEmpty || why === '') return cutAnswer(this.#config, why || 'its end is missing');
    if (/database not found/i.test(why)) {
      return new QueryError(
        `InfluxDB at ${host} has no bucket "${bucket}" (${why}); check INFLUX_BUCKET`,
      );
    }
    return new QueryError(`InfluxDB at ${host} refused the query (${why})`);
  }
}

/** The words of an error, which comes as JSON or as CSV. */
function saidIn(body: string): string {
  const json = /"(?:error|message)":"((?:[^"\\]|\\.)*)"/.exec(body);
  if (json !== null) return json[1];
  return body
    .replace(/^error\r?\n/, '')
    .trim()
    .replace(/^"([\s\S]*)"$/, '$1')
    .replaceAll('""', '"');
}
