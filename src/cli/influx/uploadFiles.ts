import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { InfluxConfig } from '../../influx/server/config.ts';
import { FilesUpload, type FilesUploaded } from '../../influx/upload/uploadFiles.ts';
import { STATE_FOLDER } from '../../recording/deletion/stateFolder.ts';
import { RECORDING_SUFFIX } from '../../recording/naming.ts';
import { plainFilesIn } from '../../recording/plainFiles.ts';
import { openRecording } from '../../recording/reader.ts';
import { openHead } from '../../recording/sessions/openHead.ts';
import { findRecording } from '../catalogue/findRecording.ts';
import { CliError } from '../cliError.ts';
import { interruptible } from '../interruptible.ts';
import { withoutHub } from '../recordingsFolder.ts';
import { configOrTeach } from './configOrTeach.ts';
import type { UploadFlags } from './influxFlags.ts';
import { UploadProgress } from './uploadProgress.ts';

/**
 * Uploads recordings and says what came of it.
 * @throws CliError where lines were refused, something cannot be uploaded, or nobody answers
 */
export async function uploadFiles(named: readonly string[], flags: UploadFlags): Promise<void> {
  const config = configOrTeach();
  const folders =
    named.length > 0
      ? await byFolder(named.map((each) => findRecording(each, flags.recordings)))
      : await allOf(flags.recordings);
  await interruptible(
    'interrupted: what is uploaded is noted, and the same command without --again goes on there',
    async (signal) => {
      for (const [folder, names] of folders) {
        await withoutHub(folder, () => uploadFrom(folder, names, config, flags, signal));
      }
    },
  );
}

/** Uploads recordings of one folder. @throws as `uploadFiles` */
export async function uploadFrom(
  folder: string,
  names: readonly string[],
  config: InfluxConfig,
  { again = false, quiet = false }: Pick<UploadFlags, 'again' | 'quiet'>,
  signal: AbortSignal,
): Promise<void> {
  const durations = await Promise.all(names.map((name) => durationS(resolve(folder, name))));
  const progress = new UploadProgress(names, durations, quiet);
  const startMs = performance.now();
  const upload: FilesUpload = new FilesUpload({
    config,
    folder,
    names,
    again,
    onProgress: (name, from, to) => progress.at(name, from, to, upload.linesSent),
  });
  const given = new AbortController();
  const timer = setInterval(() => progress.waits(upload.waitsBecause, given), 200);
  let uploaded: FilesUploaded;
  try {
    uploaded = await upload.finish(AbortSignal.any([signal, given.signal]));
  } finally {
    clearInterval(timer);
    progress.end();
  }
  signal.throwIfAborted();
  given.signal.throwIfAborted();
  if (!quiet) console.log(progress.summary(uploaded, (performance.now() - startMs) / 1000));
  if (uploaded.problem !== null) throw new CliError(uploaded.problem);
}

/** @throws CliError where there is no such folder, or nothing in it to upload or to delete */
async function allOf(folder: string): Promise<Map<string, string[]>> {
  const path = resolve(folder);
  const names = await plainFilesIn(path).catch(() => []);
  const recordings = names.filter((name) => name.endsWith(RECORDING_SUFFIX));
  // What was deleted last has left a request and perhaps nothing else.
  if (recordings.length === 0 && !existsSync(join(path, STATE_FOLDER))) {
    throw new CliError(`there are no recordings in ${folder}: name files, or give --recordings`);
  }
  return new Map([[path, recordings.sort()]]);
}

/** @throws RecordingError where one of them is no recording */
async function byFolder(paths: readonly string[]): Promise<Map<string, string[]>> {
  const folders = new Map<string, string[]>();
  for (const path of new Set(paths.map((each) => resolve(each)))) {
    await openHead(path);
    const folder = dirname(path);
    folders.set(folder, [...(folders.get(folder) ?? []), basename(path)]);
  }
  return folders;
}

/** null where it is not closed, and so not told. */
async function durationS(path: string): Promise<number | null> {
  try {
    const recording = await openRecording(path);
    await recording.close();
    return recording.durationS;
  } catch {
    return null;
  }
}
