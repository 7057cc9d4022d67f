import type { Task } from '../../model/task.ts';
import type { LegPosture } from './legPosture.ts';

/** What a leg did while its own knee bent, at its deepest, beside the other leg at that instant. */
export interface BendEvidence {
  readonly own: LegPosture;
  /** null where the other leg wears no sensors, or they are silent. */
  readonly other: LegPosture | null;
}

/** A foot in the air is higher than the one stood on by more than hips tilt and angles err, m. */
export const LIFTED_M = 0.05;
/** Of a lunge the rear ankle is the higher one, for that foot is on its toes; less for errors, m. */
const FRONT_LIFTED_M = -0.03;
/** In a squat both legs fold alike; in front and behind they differ by far more, degrees. */
const SPLIT_DEG = 20;
/** Knees as far apart are no squat of both legs, degrees. */
const APART_DEG = 25;
/** The knee of the leg that reaches down from a step is straighter by this much at least, degrees. */
const REACHING_DEG = 15;
/** A shank may tilt as far with its foot on the floor, degrees. */
const PLANTED_TILT_DEG = [-20, 60] as const;
/** Under weight a shank goes forward with the knee by this share of its flexion; a hanging one does not. */
const SHANK_SHARE = 0.1;

/**
 * Whether a leg that bent and straightened was the leg of the rep. Hips are level but for a few
 * centimetres, so the leg that reaches farther down from them has the lower foot.
 * - Of a squat on one leg it is the one whose foot is lower: the other foot is in the air.
 * - Of a step-down it is the one that bends under weight while the other, straighter, reaches for the floor.
 * - Of a lunge it is the one in front: thigh back, shank upright, and its foot flat; the rear leg has it
 *   the other way, and a foot on its way to the front is in the air.
 * A leg without another one to compare with is taken as the one where its foot may stand.
 */
export function isStance(task: Task, { own, other }: BendEvidence): boolean {
  if (other === null) return mayStand(own.shankTiltDeg);
  const liftedM = own.heightM - other.heightM;
  if (task === 'lunge')
    return liftedM > FRONT_LIFTED_M && foldedBackDeg(own) - foldedBackDeg(other) > SPLIT_DEG;
  if (!mayStand(own.shankTiltDeg)) return false;
  if (liftedM > LIFTED_M) return true;
  const apartDeg = own.flexionDeg - other.flexionDeg;
  if (task === 'singleLegSquat') return liftedM > 0 && Math.abs(apartDeg) >= APART_DEG;
  return apartDeg >= REACHING_DEG && own.shankTiltDeg >= SHANK_SHARE * own.flexionDeg;
}

/** Whether a shank so tilted may have its foot on the floor; a leg that swings folds it back far beyond. */
export function mayStand(shankTiltDeg: number): boolean {
  const [least, most] = PLANTED_TILT_DEG;
  return !(shankTiltDeg < least || shankTiltDeg > most);
}

function foldedBackDeg({ thighTiltDeg, shankTiltDeg }: LegPosture): number {
  return thighTiltDeg - shankTiltDeg;
}
