import type { Task } from './task.ts';

/**
 * Every assessment and the task whose detectors, headline and bands it uses. What a person is told
 * to do stands in `movement/assessments`.
 */
export const ASSESSMENT_TASKS = {
  overheadSquat: 'bilateralSquat',
  armsDownSquat: 'bilateralSquat',
  singleLegSquat: 'singleLegSquat',
  lateralStepDown: 'stepDown',
  forwardStepDown: 'stepDown',
  dropVerticalJump: 'landing',
  countermovementJump: 'landing',
  lunge: 'lunge',
  hinge: 'hinge',
  weightBearingLunge: 'weightBearingLunge',
  gait: 'gait',
  singleLegBalance: 'balance',
  rntSquat: 'rntSquat',
  stepUp: 'stepUp',
  halfKneeling: 'halfKneeling',
} as const satisfies Record<string, Task>;

export type AssessmentId = keyof typeof ASSESSMENT_TASKS;

export const ASSESSMENT_IDS = Object.keys(ASSESSMENT_TASKS) as readonly AssessmentId[];

export function isAssessmentId(text: string): text is AssessmentId {
  return Object.hasOwn(ASSESSMENT_TASKS, text);
}
