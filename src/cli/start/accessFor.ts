import { Access } from '../../hub/access/access.ts';
import { type AccessTokens, keptTokens } from '../../hub/access/accessTokens.ts';
import { EVERY_ADDRESS, isLoopback } from '../../hub/loopback.ts';
import { StateFileError } from '../../hub/stateFile.ts';
import { CliError } from '../cliError.ts';
import type { StartFlags } from '../startFlags.ts';

export interface StartedAccess {
  readonly host: string;
  /** null where only this machine can connect. */
  readonly tokens: AccessTokens | null;
  readonly access?: Access;
}

/**
 * Where the hub listens, and by which tokens others come in: none on loopback, always some elsewhere.
 * @throws CliError where those that are kept cannot be read: to make others unasked would shut people out
 */
export async function accessFor(
  { host: given, lan }: Pick<StartFlags, 'host' | 'lan'>,
  recordingsFolder: string,
): Promise<StartedAccess> {
  const host = lan ? EVERY_ADDRESS : given;
  if (isLoopback(host)) return { host, tokens: null };
  const tokens = await keptOrRefused(recordingsFolder);
  return { host, tokens, access: new Access(tokens) };
}

async function keptOrRefused(recordingsFolder: string): Promise<AccessTokens> {
  try {
    return await keptTokens(recordingsFolder);
  } catch (error) {
    if (!(error instanceof StateFileError)) throw error;
    throw new CliError(
      `${error.message}: "plumbline access --renew" makes new links, and whoever had one needs the new one`,
    );
  }
}
