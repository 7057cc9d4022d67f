import { requireWithin } from '../optionChecks.ts';
import { DEFAULT_SESSION_OPTIONS } from '../sessionOptions.ts';
import { checkRepTaskOptions, DEFAULT_REP_TEMPO, type RepTaskOptions } from './repTaskOptions.ts';

/** What to simulate of lunges: `side` is in front, the rear foot is on its toes. */
export interface LungeOptions extends RepTaskOptions {
  /** Where the front knee is bent most: the shank stays more upright than the rear one. */
  readonly shankTiltDeg: number;
  readonly thighTiltDeg: number;
  /** True steps forward and back for every rep; false stays in split stance for all of them. */
  readonly stepEachRep: boolean;
  /** Root mean square of lean and tilt of the front leg in split stance, nothing at the turning point. */
  readonly unrestDeg: number;
}

export const DEFAULT_LUNGE_OPTIONS: LungeOptions = Object.freeze({
  ...DEFAULT_SESSION_OPTIONS,
  side: 'right',
  reps: 5,
  fppaDeg: Object.freeze([0]),
  kneeValgusDeg: null,
  tempo: DEFAULT_REP_TEMPO,
  shankTiltDeg: 16,
  thighTiltDeg: 64,
  stepEachRep: false,
  unrestDeg: 0.3,
});

/** @throws RangeError that names the option, its value and what is allowed. */
export function lungeOptions(given: Partial<LungeOptions>): LungeOptions {
  const options = { ...DEFAULT_LUNGE_OPTIONS, ...given };
  checkRepTaskOptions(options);
  requireWithin('shankTiltDeg', options.shankTiltDeg, 0, 25, 'degrees');
  requireWithin('thighTiltDeg', options.thighTiltDeg, 40, 80, 'degrees');
  requireWithin('unrestDeg', options.unrestDeg, 0, 0.5, 'degrees');
  return options;
}
