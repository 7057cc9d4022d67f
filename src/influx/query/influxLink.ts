import { z } from 'zod';
import { answerFault, missingBucket } from '../server/answerFault.ts';
import type { InfluxConfig } from '../server/config.ts';
import type { InfluxAnswer } from '../server/connection.ts';
import { saidBy } from '../server/said.ts';
import { ServerLink } from '../server/serverLink.ts';
import type { DeleteWay } from '../server/serverVersion.ts';
import { UploadError } from '../server/uploadError.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
/** Time-out and too many requests: another try may do. */
const PASSING = [408, 429];

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

const queryAnswer = z.object({
  error: z.string().optional(),
  results: z
    .array(z.object({ error: z.string().optional(), series: z.array(series).optional() }))
    .default([]),
});

export type QuerySeries = z.infer<typeof series>;

export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly type?: string;
  readonly timeoutMs?: number;
}

/** Asks a server of any version for what is no write: queries, deletions, what a bucket is like. */
export class InfluxLink {
  readonly #link: ServerLink;

  private constructor(link: ServerLink) {
    this.#link = link;
  }

  /**
   * @param signal breaks off whatever it is asked
   * @throws UploadError when the server does not answer or needs a setting that is missing
   */
  static async open(config: InfluxConfig, signal: AbortSignal): Promise<InfluxLink> {
    return new InfluxLink(await ServerLink.open(config, signal));
  }

  /** What it says it is, `1.6.7`; empty when it does not say. */
  get version(): string {
    return this.#link.api.version;
  }

  /** Of the version, 1 of 1.6.7; null when the server does not say. */
  get major(): 1 | 2 | 3 | null {
    return this.#link.api.major;
  }

  /** How it deletes lines. */
  get deletes(): DeleteWay {
    return this.#link.api.deletes;
  }

  /**
   * The text of an answer of 2xx.
   * @throws RefusedRequestError for 4xx, UploadError when the server is away or cannot do it now
   */
  async request(path: string, question: Question = {}): Promise<string> {
    const { method = 'GET', body, type, timeoutMs = DEFAULT_TIMEOUT_MS } = question;
    const { api, config } = this.#link;
    const answer = await this.#link.answerTo('query', {
      method,
      path,
      headers: {
        accept: 'application/json',
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs,
    });
    const { status } = answer;
    if (status >= 200 && status < 300) return answer.body;
    if (status >= 400 && status < 500 && !PASSING.includes(status)) {
      const said = saidBy(answer, config);
      const what = `${method} ${path.split('?', 1)[0]}`;
      throw new RefusedRequestError(
        loginFault(answer, config, api.major) ??
          `InfluxDB at ${config.host} refused ${what} (${status}: ${said})`,
        status,
        said,
      );
    }
    throw (
      answerFault(answer, config, 'query', api.major) ??
      new UploadError(`InfluxDB at ${config.host} answered ${status}`)
    );
  }

  /**
   * Series that one InfluxQL statement gives, in the bucket of the configuration. Integers beyond 2^53
   * are the nearest floats.
   * @throws as `request`; RefusedRequestError also where the server answers with an error inside
   */
  async query(statement: string, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<QuerySeries[]> {
    const text = await this.request(this.#link.api.readPath, {
      method: 'POST',
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams({ q: statement }).toString(),
      timeoutMs,
    });
    const { config } = this.#link;
    const { host } = config;
    const parsed = queryAnswer.safeParse(jsonOf(text));
    if (!parsed.success) {
      throw new UploadError(`InfluxDB at ${host} answered a query with no result`);
    }
    const [first] = parsed.data.results;
    const error = parsed.data.error ?? first?.error;
    if (error !== undefined) {
      const said = saidBy({ body: error }, config);
      const message = /database not found/i.test(error)
        ? missingBucket(config, said, this.#link.api.major)
        : `InfluxDB at ${host} refused a query (${said})`;
      throw new RefusedRequestError(message, 200, said);
    }
    return first?.series ?? [];
  }

  /** Cuts what is under way. */
  close(): void {
    this.#link.close();
  }
}

/** What a person has to set right about the login; null where that is not the fault. */
function loginFault(
  answer: InfluxAnswer,
  config: InfluxConfig,
  major: 1 | 2 | 3 | null,
): string | null {
  if (answer.status !== 401 && answer.status !== 403) return null;
  return answerFault(answer, config, 'query', major)?.message ?? null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
