import { createHash } from 'node:crypto';
import type { SessionListing } from '../../recording/sessions/listSessions.ts';
import { sidecarPath } from '../../recording/sidecar/sidecarFile.ts';
import { sizeAndTimeOf } from './sizeAndTime.ts';

/** Changes when what `gatherWorks` finds of these recordings does, without reading them. */
export async function worksStamp(listings: readonly SessionListing[]): Promise<string> {
  const stamps = await Promise.all(
    listings.map(async ({ path, subject, finished }) => {
      const files = await Promise.all([path, sidecarPath(path)].map(sizeAndTimeOf));
      return [path, subject, finished, ...files];
    }),
  );
  return createHash('sha256').update(JSON.stringify(stamps)).digest('hex');
}
