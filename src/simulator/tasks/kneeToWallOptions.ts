import { SIDES, type Side } from '../../model/placement.ts';
import { requireInteger, requireOneOf, requireWithin } from '../optionChecks.ts';
import {
  checkSessionOptions,
  DEFAULT_SESSION_OPTIONS,
  type SessionOptions,
} from '../sessionOptions.ts';
import { requireTempo, type TempoRange } from '../tempo.ts';

/** What to simulate of the knee to the wall: each of `sides` in turn is in front. */
export interface KneeToWallOptions extends SessionOptions {
  readonly sides: readonly Side[];
  /** Of each side. */
  readonly trials: number;
  /** Forward tilt of the front shank where the knee is furthest forward. */
  readonly shankTiltDeg: Readonly<Record<Side, number>>;
  /**
   * The heel of the front foot comes up by this in the last part of the way, which a trial must not;
   * 0 keeps it down.
   */
  readonly heelUpDeg: number;
  readonly tempo: TempoRange;
  /** Root mean square of lean and tilt of the front leg between trials. */
  readonly unrestDeg: number;
}

export const DEFAULT_KNEE_TO_WALL_OPTIONS: KneeToWallOptions = Object.freeze({
  ...DEFAULT_SESSION_OPTIONS,
  sides: SIDES,
  trials: 3,
  shankTiltDeg: Object.freeze({ right: 38, left: 38 }),
  heelUpDeg: 0,
  tempo: Object.freeze({
    descentS: Object.freeze([1.8, 2.4] as const),
    holdS: Object.freeze([0.8, 1.4] as const),
    ascentS: Object.freeze([1.5, 2] as const),
    pauseS: Object.freeze([1, 1.5] as const),
  }),
  unrestDeg: 0.3,
});

/** @throws RangeError that names the option, its value and what is allowed. */
export function kneeToWallOptions(given: Partial<KneeToWallOptions>): KneeToWallOptions {
  const options = { ...DEFAULT_KNEE_TO_WALL_OPTIONS, ...given };
  checkSessionOptions(options);
  if (options.sides.length === 0) {
    throw new RangeError('sides is an empty list; it needs at least one of right, left');
  }
  for (const side of options.sides) requireOneOf('sides', side, SIDES);
  requireInteger('trials', options.trials, 1, 100);
  for (const side of SIDES) {
    requireWithin(`shankTiltDeg.${side}`, options.shankTiltDeg[side], 15, 50, 'degrees');
  }
  requireWithin('heelUpDeg', options.heelUpDeg, 0, 20, 'degrees');
  requireTempo(options.tempo);
  requireWithin('unrestDeg', options.unrestDeg, 0, 0.5, 'degrees');
  return options;
}
