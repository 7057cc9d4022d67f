import { type Asked, answerFault } from './answerFault.ts';
import { type InfluxConfig, withCurrentToken } from './config.ts';
import { type InfluxAnswer, InfluxConnection, type InfluxRequest } from './connection.ts';
import { uploadErrorOf } from './failedRequest.ts';
import { askServerApi, type ServerApi } from './serverVersion.ts';

/** A request as it is made over a link; the login is added. */
export type LinkRequest = Omit<InfluxRequest, 'signal'>;

export interface LinkOptions {
  /** Whether bodies are compressed. Default: not on the way to the same machine. */
  readonly gzip?: boolean;
  /** Limit of the answer to the greeting, ms. Default 10 s. */
  readonly timeoutMs?: number;
}

/**
 * A server whose version is known, for all that speak to it: writes, reads, deletions, checks.
 * Adds the login and turns every fault into a sentence.
 */
export class ServerLink {
  readonly api: ServerApi;
  /** With the token that was in its file at the opening. */
  readonly config: InfluxConfig;
  readonly #connection: InfluxConnection;
  readonly #signal: AbortSignal;

  private constructor(
    api: ServerApi,
    config: InfluxConfig,
    connection: InfluxConnection,
    signal: AbortSignal,
  ) {
    this.api = api;
    this.config = config;
    this.#connection = connection;
    this.#signal = signal;
  }

  /**
   * Asks the server for its version. `signal` ends the link too: what is under way then throws.
   * @throws UploadError when the server does not answer, needs a setting that is missing or refuses
   * the login, and when `signal` aborts
   */
  static async open(
    given: InfluxConfig,
    signal: AbortSignal,
    { gzip, timeoutMs }: LinkOptions = {},
  ): Promise<ServerLink> {
    const config = withCurrentToken(given);
    const connection = new InfluxConnection(config, gzip);
    try {
      const api = await askServerApi(connection, config, signal, timeoutMs);
      return new ServerLink(api, config, connection, signal);
    } catch (error) {
      connection.close();
      throw uploadErrorOf(error, config);
    }
  }

  /**
   * The answer, when it says that what was asked is done.
   * @throws UploadError with its sentence when it does not, and for every other fault
   */
  async ask(asked: Asked, request: LinkRequest): Promise<InfluxAnswer> {
    const answer = await this.answerTo(asked, request);
    const fault = answerFault(answer, this.config, asked, this.api.major);
    if (fault !== null) throw fault;
    return answer;
  }

  /**
   * The answer, whatever it says.
   * @throws UploadError when none comes
   */
  async answerTo(asked: Asked, request: LinkRequest): Promise<InfluxAnswer> {
    try {
      return await this.#connection.ask(this.#withLogin(request));
    } catch (error) {
      throw uploadErrorOf(error, this.config, asked, this.api.major);
    }
  }

  /**
   * The pieces of a large answer as they come.
   * @throws as the connection, also in the middle, for whoever reads has sentences of his own
   */
  stream(request: LinkRequest): AsyncGenerator<Uint8Array, void, undefined> {
    return this.#connection.stream(this.#withLogin(request));
  }

  /** Cuts what is under way. */
  close(): void {
    this.#connection.close();
  }

  #withLogin(request: LinkRequest): InfluxRequest {
    const { authorization } = this.api;
    const login: Record<string, string> = authorization === null ? {} : { authorization };
    return { ...request, headers: { ...request.headers, ...login }, signal: this.#signal };
  }
}
