import type { Task } from './task.ts';

/** What a person calls each task. */
export const TASK_WORDS: Readonly<Record<Task, string>> = {
  bilateralSquat: 'Squat',
  rntSquat: 'Squat against a band',
  singleLegSquat: 'Single-leg squat',
  stepDown: 'Step-down',
  stepUp: 'Step-up',
  lunge: 'Lunge',
  hinge: 'Hinge',
  weightBearingLunge: 'Knee to wall',
  landing: 'Landing',
  balance: 'Balance on one leg',
  halfKneeling: 'Half-kneeling hold',
  gait: 'Walking',
};
