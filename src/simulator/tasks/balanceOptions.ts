import type { Side } from '../../model/placement.ts';
import { requireInteger, requireOneOf, requireWithin } from '../optionChecks.ts';
import {
  checkSessionOptions,
  DEFAULT_SESSION_OPTIONS,
  type SessionOptions,
} from '../sessionOptions.ts';

/** What to simulate; the rest as in `SessionOptions`. */
export interface BalanceOptions extends SessionOptions {
  /** Leg that is stood on. */
  readonly stanceSide: Side;
  readonly holds: number;
  /** From foot lifted to foot put down again. */
  readonly holdS: number;
  /** Root mean square of shank lean, and of shank tilt, in a hold: 1 is good, 3.5 poor. */
  readonly unrestDeg: number;
  /** How often the lifted foot touches down in each hold. */
  readonly touchDowns: number;
}

export const DEFAULT_BALANCE_OPTIONS: BalanceOptions = Object.freeze({
  ...DEFAULT_SESSION_OPTIONS,
  stanceSide: 'right',
  holds: 2,
  holdS: 20,
  unrestDeg: 1,
  touchDowns: 0,
});

/** @throws RangeError that names the option, its value and what is allowed. */
export function balanceOptions(given: Partial<BalanceOptions>): BalanceOptions {
  const options = { ...DEFAULT_BALANCE_OPTIONS, ...given };
  checkSessionOptions(options);
  requireOneOf('stanceSide', options.stanceSide, ['left', 'right']);
  requireInteger('holds', options.holds, 1, 100);
  requireWithin('holdS', options.holdS, 5, 120, 'seconds');
  requireWithin('unrestDeg', options.unrestDeg, 0, 6, 'degrees');
  const most = Math.floor(options.holdS / 4);
  requireInteger('touchDowns', options.touchDowns, 0, most);
  return options;
}
