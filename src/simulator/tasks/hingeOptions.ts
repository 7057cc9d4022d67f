import type { Side } from '../../model/placement.ts';
import { requireInteger, requireList, requireOneOf, requireWithin } from '../optionChecks.ts';
import {
  checkSessionOptions,
  DEFAULT_SESSION_OPTIONS,
  type SessionOptions,
} from '../sessionOptions.ts';
import { requireTempo, type TempoRange } from '../tempo.ts';
import { DEFAULT_REP_TEMPO } from './repTaskOptions.ts';

/** What to simulate of hinges: the hips go back over nearly upright shanks, the pelvis tilts forward. */
export interface HingeOptions extends SessionOptions {
  readonly reps: number;
  /** At the bottom; the two make the knee flexion, 20 to 35° in people. */
  readonly shankTiltDeg: number;
  readonly thighTiltDeg: number;
  /** Forward tilt of the pelvis there, beyond what the thighs bring with them. */
  readonly pelvisTiltDeg: number;
  /** Knee valgus of the joint there, cycling over the reps. */
  readonly kneeValgusDeg: readonly number[];
  /** Legs that show it. */
  readonly affectedSide: Side | 'both';
  readonly tempo: TempoRange;
}

export const DEFAULT_HINGE_OPTIONS: HingeOptions = Object.freeze({
  ...DEFAULT_SESSION_OPTIONS,
  reps: 5,
  shankTiltDeg: 0,
  thighTiltDeg: 28,
  pelvisTiltDeg: 45,
  kneeValgusDeg: Object.freeze([0]),
  affectedSide: 'both',
  tempo: DEFAULT_REP_TEMPO,
});

/** @throws RangeError that names the option, its value and what is allowed. */
export function hingeOptions(given: Partial<HingeOptions>): HingeOptions {
  const options = { ...DEFAULT_HINGE_OPTIONS, ...given };
  checkSessionOptions(options);
  requireInteger('reps', options.reps, 1, 1000);
  requireWithin('shankTiltDeg', options.shankTiltDeg, -8, 12, 'degrees');
  requireWithin('thighTiltDeg', options.thighTiltDeg, 15, 40, 'degrees');
  requireWithin('pelvisTiltDeg', options.pelvisTiltDeg, 0, 80, 'degrees');
  requireList('kneeValgusDeg', options.kneeValgusDeg, -15, 20);
  requireOneOf('affectedSide', options.affectedSide, ['both', 'left', 'right']);
  requireTempo(options.tempo);
  return options;
}
