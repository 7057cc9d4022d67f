import { join } from 'node:path';
import { z } from 'zod';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { readStateFile, StateFileError, StateUnreadError, writeStateFile } from '../stateFile.ts';
import type { Certificate } from './certificate.ts';

export const CERTIFICATE_VERSION = 1;

const fileSchema = z.object({
  schemaVersion: z.literal(CERTIFICATE_VERSION),
  cert: z.string(),
  key: z.string(),
});

/** Where a hub keeps its own certificate, with its key. */
export function certificateFileIn(recordingsFolder: string): string {
  return join(recordingsFolder, STATE_FOLDER, 'certificate.json');
}

/**
 * One that is not understood is as good as none, and another is made; not so one that may be sound.
 * @throws StateUnreadError where it cannot be read now
 */
export async function keptCertificate(recordingsFolder: string): Promise<Certificate | null> {
  try {
    const kept = await readStateFile(certificateFileIn(recordingsFolder), fileSchema);
    return kept === null ? null : { cert: kept.cert, key: kept.key };
  } catch (error) {
    if (error instanceof StateUnreadError || !(error instanceof StateFileError)) throw error;
    return null;
  }
}

export async function keepCertificate(
  recordingsFolder: string,
  { cert, key }: Certificate,
): Promise<void> {
  const path = certificateFileIn(recordingsFolder);
  await writeStateFile(path, { schemaVersion: CERTIFICATE_VERSION, cert, key });
}
