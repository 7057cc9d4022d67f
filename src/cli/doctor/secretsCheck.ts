import { stat } from 'node:fs/promises';
import { accessFileIn } from '../../hub/access/accessTokens.ts';
import { certificateFileIn } from '../../hub/tls/certificateFile.ts';
import { broken, type Check, ok } from './check.ts';

const NAME = 'Access and TLS';
const NOT_OWNER = 0o077;

/** Files with tokens and keys: for nobody but their owner, not even for the group. */
export async function secretsCheck(recordings: string, influxTokenFile?: string): Promise<Check> {
  const candidates = [
    accessFileIn(recordings),
    certificateFileIn(recordings),
    ...(influxTokenFile ? [influxTokenFile] : []),
  ];
  const found: string[] = [];
  const open: string[] = [];
  for (const path of candidates) {
    const mode = await stat(path).then(
      (file) => file.mode,
      () => null,
    );
    if (mode === null) continue;
    found.push(path);
    if (process.platform !== 'win32' && (mode & NOT_OWNER) !== 0) open.push(path);
  }
  if (open.length > 0) {
    return broken(NAME, `others can read ${open.join(', ')}`, `Run: chmod 600 ${open.join(' ')}`);
  }
  return ok(
    NAME,
    found.length === 0 ? 'no token and no key kept here' : 'kept for the owner alone',
  );
}
