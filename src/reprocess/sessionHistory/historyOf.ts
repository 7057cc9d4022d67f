import type { CueSettings } from '../../model/settings.ts';
import type {
  ProgrammeHistory,
  ProgrammeSession,
  SessionPart,
} from '../../movement/programme/history.ts';
import { headlineOf, thresholdsOf } from '../../movement/thresholds.ts';
import type { RecordedSet, RecordedWork } from './recordedWork.ts';
import { sessionsOf } from './sessionsOf.ts';
import { bestVersion, versionsOf } from './versions.ts';

/**
 * The recordings of one person as the programme sees them. Of a recording and what was computed from
 * it one counts: the one with results that was computed last.
 */
export function historyOf(works: readonly RecordedWork[]): ProgrammeHistory {
  return sessionsOf(newestVersions(works)).map((recordings) => {
    const parts = recordings.map(sessionOf);
    return {
      ...parts[0],
      simulated: parts.some(({ simulated }) => simulated),
      parts: parts.flatMap((each) => each.parts),
      notes: parts.flatMap((each) => each.notes),
    };
  });
}

/** Whether cues came is what the live session says, whatever it was computed with later. */
interface Version extends RecordedWork {
  readonly feedbackOff: boolean;
}

function newestVersions(works: readonly RecordedWork[]): Version[] {
  return versionsOf(works).map((versions) => ({
    ...bestVersion(versions),
    feedbackOff: versions.every(({ session }) => isSilent(session.settings.cue)),
  }));
}

function isSilent({ enabled, schedule }: CueSettings): boolean {
  return !enabled || schedule?.kind === 'off';
}

function sessionOf(work: Version): ProgrammeSession {
  const { id, startedUs, simulated } = work.session;
  return { id, startUs: startedUs, simulated, parts: partsOf(work), notes: work.notes };
}

/** Sets of one step in turn are one part. */
function partsOf({ session, sets, feedbackOff }: Version): SessionPart[] {
  const { task, assessment = null } = session.settings;
  const headline = headlineOf(task, thresholdsOf(session.settings));
  const runs: RecordedSet[][] = [];
  for (const set of sets) {
    const run = runs.at(-1);
    if (run !== undefined && run[0].step === set.step) run.push(set);
    else runs.push([set]);
  }
  return runs.map((run) => ({
    startUs: run[0].startUs,
    step: run[0].step,
    assessment,
    task,
    headline,
    feedbackOff,
    sets: run.map(({ reps, holds }) => ({ reps, holds })),
  }));
}
