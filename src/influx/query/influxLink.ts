import { HttpError } from '@influxdata/influxdb-client';
import { z } from 'zod';
import type { InfluxConfig } from '../server/config.ts';
import { uploadErrorOf } from '../server/failedRequest.ts';
import { findServerApi } from '../server/serverVersion.ts';
import { UploadError } from '../server/uploadError.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
const LONGEST_QUOTE = 200;

/** The server answered and does not do it; `status` is that of its answer. */
export class RefusedRequestError extends UploadError {
  override name = 'RefusedRequestError';
  readonly status: number;
  /** In its own words. */
  readonly said: string;

  constructor(message: string, status: number, said: string) {
    super(message);
    this.status = status;
    this.said = said;
  }
}

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const series = z.object({
  name: z.string().default(''),
  tags: z.record(z.string(), z.string()).default({}),
  columns: z.array(z.string()),
  values: z.array(z.array(cell)).default([]),
});

const answer = z.object({
  error: z.string().optional(),
  results: z
    .array(z.object({ error: z.string().optional(), series: z.array(series).optional() }))
    .default([]),
});

export type QuerySeries = z.infer<typeof series>;

export interface LinkRequest {
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly type?: string;
  readonly timeoutMs?: number;
}

/** Asks a server of any version for what is no write: queries, deletions, what a bucket is like. */
export class InfluxLink {
  /** What it says it is, `1.6.7`; empty when it does not say. */
  readonly version: string;
  readonly #config: InfluxConfig;
  readonly #authorization: string | null;
  readonly #signal: AbortSignal;

  private constructor(
    config: InfluxConfig,
    version: string,
    authorization: string | null,
    signal: AbortSignal,
  ) {
    this.#config = config;
    this.version = version;
    this.#authorization = authorization;
    this.#signal = signal;
  }

  /**
   * @param signal breaks off whatever it is asked
   * @throws UploadError when the server does not answer or needs a setting that is missing
   */
  static async open(config: InfluxConfig, signal: AbortSignal): Promise<InfluxLink> {
    try {
      const { version } = await findServerApi(config, signal);
      return new InfluxLink(config, version, authorizationFor(config, version), signal);
    } catch (error) {
      throw uploadErrorOf(error, config);
    }
  }

  /** Of the version, `1` of 1.6.7; null when the server does not say. */
  get major(): number | null {
    const major = Number.parseInt(this.version, 10);
    return Number.isNaN(major) ? null : major;
  }

  /**
   * The text of an answer of 2xx.
   * @throws RefusedRequestError for 4xx, UploadError when the server is away or cannot do it now
   */
  async request(path: string, given: LinkRequest = {}): Promise<string> {
    const { method = 'GET', body, type, timeoutMs = DEFAULT_TIMEOUT_MS } = given;
    const { host } = this.#config;
    let status: number;
    let text: string;
    try {
      const response = await fetch(`${host}${path}`, {
        method,
        headers: {
          accept: 'application/json',
          ...(type === undefined ? {} : { 'content-type': type }),
          ...(this.#authorization === null ? {} : { authorization: this.#authorization }),
        },
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.any([this.#signal, AbortSignal.timeout(timeoutMs)]),
      });
      status = response.status;
      text = await response.text();
    } catch (error) {
      throw uploadErrorOf(error, this.#config);
    }
    if (status < 300) return text;
    if (status >= 500 || status === 408 || status === 429) {
      throw uploadErrorOf(
        new HttpError(status, undefined, text, null, null, `status ${status}`),
        this.#config,
      );
    }
    const said = saidIn(text);
    throw new RefusedRequestError(
      `InfluxDB at ${host} refused ${method} ${path.split('?', 1)[0]} (${status}: ${said})`,
      status,
      said,
    );
  }

  /**
   * Series that one InfluxQL statement gives, in the bucket of the configuration. Integers beyond 2^53
   * are the nearest floats.
   * @throws as `request`; RefusedRequestError also where the server answers with an error inside
   */
  async query(statement: string, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<QuerySeries[]> {
    // On 1.8 a bucket is `database/retention policy`.
    const [db = '', rp] = this.#config.bucket.split('/', 2);
    const where = this.major === 1 && rp !== undefined ? { db, rp } : { db: this.#config.bucket };
    const text = await this.request(`/query?${new URLSearchParams(where)}`, {
      method: 'POST',
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams({ q: statement }).toString(),
      timeoutMs,
    });
    const parsed = answer.safeParse(jsonOf(text));
    if (!parsed.success) {
      throw new UploadError(`InfluxDB at ${this.#config.host} answered a query with no result`);
    }
    const [first] = parsed.data.results;
    const error = parsed.data.error ?? first?.error;
    if (error !== undefined) {
      throw new RefusedRequestError(
        `InfluxDB at ${this.#config.host} refused a query (${error})`,
        200,
        error,
      );
    }
    return first?.series ?? [];
  }
}

function authorizationFor({ token }: InfluxConfig, version: string): string | null {
  if (token === '') return null;
  // 1.x knows a user and a password; only its later versions take them under the name of a token.
  if (version.startsWith('1.') && token.includes(':')) {
    return `Basic ${Buffer.from(token).toString('base64')}`;
  }
  return `Token ${token}`;
}

/** 1.x answers `{"error": …}`, 2.x and 3.x `{"message": …}`. */
function saidIn(text: string): string {
  const found = z
    .object({ error: z.string().optional(), message: z.string().optional() })
    .safeParse(jsonOf(text));
  const said = found.success ? (found.data.message ?? found.data.error) : undefined;
  return (said ?? text).trim().slice(0, LONGEST_QUOTE);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
