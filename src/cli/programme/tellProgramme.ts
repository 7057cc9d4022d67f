import { siteRepeatability } from '../../hub/siteRepeatability.ts';
import { StateFileError } from '../../hub/stateFile.ts';
import type { ProgrammeOptions } from '../../movement/programme/options.ts';
import { PROGRAMME } from '../../movement/programme/programme.ts';
import type { ProgrammeState } from '../../movement/programme/programmeCourse.ts';
import { programmeState } from '../../movement/programme/programmeState.ts';
import { listSessions } from '../../recording/sessions/listSessions.ts';
import { gatherWorks } from '../../reprocess/sessionHistory/gatherWorks.ts';
import { historyOf } from '../../reprocess/sessionHistory/historyOf.ts';
import { CliError } from '../cliError.ts';
import type { ProgrammeFlags } from '../programmeFlags.ts';
import { programmeText } from './programmeText.ts';

/** Prints where each person stands. @throws CliError, RecordingError */
export async function tellProgramme({ subject, recordings, json }: ProgrammeFlags): Promise<void> {
  const listed = await listSessions(recordings);
  const own = listed.filter((each) => subject === undefined || each.subject === subject);
  const { works, leftOut } = await gatherWorks(own);
  if (works.length === 0) throw new CliError(whyNone(recordings, subject, leftOut));
  const options = await optionsOf(recordings);
  const subjects = [...new Set(works.map(({ session }) => session.subject))].sort();
  const states = subjects.map((each) => {
    const history = historyOf(works.filter(({ session }) => session.subject === each));
    return { subject: each, ...programmeState(PROGRAMME, history, options) };
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
