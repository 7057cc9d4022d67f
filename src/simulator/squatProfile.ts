import { quinticStep } from './quinticStep.ts';

/** One smooth movement out of standing and back, times in seconds. */
export interface SquatTiming {
  readonly startS: number;
  readonly descentS: number;
  readonly holdS: number;
  readonly ascentS: number;
}

export function endOf(timing: SquatTiming): number {
  return timing.startS + timing.descentS + timing.holdS + timing.ascentS;
}

/**
 * Share of the peak reached at `timeS`, 0..1: quintic steps with continuous acceleration, since
 * a jump there would be an impact the person never made. Peak rate 1.875 amplitude / duration.
 */
export function squatProfile(timing: SquatTiming, timeS: number): number {
  const t = timeS - timing.startS;
  return (
    quinticStep(t / timing.descentS) -
    quinticStep((t - timing.descentS - timing.holdS) / timing.ascentS)
  );
}
