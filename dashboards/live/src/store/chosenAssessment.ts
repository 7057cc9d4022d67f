import { ASSESSMENT_IDS, type AssessmentId } from '../../../../src/model/assessment.ts';
import type { RecordingStatus } from '../../../../src/model/liveStatus.ts';
import { Preference } from './preferences.ts';

export const FREE_PRACTICE = 'free';

const choice = new Preference<AssessmentId | typeof FREE_PRACTICE | 'session'>('assessment', [
  'session',
  FREE_PRACTICE,
  ...ASSESSMENT_IDS,
]);

/**
 * What the person at this screen means to do next, null for free practice. Who has chosen nothing
 * means what the session is of.
 */
export function chosenAssessment(
  recording: Pick<RecordingStatus, 'assessment'> | null | undefined,
): AssessmentId | null {
  const chosen = choice.value.value;
  if (chosen === 'session') return recording?.assessment ?? null;
  return chosen === FREE_PRACTICE ? null : chosen;
}

export function chooseAssessment(assessment: AssessmentId | null): void {
  choice.set(assessment ?? FREE_PRACTICE);
}
