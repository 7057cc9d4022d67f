import { mkdtemp, readdir, rmdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { reasonOf, systemCode } from '../../recording/recordingError.ts';
import { hubRecordingInto } from '../recordingsFolder.ts';
import { broken, type Check, ok } from './check.ts';
import { nearestExisting } from './nearestExisting.ts';

const NAME = 'Recordings folder';
const ADVICE = 'Give a folder of yours with --recordings.';

/** Whether sessions can be recorded into `folder` and found there, by making something and taking it away. */
export async function recordingsCheck(folder: string): Promise<Check> {
  const path = resolve(folder);
  const existing = nearestExisting(path);
  try {
    if (!(await stat(existing)).isDirectory()) {
      return broken(NAME, `${existing} is not a folder`, ADVICE);
    }
    await rmdir(await mkdtemp(join(existing, '.plumbline-doctor-')));
    if (existing === path) await readdir(path);
  } catch (error) {
    return broken(
      NAME,
      `${path} cannot be read and written (${systemCode(error) ?? reasonOf(error)})`,
      ADVICE,
    );
  }
  if (existing !== path) return ok(NAME, `${path} will be made when it is needed`);
  const hub = await hubRecordingInto(path);
  return ok(NAME, hub === null ? path : `${path}; the hub of process ${hub} works in it`);
}
