import { PLACEMENTS, type Placement, type Side } from '../model/placement.ts';
import { type MountFaults, NO_MOUNT_FAULTS } from './mountFaults.ts';

/** What to simulate. Angles in degrees, times in seconds, signs as in docs/conventions.md. */
export interface SquatOptions {
  /** Decides person, mounting, variation and noise: the same seed gives the same counts. */
  readonly seed: number;
  /** Where sensors sit, one feed each, in this order. */
  readonly placements: readonly Placement[];
  /** Sampling rate of every sensor, Hz. */
  readonly rateHz: number;
  /** null draws a height from the seed, metres. */
  readonly heightM: number | null;
  /** Outward turn of each foot and leg plane against the subject's forward direction. */
  readonly toeOutDeg: Readonly<Record<Side, number>>;
  /** Quiet standing before the first movement. */
  readonly standingS: number;
  /** Easy squats to calibrate on, before the set; 0 leaves them and their standing out. */
  readonly calibrationReps: number;
  /**
   * What the calibration squats show in place of the knee's own coupling, as `fppaDeg`: knees that
   * fall in then. 0 is none.
   */
  readonly calibrationFppaDeg: number;
  /** Lifts the right knee once after the first standing, and stands as long again. */
  readonly liftRightKnee: boolean;
  readonly reps: number;
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
  /** Roll of the affected feet at the peak, + inward. */
  readonly footRollDeg: number;
  /** Root mean square of the lean in quiet standing. */
  readonly swayDeg: number;
  /** Standard deviation of a tilt or lean from one stand to the next; the first one is straight. */
  readonly standVariationDeg: number;
  /** True does the set again and again, each after a quiet stand; false stands still after it. */
  readonly repeat: boolean;
  /** `nominal`: the sensor of `NOMINAL_IMU`; `none`: rounding to counts alone. */
  readonly noise: 'nominal' | 'none';
  /** `random`: any heading, up to 25° of tilt; `identity`: sensor axes are segment axes. */
  readonly mounting: 'random' | 'identity';
  /** Sensors worn wrongly, and that slip. */
  readonly mountFaults: MountFaults;
}

export const DEFAULT_SQUAT_OPTIONS: SquatOptions = Object.freeze({
  seed: 1,
  placements: Object.freeze([
    'right_thigh',
    'right_shank',
    'left_thigh',
    'left_shank',
  ] satisfies Placement[]),
  rateHz: 100,
  heightM: null,
  toeOutDeg: Object.freeze({ right: 7, left: 7 }),
  standingS: 6,
  calibrationReps: 5,
  calibrationFppaDeg: 0,
  liftRightKnee: false,
  reps: 10,
  fppaDeg: Object.freeze([0]),
  kneeValgusDeg: null,
  affectedSide: 'both',
  shankTiltDeg: 30,
  thighTiltDeg: 60,
  footRollDeg: 0,
  swayDeg: 0.15,
  standVariationDeg: 0,
  repeat: false,
  noise: 'nominal',
  mounting: 'random',
  mountFaults: NO_MOUNT_FAULTS,
});

/**
 * The defaults with `given` over them.
 * @throws RangeError that names the option, its value and what is allowed.
 */
export function squatOptions(given: Partial<SquatOptions>): SquatOptions {
  const options = { ...DEFAULT_SQUAT_OPTIONS, ...given };
  requireInteger('seed', options.seed, 0, 2 ** 31 - 1);
  requireWithin('rateHz', options.rateHz, 25, 1000, 'Hz');
  if (options.heightM !== null) requireWithin('heightM', options.heightM, 1.2, 2.2, 'm');
  requireWithin('toeOutDeg.right', options.toeOutDeg.right, -20, 40, 'degrees');
  requireWithin('toeOutDeg.left', options.toeOutDeg.left, -20, 40, 'degrees');
  requireWithin('standingS', options.standingS, 0, 600, 'seconds');
  requireInteger('calibrationReps', options.calibrationReps, 0, 20);
  requireWithin('calibrationFppaDeg', options.calibrationFppaDeg, -25, 35, 'degrees');
  requireInteger('reps', options.reps, 0, 1000);
  requireList('fppaDeg', options.fppaDeg, -25, 35);
  if (options.kneeValgusDeg !== null) requireList('kneeValgusDeg', options.kneeValgusDeg, -15, 20);
  requireOneOf('affectedSide', options.affectedSide, ['both', 'left', 'right']);
  requireWithin('shankTiltDeg', options.shankTiltDeg, 5, 45, 'degrees');
  requireWithin('thighTiltDeg', options.thighTiltDeg, 10, 80, 'degrees');
  requireWithin('footRollDeg', options.footRollDeg, -20, 20, 'degrees');
  requireWithin('swayDeg', options.swayDeg, 0, 2, 'degrees');
  requireWithin('standVariationDeg', options.standVariationDeg, 0, 5, 'degrees');
  requireOneOf('noise', options.noise, ['nominal', 'none']);
  requireOneOf('mounting', options.mounting, ['random', 'identity']);
  requirePlacements(options.placements);
  return options;
}

function requireWithin(name: string, value: number, low: number, high: number, unit: string): void {
  if (value >= low && value <= high) return;
  throw new RangeError(`${name} is ${value}; allowed are ${low} to ${high} ${unit}`);
}

function requireInteger(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(`${name} is ${value}; allowed are whole numbers from ${low} to ${high}`);
}

function requireList(name: string, values: readonly number[], low: number, high: number): void {
  if (values.length === 0) {
    throw new RangeError(`${name} is an empty list; it needs at least one angle in degrees`);
  }
  for (const [i, value] of values.entries()) {
    requireWithin(`${name}[${i}]`, value, low, high, 'degrees');
  }
}

function requireOneOf(name: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  throw new RangeError(`${name} is '${value}'; allowed are ${allowed.join(', ')}`);
}

function requirePlacements(placements: readonly Placement[]): void {
  const allowed: readonly string[] = PLACEMENTS;
  for (const placement of placements) requireOneOf('placements', placement, allowed);
  const twice = placements.find((placement, i) => placements.indexOf(placement) !== i);
  if (twice) throw new RangeError(`placements names ${twice} twice; one sensor per place`);
}
