import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import { SIDECAR_SUFFIX } from '../../recording/sidecar/sidecar.ts';
import { broken, type Check, ok } from './check.ts';
import { filesIn, stateFilesIn } from './stateFiles.ts';

const NAME = 'Private';
const OTHERS_READ = 0o004;
const OTHERS_ENTER = 0o001;

/** Whether other users of this computer can read recordings and what is kept of them. */
export async function privacyCheck(recordings: string): Promise<Check> {
  if (process.platform === 'win32') return ok(NAME, 'as the folder is shared');
  const own = (await filesIn(recordings, false)).filter(
    (path) => path.endsWith(RECORDING_SUFFIX) || path.endsWith(SIDECAR_SUFFIX),
  );
  const files = [...own, ...(await stateFilesIn(recordings))];
  const open: string[] = [];
  for (const path of files) if (await othersCanRead(path, recordings)) open.push(path);
  if (open.length === 0) return ok(NAME, `${files.length} files, none for others to read`);
  return broken(
    NAME,
    `others on this computer can read ${open.length} files, such as ${basename(open[0] ?? '')}`,
    `Run: chmod -R go= ${recordings}`,
  );
}

/** A folder that others cannot enter hides what is in it. */
async function othersCanRead(path: string, top: string): Promise<boolean> {
  if (!(await has(path, OTHERS_READ))) return false;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!(await has(folder, OTHERS_ENTER))) return false;
    if (folder === top || folder === dirname(folder)) return true;
  }
}

/** False for what went away meanwhile. */
async function has(path: string, bit: number): Promise<boolean> {
  const mode = await stat(path).then(
    (found) => found.mode,
    () => 0,
  );
  return (mode & bit) !== 0;
}
