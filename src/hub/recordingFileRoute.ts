import { open } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { RECORDING_SUFFIX } from '../recording/naming.ts';
import { asDownload } from './jobs/download.ts';
import { CatalogueError, type SessionCatalogue } from './sessionCatalogue.ts';

const READ_BYTES = 256 * 1024;

/** The recording itself, byte for byte, for another hub or a reader of MCAP. */
export function registerRecordingFile(app: FastifyInstance, catalogue: SessionCatalogue): void {
  // Of a head alone the whole would be read all the same.
  app.get<{ Params: { id: string } }>(
    '/api/v1/recordings/:id/file',
    { exposeHeadRoute: false },
    async ({ params }, reply) => {
      const { id, path, finished } = await catalogue.listing(params.id);
      if (!finished) {
        throw new CatalogueError(
          `"${id}" is not closed and has no index yet: fetch it when its recording has ended, or when the hub was started once more.`,
        );
      }
      const file = await open(path);
      const { size } = await file.stat();
      return asDownload(reply, `${id}${RECORDING_SUFFIX}`, 'application/octet-stream')
        .header('content-length', size)
        .send(file.createReadStream({ highWaterMark: READ_BYTES }));
    },
  );
}
