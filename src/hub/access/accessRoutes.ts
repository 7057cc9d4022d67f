import { stringifySetCookie } from 'cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { AccessAnswer } from '../../stream/answers/access.ts';
import { type Access, cookieName } from './access.ts';
import { refuse } from './refusal.ts';
import type { WrongTokens } from './wrongTokens.ts';

/** As long as browsers keep one at most; a new token ends it earlier. */
const KEPT_S = 400 * 24 * 3600;

/** The files of the page are anybody's. */
const API_PATH = '/api/v1';

export const entryBody = z.strictObject({ token: z.string().max(200) });

const WRONG =
  'That is no token of this hub. It prints both links at its start, unless it runs as a service; "plumbline access" shows them again.';

/**
 * How a page comes in and leaves. The cookie is out of reach of scripts, and no other site's request
 * carries it. Browsers do not tell ports apart: another server of this machine that is asked for paths
 * of this API by the same name would be sent it.
 *
 * @param access null where no token is needed
 * @param logger of the part `access`; no token ever comes into it
 */
export function registerAccess(
  app: FastifyInstance,
  access: Access | null,
  wrongTokens: WrongTokens,
  logger: Logger,
): void {
  app.get('/api/v1/access', (request): AccessAnswer => answerTo(access, request));

  app.post('/api/v1/access', async (request, reply) => {
    const entry = entryBody.safeParse(request.body);
    if (!entry.success) return reply.code(400).send({ error: 'Valid is { "token": "…" } alone.' });
    const { token } = entry.data;
    if (access === null) return answerTo(access, request);
    const role = access.roleFor(token);
    if (role === null) {
      const refusal = await wrongTokens.noteOffered(request.raw);
      return refuse(reply, refusal ?? { status: 401, error: WRONG });
    }
    logger.info({ from: request.ip, role }, 'somebody came in');
    setCookie(request, reply, token, KEPT_S);
    return { needed: true, role } satisfies AccessAnswer;
  });

  app.delete('/api/v1/access', (request, reply): AccessAnswer => {
    setCookie(request, reply, '', 0);
    return access === null ? answerTo(access, request) : { needed: true, role: null };
  });
}

function answerTo(access: Access | null, request: FastifyRequest): AccessAnswer {
  if (access === null) return { needed: false, role: 'operator' };
  return { needed: true, role: access.roleOf(request.raw) };
}

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, maxAge: number) {
  reply.header(
    'set-cookie',
    stringifySetCookie({
      name: cookieName(request.raw),
      value,
      maxAge,
      path: API_PATH,
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
    }),
  );
}
