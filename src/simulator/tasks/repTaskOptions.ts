import { SIDES, type Side } from '../../model/placement.ts';
import { requireInteger, requireList, requireOneOf, requireWithin } from '../optionChecks.ts';
import { checkSessionOptions, type SessionOptions } from '../sessionOptions.ts';
import { requireTempo, type TempoRange } from '../tempo.ts';

/** What tasks with repetitions of one leg have in common; the rest as in `SessionOptions`. */
export interface RepTaskOptions extends SessionOptions {
  /** The leg that works: stood on, leading, or in front. */
  readonly side: Side;
  readonly reps: number;
  /**
   * Projection angle of that leg where its knee is bent most, in the subject's frontal plane; the
   * list cycles over the reps. Ignored where `kneeValgusDeg` is given.
   */
  readonly fppaDeg: readonly number[];
  /** Knee valgus of the joint there, cycling; null goes by `fppaDeg`. */
  readonly kneeValgusDeg: readonly number[] | null;
  readonly tempo: TempoRange;
}

export const DEFAULT_REP_TEMPO: TempoRange = Object.freeze({
  descentS: Object.freeze([1.4, 1.6] as const),
  holdS: Object.freeze([0.3, 0.5] as const),
  ascentS: Object.freeze([1.1, 1.3] as const),
  pauseS: Object.freeze([0.8, 1.2] as const),
});

/** @throws RangeError that names the option, its value and what is allowed. */
export function checkRepTaskOptions(options: RepTaskOptions): void {
  checkSessionOptions(options);
  requireOneOf('side', options.side, SIDES);
  requireInteger('reps', options.reps, 1, 1000);
  requireList('fppaDeg', options.fppaDeg, -25, 35);
  if (options.kneeValgusDeg !== null) requireList('kneeValgusDeg', options.kneeValgusDeg, -15, 20);
  requireTempo(options.tempo);
}

/** Tilts where the knee of the working leg is bent most, degrees. */
export function requireDepth(shankTiltDeg: number, thighTiltDeg: number): void {
  requireWithin('shankTiltDeg', shankTiltDeg, 0, 45, 'degrees');
  requireWithin('thighTiltDeg', thighTiltDeg, 10, 80, 'degrees');
}
