import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parseCookie } from 'cookie';
import { ROLES, type Role } from '../../model/role.ts';
import type { AccessTokens } from './accessTokens.ts';

const BEARER = /^bearer +(?<token>\S+) *$/i;

/** Says who somebody is by the token that a request brings: in a cookie, as pages do, or as a bearer. */
export class Access {
  readonly #digests: readonly (readonly [role: Role, digest: Buffer])[];

  constructor(tokens: AccessTokens) {
    this.#digests = ROLES.map((role) => [role, digestOf(tokens[role])]);
  }

  /** The role of whoever asks, null of one without a valid token. */
  roleOf(request: IncomingMessage): Role | null {
    return this.roleFor(tokenOf(request) ?? '');
  }

  /** Digests have one length and are compared in constant time, so that an answer's delay tells nothing. */
  roleFor(token: string): Role | null {
    const given = digestOf(token);
    let found: Role | null = null;
    for (const [role, digest] of this.#digests) if (timingSafeEqual(digest, given)) found = role;
    return found;
  }
}

/** Whether a request brings a token, right or wrong. */
export function bringsToken(request: IncomingMessage): boolean {
  return tokenOf(request) !== undefined;
}

function tokenOf(request: IncomingMessage): string | undefined {
  const { authorization, cookie } = request.headers;
  // A program that names a token means that one, whatever cookie its library kept.
  if (authorization !== undefined) return BEARER.exec(authorization)?.groups?.token ?? '';
  return parseCookie(cookie ?? '')[cookieName(request)];
}

/** A browser keeps cookies by host alone: two hubs on one machine would take each other's. */
export function cookieName(request: IncomingMessage): string {
  return `plumbline-${request.socket.localPort}`;
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
