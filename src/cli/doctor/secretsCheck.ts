import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { broken, type Check, ok } from './check.ts';
import { filesIn } from './stateFiles.ts';

const NAME = 'Access and TLS';
const NOT_OWNER = 0o077;

/** Files with tokens and keys: for nobody but their owner, not even for the group. */
export async function secretsCheck(recordings: string, influxTokenFile?: string): Promise<Check> {
  const state = join(recordings, STATE_FOLDER);
  const candidates = [
    join(state, 'access.json'),
    ...(await filesIn(join(state, 'tls'), true)),
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
    // A certificate is shown to everybody who connects.
    const isPublic = /cert|\.crt$/.test(path);
    if (process.platform !== 'win32' && !isPublic && (mode & NOT_OWNER) !== 0) open.push(path);
  }
  if (open.length > 0) {
    return broken(NAME, `others can read ${open.join(', ')}`, `Run: chmod 600 ${open.join(' ')}`);
  }
  return ok(
    NAME,
    found.length === 0 ? 'no token and no key kept here' : 'kept for the owner alone',
  );
}
