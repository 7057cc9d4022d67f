import type { AssessmentId } from '../../model/assessment.ts';
import { ASSESSMENTS, assessmentOf } from '../../movement/assessments/assessments.ts';
import type { AssessListFlags } from '../assessFlags.ts';
import { listText, showText } from './assessmentText.ts';

/** Prints the assessments there are. */
export function listAssessments({ json = false }: AssessListFlags): void {
  console.log(json ? JSON.stringify(ASSESSMENTS, null, 2) : listText(ASSESSMENTS));
}

/** Prints what to do for one of them. */
export function showAssessment(id: AssessmentId, { json = false }: AssessListFlags): void {
  const assessment = assessmentOf(id);
  console.log(json ? JSON.stringify(assessment, null, 2) : showText(assessment));
}
