import { requireInteger, requireWithin } from '../optionChecks.ts';
import {
  checkSessionOptions,
  DEFAULT_SESSION_OPTIONS,
  type SessionOptions,
} from '../sessionOptions.ts';

/** What to simulate; the rest as in `SessionOptions`. */
export interface GaitOptions extends SessionOptions {
  /** At full stride; two more begin the walk and two end it. */
  readonly strides: number;
  readonly strideS: number;
  /** Knee valgus in the middle of stance. */
  readonly kneeValgusDeg: number;
}

export const DEFAULT_GAIT_OPTIONS: GaitOptions = Object.freeze({
  ...DEFAULT_SESSION_OPTIONS,
  strides: 30,
  strideS: 1.1,
  kneeValgusDeg: 2,
});

/** @throws RangeError that names the option, its value and what is allowed. */
export function gaitOptions(given: Partial<GaitOptions>): GaitOptions {
  const options = { ...DEFAULT_GAIT_OPTIONS, ...given };
  checkSessionOptions(options);
  requireInteger('strides', options.strides, 1, 3000);
  requireWithin('strideS', options.strideS, 0.8, 1.8, 'seconds');
  requireWithin('kneeValgusDeg', options.kneeValgusDeg, -15, 20, 'degrees');
  return options;
}
