import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Role } from '../../model/role.ts';
import type { HttpLimits } from '../limits/httpLimits.ts';
import { PerMinute } from '../limits/perMinute.ts';
import { foreignHostOf, foreignOriginOf, foreignSiteOf } from '../requestGuard.ts';
import { type Access, bringsToken } from './access.ts';
import { Gate, refusalOfRoute, TOKEN_NEEDED } from './gate.ts';
import { type Refusal, tooMany } from './refusal.ts';
import { WrongTokens } from './wrongTokens.ts';

export interface EntranceOptions {
  /** null where no token is needed. */
  readonly access: Access | null;
  /** Names by which this hub is reached, besides loopback and the addresses of this machine. */
  readonly names: readonly string[];
  readonly limits: Pick<HttpLimits, 'requestsPerMinute' | 'tokensPerMinute'>;
  /** Of the part `access`. */
  readonly logger: Logger;
}

/**
 * Decides about every request and every stream before anything is done for it: first by where it comes
 * from, so that another site cannot use up what the visitor's address is granted, then by how often, then
 * by what the role may.
 */
export class Entrance {
  readonly wrongTokens: WrongTokens;
  readonly #names: readonly string[];
  readonly #requests: PerMinute;
  readonly #gate: Gate;

  constructor({ access, names, limits, logger }: EntranceOptions) {
    this.wrongTokens = new WrongTokens(limits.tokensPerMinute, logger);
    this.#names = names;
    this.#requests = new PerMinute(limits.requestsPerMinute);
    this.#gate = new Gate(access);
  }

  /**
   * Why a request is refused, or null.
   * @param route as it was registered; undefined for a path that is none, of which there is nothing to tell
   */
  async refusalOf(request: IncomingMessage, route: string | undefined): Promise<Refusal | null> {
    const { method = 'GET' } = request;
    const foreign =
      foreignHostOf(request, this.#names) ??
      foreignSiteOf(request) ??
      (isSafe(method) ? null : foreignOriginOf(request));
    if (foreign !== null) return { status: 403, error: foreign };
    const often = await this.#tooOften(request);
    if (often !== null || route === undefined) return often;
    const role = this.#gate.roleOf(request);
    if (role === null) await this.#noteToken(request);
    return refusalOfRoute(role, method, route);
  }

  /** What somebody who asks for a stream may do there, or why there is none. */
  async roleOrRefusal(request: IncomingMessage): Promise<Role | Refusal> {
    const foreign = foreignHostOf(request, this.#names) ?? foreignOriginOf(request);
    if (foreign !== null) return { status: 403, error: foreign };
    const often = await this.#tooOften(request);
    if (often !== null) return often;
    const role = this.#gate.roleOf(request);
    if (role !== null) return role;
    await this.#noteToken(request);
    return TOKEN_NEEDED;
  }

  async #tooOften({ socket }: IncomingMessage): Promise<Refusal | null> {
    const { done, anewInS } = await this.#requests.count(socket.remoteAddress ?? '');
    const { most } = this.#requests;
    return done > most ? tooMany(`More than ${most} requests`, anewInS) : null;
  }

  async #noteToken(request: IncomingMessage): Promise<void> {
    if (bringsToken(request)) await this.wrongTokens.note(request);
  }
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
