import { requireInteger, requireWithin } from '../optionChecks.ts';
import { DEFAULT_SESSION_OPTIONS } from '../sessionOptions.ts';
import {
  checkRepTaskOptions,
  DEFAULT_REP_TEMPO,
  type RepTaskOptions,
  requireDepth,
} from './repTaskOptions.ts';

/** How somebody stands on one leg, and how steadily. */
export interface OneLegStand {
  /** Knee flexion of the standing leg between reps; people hardly stand on a straight one. */
  readonly stanceFlexionDeg: number;
  /** Root mean square of lean and tilt of the standing leg; it fades towards the turning point. */
  readonly unrestDeg: number;
  /** The knee goes in and out by this on the way, nothing at rest and at the turning point. */
  readonly wobbleDeg: number;
  /** The pelvis lists to the free side by this at the turning point. */
  readonly pelvisDropDeg: number;
}

/** What to simulate of single-leg squats: `side` is stood on, the other foot hangs free. */
export interface SingleLegOptions extends RepTaskOptions, OneLegStand {
  readonly shankTiltDeg: number;
  readonly thighTiltDeg: number;
  /** In so many of the reps, the first ones, the toes of the free foot touch the floor at the bottom. */
  readonly toeTouches: number;
}

export const DEFAULT_SINGLE_LEG_OPTIONS: SingleLegOptions = Object.freeze({
  ...DEFAULT_SESSION_OPTIONS,
  side: 'right',
  reps: 5,
  fppaDeg: Object.freeze([0]),
  kneeValgusDeg: null,
  tempo: DEFAULT_REP_TEMPO,
  shankTiltDeg: 25,
  thighTiltDeg: 38,
  toeTouches: 0,
  stanceFlexionDeg: 0,
  unrestDeg: 0.5,
  wobbleDeg: 0,
  pelvisDropDeg: 0,
});

/** @throws RangeError that names the option, its value and what is allowed. */
export function singleLegOptions(given: Partial<SingleLegOptions>): SingleLegOptions {
  const options = { ...DEFAULT_SINGLE_LEG_OPTIONS, ...given };
  checkRepTaskOptions(options);
  requireDepth(options.shankTiltDeg, options.thighTiltDeg);
  requireInteger('toeTouches', options.toeTouches, 0, options.reps);
  checkOneLegStand(options);
  const bottomDeg = options.shankTiltDeg + options.thighTiltDeg;
  requireWithin('stanceFlexionDeg', options.stanceFlexionDeg, 0, bottomDeg, 'degrees, the bottom');
  return options;
}

/** @throws RangeError that names the option, its value and what is allowed. */
export function checkOneLegStand(options: OneLegStand): void {
  requireWithin('stanceFlexionDeg', options.stanceFlexionDeg, 0, 20, 'degrees');
  requireWithin('unrestDeg', options.unrestDeg, 0, 3, 'degrees');
  requireWithin('wobbleDeg', options.wobbleDeg, 0, 6, 'degrees');
  requireWithin('pelvisDropDeg', options.pelvisDropDeg, -10, 20, 'degrees');
}
