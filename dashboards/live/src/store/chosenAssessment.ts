import { ASSESSMENT_IDS, type AssessmentId } from '../../../../src/model/assessment.ts';
import { Preference } from './preferences.ts';

export const FREE_PRACTICE = 'free';

export type AssessmentChoice = AssessmentId | typeof FREE_PRACTICE;

/** What the person at this screen means to do next; the hub's session may be of another. */
export const chosenAssessment = new Preference<AssessmentChoice>('assessment', [
  FREE_PRACTICE,
  ...ASSESSMENT_IDS,
]);
