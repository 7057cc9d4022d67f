import type { FastifyReply } from 'fastify';
import { REFUSAL_HEADERS } from '../securityHeaders.ts';

/** Why somebody does not get what they ask for. */
export interface Refusal {
  readonly status: 401 | 403 | 429;
  /** A sentence for them. */
  readonly error: string;
  /** Whole seconds; only with 429. */
  readonly retryAfterS?: number;
}

export function tooMany(what: string, retryAfterS: number): Refusal {
  return {
    status: 429,
    error: `${what} in a minute; the next is answered in ${retryAfterS} s.`,
    retryAfterS,
  };
}

/** Answers with nothing but the reason. */
export function refuse(reply: FastifyReply, { status, error, retryAfterS }: Refusal): FastifyReply {
  if (retryAfterS !== undefined) reply.header('retry-after', retryAfterS);
  return reply.headers(REFUSAL_HEADERS).code(status).send({ error });
}
