import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Role } from '../../model/role.ts';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { readStateFile, writeStateFile } from '../stateFile.ts';

export const ACCESS_VERSION = 1;
/** 160 bits: nobody finds one by trying, so nobody is shut out for having tried. */
const TOKEN_BYTES = 20;

const token = z.string().regex(/^[\w-]{22,64}$/, 'not a token that a hub made');

const fileSchema = z.object({
  schemaVersion: z.literal(ACCESS_VERSION),
  operator: token,
  viewer: token,
});

/** One token for each role, in base64url. */
export type AccessTokens = Readonly<Record<Role, string>>;

/**
 * The tokens of a hub, made when first wanted and kept, so that a phone stays in over a restart.
 * @throws StateFileError where the file is not what it should be
 */
export async function keptTokens(recordingsFolder: string): Promise<AccessTokens> {
  return (await tokensIn(recordingsFolder)) ?? renewTokens(recordingsFolder);
}

/**
 * Those that are there; null where no hub has wanted any.
 * @throws StateFileError where the file is not what it should be
 */
export async function tokensIn(recordingsFolder: string): Promise<AccessTokens | null> {
  const kept = await readStateFile(accessFileIn(recordingsFolder), fileSchema);
  return kept && { operator: kept.operator, viewer: kept.viewer };
}

/** Makes new ones: whoever came by the old ones is out when the hub starts next. */
export async function renewTokens(recordingsFolder: string): Promise<AccessTokens> {
  const tokens = { operator: newToken(), viewer: newToken() };
  const path = accessFileIn(recordingsFolder);
  await writeStateFile(path, { schemaVersion: ACCESS_VERSION, ...tokens });
  return tokens;
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Where a hub keeps its tokens. */
export function accessFileIn(recordingsFolder: string): string {
  return join(recordingsFolder, STATE_FOLDER, 'access.json');
}
