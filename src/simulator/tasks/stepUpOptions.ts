import { requireWithin } from '../optionChecks.ts';
import { DEFAULT_SESSION_OPTIONS } from '../sessionOptions.ts';
import { checkRepTaskOptions, DEFAULT_REP_TEMPO, type RepTaskOptions } from './repTaskOptions.ts';

/**
 * What to simulate of step-ups: `side` leads, its foot on the box throughout. A rep goes up first and
 * then back down. The angle asked of the knee shows a third of the way up and down, under load; how far
 * the knee is bent at the start follows from the box.
 */
export interface StepUpOptions extends RepTaskOptions {
  readonly boxHeightM: number;
}

export const DEFAULT_STEP_UP_OPTIONS: StepUpOptions = Object.freeze({
  ...DEFAULT_SESSION_OPTIONS,
  side: 'right',
  reps: 5,
  fppaDeg: Object.freeze([0]),
  kneeValgusDeg: null,
  tempo: DEFAULT_REP_TEMPO,
  boxHeightM: 0.2,
});

/** @throws RangeError that names the option, its value and what is allowed. */
export function stepUpOptions(given: Partial<StepUpOptions>): StepUpOptions {
  const options = { ...DEFAULT_STEP_UP_OPTIONS, ...given };
  checkRepTaskOptions(options);
  requireWithin('boxHeightM', options.boxHeightM, 0.15, 0.3, 'm');
  return options;
}
