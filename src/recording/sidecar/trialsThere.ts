import { TrialCourse } from '../../model/trialCourse.ts';
import { openRecording } from '../reader.ts';
import type { Sidecar } from './sidecar.ts';
import { type SidecarEdit, SidecarEditError } from './sidecarEdit.ts';

/**
 * How many trials a closed recording has.
 * @throws RecordingError where it cannot be read, `unfinished` where it is not closed
 */
export async function trialCount(path: string): Promise<number> {
  const recording = await openRecording(path);
  try {
    const course = new TrialCourse();
    for await (const batch of recording.batches(['input'])) {
      for (const { input } of batch) course.control(input);
    }
    return course.trials.length;
  } finally {
    await recording.close();
  }
}

/**
 * What was said of a trial that is not there, by an earlier version, can still be taken away.
 * @param count of the trials in the recording
 * @throws SidecarEditError of a trial that the recording does not have
 */
export function refuseOtherTrials(
  { trials }: Sidecar,
  edit: Pick<SidecarEdit, 'trials'>,
  count: number,
): void {
  const other = Object.keys(edit.trials ?? {}).find(
    (number) => Number(number) > count && !(number in trials),
  );
  if (other === undefined) return;
  const has = count === 0 ? 'no trials' : count === 1 ? 'one trial' : `the trials 1 to ${count}`;
  throw new SidecarEditError(`There is no trial ${other}: the recording has ${has}.`);
}
