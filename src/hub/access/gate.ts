import type { IncomingMessage } from 'node:http';
import { isAtLeast, type Role } from '../../model/role.ts';
import type { ClientMessage } from '../../stream/messages.ts';
import type { Access } from './access.ts';
import type { Refusal } from './refusal.ts';
import { admittedTo } from './routeRoles.ts';

export const TOKEN_NEEDED: Refusal = {
  status: 401,
  error:
    'This hub needs a token: open the link that it printed at its start, or send "Authorization: Bearer TOKEN".',
};
const OPERATOR_NEEDED: Refusal = {
  status: 403,
  error:
    "A viewer only looks on. The operator's link, which the hub printed at its start, does this.",
};

/** What a viewer may say on the stream: that it got what it was sent. */
const OF_VIEWERS: ReadonlySet<ClientMessage['type']> = new Set(['ack']);

/** Decides who may do what. Where no token is needed everybody on this machine is an operator. */
export class Gate {
  readonly #access: Access | null;

  /** @param access null where no token is needed */
  constructor(access: Access | null) {
    this.#access = access;
  }

  roleOf(request: IncomingMessage): Role | null {
    return this.#access === null ? 'operator' : this.#access.roleOf(request);
  }
}

/** Why a request to a route is refused, or null. @param route as it was registered */
export function refusalOfRoute(role: Role | null, method: string, route: string): Refusal | null {
  const needed = admittedTo(method, route);
  return needed === 'anyone' ? null : refusalOf(role, needed);
}

/** Why a message on the stream is refused, in a sentence, or null. */
export function refusalOfMessage(role: Role, type: ClientMessage['type']): string | null {
  return role === 'operator' || OF_VIEWERS.has(type) ? null : OPERATOR_NEEDED.error;
}

function refusalOf(role: Role | null, needed: Role): Refusal | null {
  if (isAtLeast(role, needed)) return null;
  return role === null ? TOKEN_NEEDED : OPERATOR_NEEDED;
}
