import type { FastifyReply } from 'fastify';

/** Signs that a file name may have on every system and in a header. */
const UNSAFE = /[^A-Za-z0-9._-]+/g;

/** Has a browser keep the answer as a file of this name. */
export function asDownload(reply: FastifyReply, name: string, type: string): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename="${safeName(name)}"`)
    .header('cache-control', 'no-store')
    .type(type);
}

export function safeName(name: string): string {
  return name.replaceAll(UNSAFE, '_');
}
