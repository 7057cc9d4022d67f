import type { Vec3 } from '../geometry/vector.ts';
import type { Side } from '../model/placement.ts';
import type { LegPosture } from './legPosture.ts';

/** What both legs do over time, twice continuously differentiable. */
export interface MotionScript {
  postureAt(timeS: number, side: Side): LegPosture;
  /** + inward. */
  footRollDegAt(timeS: number, side: Side): number;
  /** + toes up; absent is a sole that keeps to the floor. */
  footPitchDegAt?(timeS: number, side: Side): number;
  /** Where the ankle is against where it stands, metres in the world; absent is a planted foot. */
  ankleOffsetAt?(timeS: number, side: Side): Vec3;
  /** From 0, standing on the foot, to 1, hanging from the hip off the floor; absent is 0. */
  hangingShareAt?(timeS: number, side: Side): number;
  /** Forward tilt of the pelvis beyond what the thighs bring with them; absent is 0. */
  pelvisTiltDegAt?(timeS: number): number;
  /** + right side lower; absent is 0. */
  pelvisListDegAt?(timeS: number): number;
  /** Whether the sole lies flat; absent is always. */
  footPlantedAt?(timeS: number, side: Side): boolean;
}
