import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/**
 * Tells each request at level `debug`, by its route: an address may hold an id or a token, its route
 * never does.
 */
export function logRequests(app: FastifyInstance, logger: Logger): void {
  app.addHook('onResponse', async (request, reply) => {
    logger.debug(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        tookMs: Math.round(reply.elapsedTime),
      },
      'a request was answered',
    );
  });
}
