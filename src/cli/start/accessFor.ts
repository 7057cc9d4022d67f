import { Access } from '../../hub/access/access.ts';
import { type AccessTokens, keptTokens } from '../../hub/access/accessTokens.ts';
import { EVERY_ADDRESS, isLoopback } from '../../hub/loopback.ts';
import type { StartFlags } from '../startFlags.ts';

export interface StartedAccess {
  readonly host: string;
  /** null where only this machine can connect. */
  readonly tokens: AccessTokens | null;
  readonly access?: Access;
}

/**
 * Where the hub listens, and by which tokens others come in: none on loopback, always some elsewhere.
 * @throws StateFileError where those that are kept cannot be read: to make others would shut people out
 */
export async function accessFor(
  { host: given, lan }: Pick<StartFlags, 'host' | 'lan'>,
  recordingsFolder: string,
): Promise<StartedAccess> {
  const host = lan ? EVERY_ADDRESS : given;
  if (isLoopback(host)) return { host, tokens: null };
  const tokens = await keptTokens(recordingsFolder);
  return { host, tokens, access: new Access(tokens) };
}
