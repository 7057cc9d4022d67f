import type { PipelineInput } from '../model/events.ts';

/** Hub time of an input: the arrival of a packet. */
export function timeOf(input: PipelineInput): number {
  return input.type === 'packet' ? input.packet.arrivalUs : input.timeUs;
}

/** Whether somebody decided by it what the calibration is; a new processing decides anew. */
export function isCalibrationDecision({ type }: PipelineInput): boolean {
  return type === 'calibrateOn' || type === 'useCalibration' || type === 'reuseCalibration';
}

/** Whether somebody wished by it for another calibration from here on. */
export function asksForCalibration({ type }: PipelineInput): boolean {
  return type === 'recalibrate' || type === 'lyingPose' || type === 'retryStep';
}
