import { readFile } from 'node:fs/promises';
import { keptRepeatability } from '../../hub/repeatabilityStore.ts';
import { StateFileError } from '../../hub/stateFile.ts';
import type { AssessmentId } from '../../model/assessment.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import {
  ASSESSMENTS,
  type Assessment,
  assessmentOf,
} from '../../movement/assessments/assessments.ts';
import { resultCard } from '../../movement/assessments/makeCard.ts';
import {
  NO_ENTRIES,
  type ObserverEntries,
  ObserverEntriesError,
  observerEntriesOf,
} from '../../movement/assessments/observerEntries.ts';
import type { ResultCard } from '../../movement/assessments/resultCard.ts';
import { thresholdsOf } from '../../movement/thresholds.ts';
import { reasonOf } from '../../recording/recordingError.ts';
import { assessedResults, trialResults } from '../../reprocess/sessionHistory/assessedResults.ts';
import { type RecordedWork, recordedWork } from '../../reprocess/sessionHistory/recordedWork.ts';
import type { AssessCardFlags } from '../assessFlags.ts';
import { CliError } from '../cliError.ts';
import { openToRead } from '../openToRead.ts';
import { cardText } from './cardText.ts';

/** Prints the card of a recorded assessment. @throws CliError, RecordingError */
export async function tellCard(file: string, flags: AssessCardFlags): Promise<void> {
  const recording = await openToRead(file);
  let work: RecordedWork;
  try {
    work = await recordedWork(recording);
  } finally {
    await recording.close();
  }
  const card = await cardOf(file, work, flags);
  console.log(flags.json ? JSON.stringify(card, null, 2) : cardText(card));
}

async function cardOf(
  file: string,
  work: RecordedWork,
  { assessment: id, observer, set, trial, recordings }: AssessCardFlags,
): Promise<ResultCard> {
  const { subject, startedUs, simulated, settings } = work.session;
  const assessment = chosen(file, settings, id);
  const entries = observer === undefined ? NO_ENTRIES : await entriesIn(observer, assessment);
  const results =
    trial === undefined
      ? assessedResults(assessment, work, set ?? null)
      : trialResults(work, trial);
  if (results === null) throw new CliError(whyNothing(file, work, set ?? null, trial ?? null));
  return resultCard(assessment, results, entries, {
    subject,
    startedUs,
    simulated,
    shankLengthM: settings.subject.shankLengthM,
    thresholds: thresholdsOf(settings),
    site: await siteOf(recordings, settings),
    calibration: work.calibration,
  });
}

/** What the settings or the command line name; else the one of the task, where there is but one. */
function chosen(file: string, settings: PipelineSettings, given?: AssessmentId): Assessment {
  const { task, assessment } = settings;
  const fitting = ASSESSMENTS.filter((each) => each.task === task);
  const id = given ?? assessment ?? (fitting.length === 1 ? fitting[0].id : null);
  const valid = fitting.map((each) => each.id).join(', ');
  if (id === null) {
    throw new CliError(
      `${file} does not say which assessment it is: give --assessment with one of ${valid}`,
    );
  }
  const found = assessmentOf(id);
  if (found.task === task) return found;
  throw new CliError(
    `${id} is of the task ${found.task}, and ${file} was recorded as ${task}: valid are ${valid}`,
  );
}

async function entriesIn(path: string, assessment: Assessment): Promise<ObserverEntries> {
  let json: unknown;
  try {
    json = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CliError(`${path} cannot be read as JSON: ${reasonOf(error)}`, { cause: error });
  }
  try {
    return observerEntriesOf(assessment, json);
  } catch (error) {
    if (!(error instanceof ObserverEntriesError)) throw error;
    throw new CliError(`${path} is ${error.message}`, { cause: error });
  }
}

function whyNothing(
  file: string,
  { hasResults, isOutdated, sets, trials }: RecordedWork,
  set: number | null,
  trial: number | null,
): string {
  if (isOutdated) {
    return `the reps in ${file} are of an earlier version: run "plumbline process" on it and give its result`;
  }
  if (!hasResults) {
    return `${file} has packets alone, no angles: run "plumbline process" on it and give its result`;
  }
  if (trial !== null) {
    const valid = trials.length === 0 ? 'none was recorded' : `valid are 1 to ${trials.length}`;
    return `${file} has no trial ${trial}: ${valid}`;
  }
  if (sets.length === 0) return `in ${file} nothing was found that an assessment is made of`;
  return `${file} has no set ${set}: valid are 1 to ${sets.length}`;
}

async function siteOf(folder: string, { task }: PipelineSettings) {
  try {
    return await keptRepeatability(folder, task);
  } catch (error) {
    if (error instanceof StateFileError) throw new CliError(error.message, { cause: error });
    throw error;
  }
}
