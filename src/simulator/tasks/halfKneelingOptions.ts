import { SIDES, type Side } from '../../model/placement.ts';
import { requireInteger, requireOneOf, requireWithin } from '../optionChecks.ts';
import {
  checkSessionOptions,
  DEFAULT_SESSION_OPTIONS,
  type SessionOptions,
} from '../sessionOptions.ts';

/** What to simulate of half-kneeling: `side` is in front, the other knee on the floor. */
export interface HalfKneelingOptions extends SessionOptions {
  readonly side: Side;
  /** How often the person kneels down and gets up again. */
  readonly holds: number;
  /** From kneeling to getting up. */
  readonly holdS: number;
  /** Root mean square of lean and tilt of the front leg meanwhile. */
  readonly unrestDeg: number;
}

export const DEFAULT_HALF_KNEELING_OPTIONS: HalfKneelingOptions = Object.freeze({
  ...DEFAULT_SESSION_OPTIONS,
  side: 'right',
  holds: 2,
  holdS: 20,
  unrestDeg: 0.5,
});

/** @throws RangeError that names the option, its value and what is allowed. */
export function halfKneelingOptions(given: Partial<HalfKneelingOptions>): HalfKneelingOptions {
  const options = { ...DEFAULT_HALF_KNEELING_OPTIONS, ...given };
  checkSessionOptions(options);
  requireOneOf('side', options.side, SIDES);
  requireInteger('holds', options.holds, 1, 100);
  requireWithin('holdS', options.holdS, 3, 120, 'seconds');
  requireWithin('unrestDeg', options.unrestDeg, 0, 3, 'degrees');
  return options;
}
