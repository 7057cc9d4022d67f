import type { Task } from '../../../../../src/model/task.ts';

export const TASK_NAME: Readonly<Record<Task, string>> = {
  bilateralSquat: 'Squat',
  rntSquat: 'Squat with a band',
  singleLegSquat: 'Single-leg squat',
  stepDown: 'Step-down',
  stepUp: 'Step-up',
  lunge: 'Lunge',
  hinge: 'Hinge',
  weightBearingLunge: 'Knee to wall',
  landing: 'Landing',
  balance: 'Balance',
  halfKneeling: 'Half-kneeling',
  gait: 'Walking',
};
