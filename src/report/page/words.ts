import type { DepthClass, Headline } from '../../model/movement.ts';
import type { Placement, Side } from '../../model/placement.ts';
import type { Task } from '../../model/task.ts';

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

export const SIDE_WORDS: Readonly<Record<Side, string>> = { right: 'Right', left: 'Left' };

/** `right thigh`. */
export function placeWords(placement: Placement): string {
  return placement.replace('_', ' ');
}

export const DEPTH_WORDS: Readonly<Record<DepthClass, string>> = {
  partial: 'partial',
  half: 'half',
  'near parallel': 'near parallel',
  parallel: 'parallel',
  deep: 'deep',
};

/** `Knee in, cm`. */
export function headlineName({ label, unit }: Headline): string {
  return `${label}, ${unit === 'cm' ? 'cm' : 'degrees'}`;
}
