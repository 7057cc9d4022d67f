/**
 * What somebody does, as far as detectors, headline and bands differ: the tasks that settings may
 * name. An assessment is one of these with instructions and trials.
 */
export const TASKS = [
  'bilateralSquat',
  'rntSquat',
  'singleLegSquat',
  'stepDown',
  'stepUp',
  'lunge',
  'hinge',
  'weightBearingLunge',
  'landing',
  'balance',
  'halfKneeling',
  'gait',
] as const;

export type Task = (typeof TASKS)[number];

const STANDING_TASKS: readonly Task[] = ['bilateralSquat', 'rntSquat', 'hinge', 'landing', 'gait'];

/** Whether a leg rests in this task only as in standing on both; else lifted, bent or in front too. */
export function restsInStandingAlone(task: Task): boolean {
  return STANDING_TASKS.includes(task);
}
