import type { Side } from '../../model/placement.ts';
import type { Task } from '../../model/task.ts';
import type { DetectedRep } from '../reps/detectedRep.ts';
import type { TouchWatch } from './touchWatch.ts';

/** Of a squat on one leg the other foot should stay up; of a step-down its heel may graze the floor. */
const TOE_TOUCH_G = 1.3;
const HEEL_TOUCH_G = 1.15;
/** After the rep the other foot is put down. */
const BEFORE_END_US = 200_000;

/** Whether the other foot touched down in the rep; null of tasks without one in the air, or unheard. */
export function footTouch(
  task: Task,
  { stance, startUs, endUs }: DetectedRep,
  touches: TouchWatch,
): boolean | null {
  if (stance === null || (task !== 'singleLegSquat' && task !== 'stepDown')) return null;
  const other: Side = stance === 'right' ? 'left' : 'right';
  const limitG = task === 'stepDown' ? HEEL_TOUCH_G : TOE_TOUCH_G;
  return touches.touched(other, startUs, endUs - BEFORE_END_US, limitG);
}
