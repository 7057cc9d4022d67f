import { access } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Vite names these files by their content, so a browser may keep them for good. */
const HASHED_ASSET = /[\\/]assets[\\/]/;

/**
 * Serves the built dashboard, and only files inside its folder. Without a build the front
 * page says how to make one; the API works all the same.
 */
export async function serveDashboard(app: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = await access(join(folder, 'index.html')).then(
    () => true,
    () => false,
  );
  if (!isBuilt) {
    app.get('/', (_, reply) =>
      reply.code(503).type('text/plain').send('The dashboard is not built: run "npm run build".\n'),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    dotfiles: 'deny',
    cacheControl: false,
    setHeaders: (response, path) => {
      const isHashed = HASHED_ASSET.test(path);
      response.setHeader(
        'cache-control',
        isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}
