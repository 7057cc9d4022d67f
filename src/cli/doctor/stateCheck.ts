import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { ACCESS_VERSION } from '../../hub/access/accessTokens.ts';
import { CALIBRATION_VERSION } from '../../hub/calibrationStore.ts';
import { PLACEMENTS_VERSION } from '../../hub/placementStore.ts';
import { REPEATABILITY_VERSION } from '../../hub/repeatabilityStore.ts';
import { RETENTION_VERSION } from '../../hub/retentionStore.ts';
import { SETTINGS_VERSION, usableSettings } from '../../hub/settingsStore.ts';
import { CERTIFICATE_VERSION } from '../../hub/tls/certificateFile.ts';
import { CURSOR_VERSION } from '../../influx/upload/cursorStore.ts';
import { DELETION_REQUEST_VERSION } from '../../recording/deletion/deletionRequest.ts';
import { EXPORT_LOG_VERSION } from '../../recording/deletion/exportLog.ts';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { SIDECAR_SUFFIX, SIDECAR_VERSION } from '../../recording/sidecar/sidecar.ts';
import { broken, type Check, ok } from './check.ts';
import { filesIn, stateFilesIn } from './stateFiles.ts';

const NAME = 'State files';

/** Versions that this program reads and writes, by file, and by folder of many files. */
export const STATE_VERSIONS: Readonly<Record<string, number>> = {
  'placements.json': PLACEMENTS_VERSION,
  'settings.json': SETTINGS_VERSION,
  'retention.json': RETENTION_VERSION,
  'repeatability.json': REPEATABILITY_VERSION,
  'access.json': ACCESS_VERSION,
  'certificate.json': CERTIFICATE_VERSION,
  calibrations: CALIBRATION_VERSION,
  uploads: CURSOR_VERSION,
  exports: EXPORT_LOG_VERSION,
  deletions: DELETION_REQUEST_VERSION,
};

/** Whether this version understands what is kept beside the recordings; nothing is changed. */
export async function stateCheck(recordings: string): Promise<Check> {
  const state = join(recordings, STATE_FOLDER);
  // What jobs make is for a browser to fetch, and of any size.
  const jobs = join(state, 'jobs');
  const own = (await stateFilesIn(recordings)).filter(
    (path) => path.endsWith('.json') && !path.startsWith(jobs),
  );
  const sidecars = (await filesIn(recordings, false)).filter((path) =>
    path.endsWith(SIDECAR_SUFFIX),
  );
  const wrong: string[] = [];
  for (const path of [...own, ...sidecars]) {
    const version = path.endsWith(SIDECAR_SUFFIX)
      ? SIDECAR_VERSION
      : (STATE_VERSIONS[basename(path)] ?? STATE_VERSIONS[basename(dirname(path))]);
    const problem = await problemOf(path, version ?? null);
    if (problem !== null) wrong.push(`${relative(recordings, path)} ${problem}`);
  }
  const settings = await usableSettings(recordings).catch(() => null);
  const isTold = wrong.some((text) => text.includes('settings.json'));
  if (!isTold && settings?.problem) wrong.push(settings.problem);
  if (wrong.length === 0) return ok(NAME, `${own.length + sidecars.length} files, all readable`);
  return broken(
    NAME,
    wrong.join('; '),
    `Mend or move away what is named; of a later version: go back to that. The folder is ${state}.`,
  );
}

/** @param known the version that this program knows; null for files that have none */
async function problemOf(path: string, known: number | null): Promise<string | null> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    return error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
  }
  if (known === null || typeof json !== 'object' || json === null) return null;
  const version: unknown = Reflect.get(json, 'schemaVersion');
  if (version === known) return null;
  if (typeof version === 'number' && version > known) {
    return `is of a later version, ${version}; this one knows ${known}`;
  }
  return `is of version ${String(version)}; this one knows ${known}`;
}
