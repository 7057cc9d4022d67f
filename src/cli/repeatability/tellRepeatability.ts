import { writeFile } from 'node:fs/promises';
import { keepRepeatability } from '../../hub/repeatabilityStore.ts';
import { StateFileError } from '../../hub/stateFile.ts';
import { reasonOf, systemCode } from '../../recording/recordingError.ts';
import {
  type RepeatabilityRun,
  repeatabilityRun,
} from '../../reprocess/repeatability/repeatabilityRun.ts';
import {
  RepeatabilityError,
  type RepeatedSet,
  setsOf,
} from '../../reprocess/repeatability/repeatedSet.ts';
import { CliError } from '../cliError.ts';
import { openToRead } from '../openToRead.ts';
import type { RepeatabilityFlags } from '../repeatabilityFlags.ts';
import { repeatabilityText } from './repeatabilityText.ts';

const SCHEMA_VERSION = 1;

/**
 * Prints what the sets tell, and writes it where that was asked for.
 * @throws CliError, RecordingError
 */
export async function tellRepeatability(
  files: readonly string[],
  flags: RepeatabilityFlags,
): Promise<void> {
  const run = await runOf(files);
  if (flags.output !== undefined) await writeNew(flags.output, run);
  console.log(repeatabilityText(run));
  if (flags.keep) console.log(`\nkept as this site's own in ${await keep(flags.recordings, run)}`);
}

async function runOf(files: readonly string[]): Promise<RepeatabilityRun> {
  try {
    const sets: RepeatedSet[] = [];
    for (const file of files) {
      const recording = await openToRead(file);
      try {
        sets.push(...(await setsOf(recording)));
      } finally {
        await recording.close();
      }
    }
    return repeatabilityRun(sets);
  } catch (error) {
    throw error instanceof RepeatabilityError ? new CliError(error.message) : error;
  }
}

async function writeNew(path: string, run: RepeatabilityRun): Promise<void> {
  const text = `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...run }, null, 2)}\n`;
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new CliError(
      systemCode(error) === 'EEXIST'
        ? `${path} exists already: give another name with -o`
        : `${path} cannot be written (${reasonOf(error)})`,
    );
  }
}

async function keep(folder: string, run: RepeatabilityRun): Promise<string> {
  try {
    return await keepRepeatability(folder, run);
  } catch (error) {
    if (error instanceof StateFileError) {
      throw new CliError(`${error.message}: nothing is kept; move that file away and try again`);
    }
    throw new CliError(`nothing can be kept in ${folder} (${reasonOf(error)})`);
  }
}
