import type { Side } from '../model/placement.ts';
import { type MountFaults, NO_MOUNT_FAULTS } from './mountFaults.ts';
import { requireInteger, requireList, requireOneOf, requireWithin } from './optionChecks.ts';
import {
  checkSessionOptions,
  DEFAULT_SESSION_OPTIONS,
  type SessionOptions,
} from './sessionOptions.ts';
import { requireTempo, type TempoRange } from './tempo.ts';

/** What to simulate. Angles in degrees, times in seconds, signs as in docs/conventions.md. */
export interface SquatOptions extends SessionOptions {
  /** Lifts the right knee once after the first standing, and stands as long again. */
  readonly liftRightKnee: boolean;
  /** Squats in a set. */
  readonly reps: number;
  /** Sets, with quiet standing between them. */
  readonly sets: number;
  /** The person turns round by this on the spot between two sets, + to the left. */
  readonly turnBetweenSetsDeg: number;
  /**
   * Projection angle at the peak in the subject's frontal plane; the list cycles over the
   * reps. Not a knee angle: the joint stays a hinge. Ignored where `kneeValgusDeg` is given.
   */
  readonly fppaDeg: readonly number[];
  /** Knee valgus of the joint coordinate system at the peak, cycling; null goes by `fppaDeg`. */
  readonly kneeValgusDeg: readonly number[] | null;
  /** Legs that show the lists above; the other one shows 0 of the same quantity. */
  readonly affectedSide: Side | 'both';
  /** Depth of a rep: sagittal tilts at the peak. FPPA leaves its gate beyond 65° of thigh. */
  readonly shankTiltDeg: number;
  readonly thighTiltDeg: number;
  /**
   * Knee flexion at the bottom of each rep where the knee is in line, cycling, in place of the depth
   * above and its variation; the tilts keep their proportion. Small ones are dips. null goes by the tilts.
   */
  readonly depthsDeg: readonly number[] | null;
  /** Drawn anew for every rep of the set; null is 1.5 s down and 1.2 s up with 5 % of variation. */
  readonly tempo: TempoRange | null;
  /** Roll of the affected feet at the peak, + inward. */
  readonly footRollDeg: number;
  /** Standard deviation of a tilt or lean from one stand to the next; the first one is straight. */
  readonly standVariationDeg: number;
  /** Sensors worn wrongly, and that slip. */
  readonly mountFaults: MountFaults;
  /** True does the set again and again, each after a quiet stand; false stands still after it. */
  readonly repeat: boolean;
}

export const DEFAULT_SQUAT_OPTIONS: SquatOptions = Object.freeze({
  ...DEFAULT_SESSION_OPTIONS,
  liftRightKnee: false,
  reps: 10,
  sets: 1,
  turnBetweenSetsDeg: 0,
  fppaDeg: Object.freeze([0]),
  kneeValgusDeg: null,
  affectedSide: 'both',
  shankTiltDeg: 30,
  thighTiltDeg: 60,
  depthsDeg: null,
  tempo: null,
  footRollDeg: 0,
  standVariationDeg: 0,
  mountFaults: NO_MOUNT_FAULTS,
  repeat: false,
});

/**
 * The defaults with `given` over them.
 * @throws RangeError that names the option, its value and what is allowed.
 */
export function squatOptions(given: Partial<SquatOptions>): SquatOptions {
  const options = { ...DEFAULT_SQUAT_OPTIONS, ...given };
  checkSessionOptions(options);
  requireInteger('reps', options.reps, 0, 1000);
  requireInteger('sets', options.sets, 1, 100);
  requireWithin('turnBetweenSetsDeg', options.turnBetweenSetsDeg, -360, 360, 'degrees');
  if (options.repeat && options.turnBetweenSetsDeg !== 0) {
    throw new RangeError(
      `turnBetweenSetsDeg is ${options.turnBetweenSetsDeg} and repeat is true; a person who turns between sets does them once: allowed is one of the two`,
    );
  }
  requireList('fppaDeg', options.fppaDeg, -25, 35);
  if (options.kneeValgusDeg !== null) requireList('kneeValgusDeg', options.kneeValgusDeg, -15, 20);
  requireOneOf('affectedSide', options.affectedSide, ['both', 'left', 'right']);
  requireWithin('shankTiltDeg', options.shankTiltDeg, 5, 45, 'degrees');
  requireWithin('thighTiltDeg', options.thighTiltDeg, 10, 80, 'degrees');
  if (options.depthsDeg !== null) requireList('depthsDeg', options.depthsDeg, 2, 125);
  if (options.tempo !== null) requireTempo(options.tempo);
  requireWithin('footRollDeg', options.footRollDeg, -20, 20, 'degrees');
  requireWithin('standVariationDeg', options.standVariationDeg, 0, 5, 'degrees');
  return options;
}
