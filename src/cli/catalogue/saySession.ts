import { RecordingError } from '../../recording/recordingError.ts';
import { openHead } from '../../recording/sessions/openHead.ts';
import type { Sidecar } from '../../recording/sidecar/sidecar.ts';
import {
  edited,
  type SidecarEdit,
  SidecarEditError,
  sidecarEdit,
} from '../../recording/sidecar/sidecarEdit.ts';
import { changeSidecar, sidecarPath } from '../../recording/sidecar/sidecarFile.ts';
import { refuseOtherTrials, trialCount } from '../../recording/sidecar/trialsThere.ts';
import { CliError, UsageError } from '../cliError.ts';
import type { EditFlags, NoteFlags, TagFlags } from './catalogueFlags.ts';
import { editOf } from './editOf.ts';
import { findRecording } from './findRecording.ts';

/** Sets facts of a recording: `load=20`. @throws CliError, UsageError, RecordingError */
export async function editSession(
  recording: string,
  assignments: readonly string[],
  flags: EditFlags,
): Promise<void> {
  await change(findRecording(recording, flags.recordings), editOf(assignments), flags);
}

export async function tagSession(
  recording: string,
  tags: readonly string[],
  { remove = [], ...flags }: TagFlags,
): Promise<void> {
  if (tags.length + remove.length === 0) {
    throw new UsageError('give tags to add, or --remove with tags to take away');
  }
  const edit = { addTags: tags, removeTags: remove };
  const { tags: after } = await change(findRecording(recording, flags.recordings), edit, flags);
  console.log(`tags: ${after.join(' ') || 'none'}`);
}

export async function noteSession(
  recording: string,
  text: string | undefined,
  flags: NoteFlags,
): Promise<void> {
  const { at, until, remove } = flags;
  if ((text === undefined) === (remove === undefined)) {
    throw new UsageError('give a text to note, or --remove with the number of a note');
  }
  const path = findRecording(recording, flags.recordings);
  const { startedUs } = await openHead(path);
  const onClock = (s: number): number => Math.round(startedUs + s * 1e6);
  const annotate =
    text === undefined
      ? []
      : [{ timeUs: onClock(at), ...(until !== undefined && { untilUs: onClock(until) }), text }];
  const { annotations } = await change(
    path,
    { annotate, ...(remove !== undefined && { removeAnnotations: [remove] }) },
    flags,
  );
  for (const { id, timeUs, text: noted } of annotations) {
    console.log(`${id}  at ${((timeUs - startedUs) / 1e6).toFixed(2)} s: ${noted}`);
  }
}

async function change(path: string, given: SidecarEdit, { by }: EditFlags): Promise<Sidecar> {
  const checked = sidecarEdit.safeParse(given);
  if (!checked.success) {
    const wrong = checked.error.issues.map(
      ({ path: at, message }) => `${at.join('.')}: ${message}`,
    );
    throw new UsageError(wrong.join('; '));
  }
  await openHead(path);
  const trials = checked.data.trials === undefined ? null : await countIfClosed(path);
  let changes = 0;
  const after = await changeSidecar(path, (before) => {
    try {
      if (trials !== null) refuseOtherTrials(before, checked.data, trials);
      const next = edited(before, checked.data, by, Date.now() * 1000);
      changes = next.history.length - before.history.length;
      return next;
    } catch (error) {
      throw error instanceof SidecarEditError ? new CliError(error.message) : error;
    }
  });
  console.log(`${sidecarPath(path)}: ${changes === 0 ? 'nothing changed' : `${changes} changed`}`);
  return after;
}

/** null of a recording that is open, for nobody knows yet which trials it will have. */
async function countIfClosed(path: string): Promise<number | null> {
  try {
    return await trialCount(path);
  } catch (error) {
    if (error instanceof RecordingError && error.problem === 'unfinished') return null;
    throw error;
  }
}
