import type { CalibrationRetry } from '../model/events.ts';
import type { Snapshot } from '../stream/messages.ts';

/** Why a step of the calibration cannot be done again by itself, and what to do; null where it can. */
export function retryRefusal(
  step: CalibrationRetry,
  { calibration, calibrationStage }: Pick<Snapshot, 'calibration' | 'calibrationStage'>,
): string | null {
  const stage = calibrationStage?.stage ?? 'waitingForSensors';
  if (stage === 'waitingForSensors') {
    return 'No step of a calibration has been done yet: put the sensors on first.';
  }
  if (step !== 'move' || stage === 'move') return null;
  if (stage === 'lieStill' || calibration === null) {
    return 'No standing pose is taken yet: stand still for 3 s first.';
  }
  // One that was taken over or named has no standing of this person and moment behind it.
  if (calibration.method !== 'standing+movement') {
    return 'This calibration has no standing pose to go on from: calibrate again.';
  }
  return null;
}
