import type { AssessmentId } from '../../model/assessment.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import type { Task } from '../../model/task.ts';
import { type Assessment, assessmentOf } from './assessments.ts';

/** Of the assessments of a task the one that asks for least, by whose figures free practice is shown. */
const PLAINEST = {
  bilateralSquat: 'armsDownSquat',
  rntSquat: 'rntSquat',
  singleLegSquat: 'singleLegSquat',
  stepDown: 'forwardStepDown',
  stepUp: 'stepUp',
  lunge: 'lunge',
  hinge: 'hinge',
  weightBearingLunge: 'weightBearingLunge',
  landing: 'countermovementJump',
  balance: 'singleLegBalance',
  halfKneeling: 'halfKneeling',
  gait: 'gait',
} as const satisfies Record<Task, AssessmentId>;

/** The assessment whose card a session has: the one it names; in free practice the plainest of its task. */
export function assessmentShown({
  task,
  assessment,
}: Pick<PipelineSettings, 'task' | 'assessment'>): {
  readonly assessment: Assessment;
  readonly isFree: boolean;
} {
  const isFree = assessment === undefined || assessment === null;
  return { assessment: assessmentOf(isFree ? PLAINEST[task] : assessment), isFree };
}
