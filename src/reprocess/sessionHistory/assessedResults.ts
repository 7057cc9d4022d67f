import type { Assessment } from '../../movement/assessments/assessments.ts';
import type { AssessmentResults } from '../../movement/assessments/trials.ts';
import { resultsIn } from '../../movement/assessments/trialWork.ts';
import type { RecordedWork } from './recordedWork.ts';

/**
 * The results an assessment is made of. Where legs come one after the other, all sets of the
 * recording, for each leg may have been a set of its own; else the last one.
 * @param set counted from 1, in place of that choice; null leaves it
 * @returns null where there is no such set
 */
export function assessedResults(
  { perSide }: Assessment,
  { sets }: RecordedWork,
  set: number | null,
): AssessmentResults | null {
  const chosen = set === null ? (perSide ? sets : sets.slice(-1)) : sets.slice(set - 1, set);
  if (chosen.length === 0) return null;
  return together(chosen);
}

/**
 * The results of one trial, whatever sets they are of.
 * @returns null where there is no trial of this number
 */
export function trialResults(
  { sets, trials }: RecordedWork,
  number: number,
): AssessmentResults | null {
  const trial = trials.find((each) => each.number === number);
  return trial === undefined ? null : resultsIn(together(sets), trial);
}

function together(chosen: readonly AssessmentResults[]): AssessmentResults {
  return {
    reps: chosen.flatMap(({ reps }) => reps),
    landings: chosen.flatMap(({ landings }) => landings),
    strides: chosen.flatMap(({ strides }) => strides),
    holds: chosen.flatMap(({ holds }) => holds),
  };
}
