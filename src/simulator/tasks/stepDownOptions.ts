import { requireOneOf, requireWithin } from '../optionChecks.ts';
import { DEFAULT_SESSION_OPTIONS } from '../sessionOptions.ts';
import { checkRepTaskOptions, DEFAULT_REP_TEMPO, type RepTaskOptions } from './repTaskOptions.ts';
import { checkOneLegStand, type OneLegStand } from './singleLegOptions.ts';

/**
 * What to simulate of step-downs: `side` stands on the box, the other heel goes down to the floor
 * and touches it. How deep the knee bends follows from the box.
 */
export interface StepDownOptions extends RepTaskOptions, OneLegStand {
  /** Where the free foot goes down: beside the box, or in front of it. */
  readonly direction: 'lateral' | 'forward';
  readonly boxHeightM: number;
}

export const DEFAULT_STEP_DOWN_OPTIONS: StepDownOptions = Object.freeze({
  ...DEFAULT_SESSION_OPTIONS,
  side: 'right',
  reps: 5,
  fppaDeg: Object.freeze([0]),
  kneeValgusDeg: null,
  tempo: DEFAULT_REP_TEMPO,
  direction: 'lateral',
  boxHeightM: 0.15,
  stanceFlexionDeg: 0,
  unrestDeg: 0.5,
  wobbleDeg: 0,
  pelvisDropDeg: 0,
});

/** @throws RangeError that names the option, its value and what is allowed. */
export function stepDownOptions(given: Partial<StepDownOptions>): StepDownOptions {
  const options = { ...DEFAULT_STEP_DOWN_OPTIONS, ...given };
  checkRepTaskOptions(options);
  requireOneOf('direction', options.direction, ['lateral', 'forward']);
  requireWithin('boxHeightM', options.boxHeightM, 0.1, 0.25, 'm');
  checkOneLegStand(options);
  return options;
}
