import { siteRepeatability } from '../../hub/siteRepeatability.ts';
import { StateFileError } from '../../hub/stateFile.ts';
import type { ProgrammeOptions } from '../../movement/programme/options.ts';
import { PROGRAMME } from '../../movement/programme/programme.ts';
import { type ProgrammeState, programmeState } from '../../movement/programme/programmeState.ts';
import { openRecording } from '../../recording/reader.ts';
import { RecordingError } from '../../recording/recordingError.ts';
import { listSessions } from '../../recording/sessions/listSessions.ts';
import { historyOf } from '../../reprocess/sessionHistory/historyOf.ts';
import { type RecordedWork, recordedWork } from '../../reprocess/sessionHistory/recordedWork.ts';
import { CliError } from '../cliError.ts';
import type { ProgrammeFlags } from '../programmeFlags.ts';
import { programmeText } from './programmeText.ts';

/** Prints where each person stands. @throws CliError, RecordingError */
export async function tellProgramme({ subject, recordings, json }: ProgrammeFlags): Promise<void> {
  const { works, leftOut } = await worksIn(recordings, subject);
  if (works.length === 0) throw new CliError(whyNone(recordings, subject, leftOut));
  const options = await optionsOf(recordings);
  const subjects = [...new Set(works.map(({ session }) => session.subject))].sort();
  const states = subjects.map((each) => {
    const own = works.filter(({ session }) => session.subject === each);
    return { subject: each, ...programmeState(PROGRAMME, historyOf(own), options) };
  });
  console.log(json ? JSON.stringify({ states, leftOut }, null, 2) : textOf(states, leftOut));
}

function textOf(
  states: readonly (ProgrammeState & { readonly subject: string })[],
  leftOut: readonly string[],
): string {
  return [
    ...states.map(({ subject, ...state }) => programmeText(subject, state)),
    ...leftOut.map((sentence) => `left out: ${sentence}`),
  ].join('\n\n');
}

async function worksIn(
  folder: string,
  subject: string | undefined,
): Promise<{ works: RecordedWork[]; leftOut: string[] }> {
  const works: RecordedWork[] = [];
  const leftOut: string[] = [];
  for (const listing of await listSessions(folder)) {
    if (subject !== undefined && listing.subject !== subject) continue;
    if (!listing.finished) {
      leftOut.push(`${listing.id} is not closed`);
      continue;
    }
    try {
      const work = await workOf(listing.path);
      // A subject that was mistyped may have been put right since.
      const session = { ...work.session, subject: listing.subject };
      works.push({ ...work, session });
      const why = whyNotWhole(work);
      if (why !== null) leftOut.push(`${listing.id}, its movements: ${why}`);
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      leftOut.push(error.message);
    }
  }
  return { works, leftOut };
}

async function workOf(path: string): Promise<RecordedWork> {
  const recording = await openRecording(path);
  try {
    return await recordedWork(recording);
  } finally {
    await recording.close();
  }
}

/** Notes count in any case. */
function whyNotWhole({ hasResults, isOutdated }: RecordedWork): string | null {
  if (!hasResults) return 'it has packets alone; run "plumbline process" on it';
  return isOutdated ? 'they are of an earlier version; run "plumbline process" on it' : null;
}

function whyNone(folder: string, subject: string | undefined, leftOut: readonly string[]): string {
  const of = subject === undefined ? '' : ` of ${subject}`;
  return [`there are no recordings${of} in ${folder}`, ...leftOut].join('; ');
}

async function optionsOf(folder: string): Promise<ProgrammeOptions> {
  try {
    return { siteOf: await siteRepeatability(folder) };
  } catch (error) {
    if (error instanceof StateFileError) throw new CliError(error.message, { cause: error });
    throw error;
  }
}
