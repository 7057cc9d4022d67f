import type { MotionScript } from '../motionScript.ts';

/** One script until `atS`, then the other; they must agree there. */
export function followedBy(first: MotionScript, second: MotionScript, atS: number): MotionScript {
  const at = (timeS: number) => (timeS < atS ? first : second);
  return {
    postureAt: (timeS, side) => at(timeS).postureAt(timeS, side),
    footRollDegAt: (timeS, side) => at(timeS).footRollDegAt(timeS, side),
    footPitchDegAt: (timeS, side) => at(timeS).footPitchDegAt?.(timeS, side) ?? 0,
    ankleOffsetAt: (timeS, side) => at(timeS).ankleOffsetAt?.(timeS, side) ?? [0, 0, 0],
    pelvisTiltDegAt: (timeS) => at(timeS).pelvisTiltDegAt?.(timeS) ?? 0,
    pelvisListDegAt: (timeS) => at(timeS).pelvisListDegAt?.(timeS) ?? 0,
    footPlantedAt: (timeS, side) => at(timeS).footPlantedAt?.(timeS, side) ?? true,
  };
}
