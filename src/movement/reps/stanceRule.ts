import type { Task } from '../../model/task.ts';
import type { LegPosture } from './legPosture.ts';

/** What a leg did while its own knee bent, at its deepest, beside the other leg at that instant. */
export interface BendEvidence {
  readonly own: LegPosture;
  /** null where the other leg wears no sensors, or they are silent. */
  readonly other: LegPosture | null;
  /** Share of the frames of the bend in which the foot cannot have stood. */
  readonly unplantedShare: number;
}

/** A foot in the air is higher than the one stood on by more than hips tilt and angles err, m. */
export const LIFTED_M = 0.05;
/** Knees as far apart are no squat of both legs, degrees. */
const APART_DEG = 25;
/** The knee of the leg that reaches down from a step is straighter by this much at least, degrees. */
const REACHING_DEG = 15;
/** A shank may tilt as far with its foot on the floor, degrees. */
const PLANTED_TILT_DEG = [-20, 60] as const;
const UNPLANTED_SHARE = 0.5;

/**
 * Whether a leg that bent and straightened was the leg of the rep.
 * - Of a squat on one leg it is the one whose foot is lower: the other foot is in the air.
 * - Of a step-down it is the one that bends while the other, straighter, reaches for the floor.
 * - Of a lunge it is the one in front: thigh back, shank upright; the rear leg has it the other way.
 * A leg without another one to compare with is taken as the one.
 */
export function isStance(task: Task, { own, other, unplantedShare }: BendEvidence): boolean {
  if (other === null) return true;
  const between = own.thighTiltDeg - own.shankTiltDeg - (other.thighTiltDeg - other.shankTiltDeg);
  if (task === 'lunge') return between > 0;
  if (unplantedShare > UNPLANTED_SHARE) return false;
  const [least, most] = PLANTED_TILT_DEG;
  if (own.shankTiltDeg < least || own.shankTiltDeg > most) return false;
  const liftedM = own.heightM - other.heightM;
  const apartDeg = own.flexionDeg - other.flexionDeg;
  if (liftedM > LIFTED_M) return true;
  if (task === 'singleLegSquat') return liftedM > 0 && Math.abs(apartDeg) >= APART_DEG;
  return apartDeg >= REACHING_DEG;
}
