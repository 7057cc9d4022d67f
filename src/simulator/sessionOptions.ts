import type { Vec3 } from '../geometry/vector.ts';
import { PLACEMENTS, type Placement, type Side } from '../model/placement.ts';
import {
  requireInteger,
  requireList,
  requireOneOf,
  requirePlacements,
  requireWithin,
} from './optionChecks.ts';

/**
 * Who wears which sensors, how they sit, and what is done to calibrate: the same for every task.
 * Angles in degrees, times in seconds, signs as in docs/conventions.md.
 */
export interface SessionOptions {
  /** Decides person, mounting, variation and noise: the same seed gives the same counts. */
  readonly seed: number;
  /**
   * Decides all of it but the person, in place of `seed`: the same person with the sensors put on
   * anew, doing the movement once more. null goes by `seed`.
   */
  readonly mountingSeed: number | null;
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
  /** Easy squats to calibrate on, before the task; 0 leaves them and their standing out. */
  readonly calibrationReps: number;
  /**
   * Projection angle that both knees show in the calibration squats, cycling: calibrating with the
   * knees in misleads the axes. null shows the knee's own coupling alone.
   */
  readonly calibrationFppaDeg: readonly number[] | null;
  /** The same as knee valgus of the joint; goes before `calibrationFppaDeg`. */
  readonly calibrationValgusDeg: readonly number[] | null;
  /** Root mean square of the lean in quiet standing. */
  readonly swayDeg: number;
  /** `nominal`: the sensor of `NOMINAL_IMU`; `none`: rounding to counts alone. */
  readonly noise: 'nominal' | 'none';
  /** `random`: any heading, up to 25° of tilt; `identity`: sensor axes are segment axes. */
  readonly mounting: 'random' | 'identity';
  /** How much skin and muscle move over the bone, 0 (not at all) to 2; 1 is the usual person. */
  readonly softTissue: number;
  /**
   * Turns the straps of these sensors by (x, y, z), degrees about segment axes and at most 30 as a
   * whole, in the half second that ends at `strapTurnAtS`; truth and later standing know nothing of it.
   */
  readonly strapTurnDeg: Readonly<Partial<Record<Placement, Vec3>>>;
  /** null is the end of the first standing, so between standing and calibration squats. */
  readonly strapTurnAtS: number | null;
  /** Puts false turns about the vertical, °/s, into the gyroscopes of these sensors … */
  readonly headingDriftDegps: Readonly<Partial<Record<Placement, number>>>;
  /** … from here on. */
  readonly headingDriftFromS: number;
  /** True: the sensors have a magnetometer, and it is in the stream. */
  readonly magnetometer: boolean;
  /** From the subject's forward direction to magnetic north, + to the right. */
  readonly magneticNorthDeg: number;
  /** What iron in the floor adds to the field there, µT; gone 1 m above it. */
  readonly magneticDisturbanceUt: number;
}

export const DEFAULT_SESSION_OPTIONS: SessionOptions = Object.freeze({
  seed: 1,
  mountingSeed: null,
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
  calibrationFppaDeg: null,
  calibrationValgusDeg: null,
  swayDeg: 0.15,
  noise: 'nominal',
  mounting: 'random',
  softTissue: 0,
  strapTurnDeg: Object.freeze({}),
  strapTurnAtS: null,
  headingDriftDegps: Object.freeze({}),
  headingDriftFromS: 0,
  magnetometer: false,
  magneticNorthDeg: 0,
  magneticDisturbanceUt: 0,
});

/** Seed of everything but the person: mounting, sensor errors, how the movement is done this time. */
export function wearingSeed({
  mountingSeed,
  seed,
}: Pick<SessionOptions, 'mountingSeed' | 'seed'>): number {
  return mountingSeed ?? seed;
}

/** @throws RangeError that names the option, its value and what is allowed. */
export function checkSessionOptions(options: SessionOptions): void {
  requireInteger('seed', options.seed, 0, 2 ** 31 - 1);
  if (options.mountingSeed !== null) {
    requireInteger('mountingSeed', options.mountingSeed, 0, 2 ** 31 - 1);
  }
  requireWithin('rateHz', options.rateHz, 25, 1000, 'Hz');
  if (options.heightM !== null) requireWithin('heightM', options.heightM, 1.2, 2.2, 'm');
  requireWithin('toeOutDeg.right', options.toeOutDeg.right, -20, 40, 'degrees');
  requireWithin('toeOutDeg.left', options.toeOutDeg.left, -20, 40, 'degrees');
  requireWithin('standingS', options.standingS, 0, 600, 'seconds');
  requireInteger('calibrationReps', options.calibrationReps, 0, 20);
  const { calibrationFppaDeg, calibrationValgusDeg } = options;
  if (calibrationFppaDeg !== null) requireList('calibrationFppaDeg', calibrationFppaDeg, -25, 35);
  if (calibrationValgusDeg !== null) {
    requireList('calibrationValgusDeg', calibrationValgusDeg, -15, 20);
  }
  requireWithin('swayDeg', options.swayDeg, 0, 2, 'degrees');
  requireOneOf('noise', options.noise, ['nominal', 'none']);
  requireOneOf('mounting', options.mounting, ['random', 'identity']);
  requirePlacements(options.placements);
  requireWithin('softTissue', options.softTissue, 0, 2, '(1 is the usual person)');
  for (const [placement, turn] of Object.entries(options.strapTurnDeg)) {
    requireOneOf('strapTurnDeg', placement, PLACEMENTS);
    requireWithin(`strapTurnDeg.${placement}`, Math.hypot(...turn), 0, 30, 'degrees');
  }
  requireWithin('strapTurnAtS', options.strapTurnAtS ?? 0, 0, 36000, 'seconds');
  for (const [placement, drift] of Object.entries(options.headingDriftDegps)) {
    requireOneOf('headingDriftDegps', placement, PLACEMENTS);
    requireWithin(`headingDriftDegps.${placement}`, drift, -10, 10, 'degrees per second');
  }
  requireWithin('headingDriftFromS', options.headingDriftFromS, 0, 36000, 'seconds');
  requireWithin('magneticNorthDeg', options.magneticNorthDeg, -180, 180, 'degrees');
  requireWithin('magneticDisturbanceUt', options.magneticDisturbanceUt, 0, 100, 'µT');
}
