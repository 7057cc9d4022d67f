import { TASK_WORDS } from '../../../../../src/model/taskWords.ts';
import type { ListedRecording } from '../../../../../src/stream/answers/recordings.ts';
import type { AssessmentNames } from '../../api/assessments.ts';
import { NO_VALUE } from '../../store/formatValue.ts';
import { elapsedText } from '../../store/sizeText.ts';

export {
  clockText,
  dayText,
  instantText as startedText,
  monthText,
} from '../../store/dateText.ts';

/** `Overhead squat` where that was assessed, else the task. */
export function movementText(
  { assessment, task }: Pick<ListedRecording, 'assessment' | 'task'>,
  names: AssessmentNames,
): string {
  if (assessment === null) return TASK_WORDS[task];
  return names.get(assessment) ?? TASK_WORDS[task];
}

/** `1:05`; of one that is open or damaged it is not known. */
export function lengthText({ durationS }: Pick<ListedRecording, 'durationS'>): string {
  return durationS === null ? NO_VALUE : elapsedText(durationS);
}

export interface Mark {
  readonly kind: 'now' | 'broken' | 'simulated' | 'computed' | 'part' | 'program';
  readonly words: string;
}

/** What sets a recording apart, the weightiest first. */
export function marksOf(recording: ListedRecording): readonly Mark[] {
  const { recordingNow, finished, durationS, simulated, ancestors, part, own } = recording;
  const marks: Mark[] = [];
  if (recordingNow) marks.push({ kind: 'now', words: 'Recording now' });
  else if (!finished) marks.push({ kind: 'broken', words: 'Broke off' });
  else if (durationS === null) marks.push({ kind: 'broken', words: 'Damaged' });
  if (recording.sidecarProblem !== null) marks.push({ kind: 'broken', words: 'Facts damaged' });
  if (part > 1) marks.push({ kind: 'part', words: `Part ${part}` });
  if (ancestors.length > 0) marks.push({ kind: 'computed', words: 'Processed' });
  if (simulated) marks.push({ kind: 'simulated', words: 'Simulated' });
  if (!own) marks.push({ kind: 'program', words: 'Sample' });
  return marks;
}
