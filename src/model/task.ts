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
