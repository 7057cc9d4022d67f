/** Settings of the orientation filter; names, meaning and defaults of Laidig & Seel 2023. */
export interface OrientationSettings {
  /**
   * Time constant of the accelerometer low-pass, s. Shorter corrects inclination faster but
   * lets movement acceleration through; below 2 s measured worse on every data set tried.
   */
  readonly tauAccS: number;
  /** Standard deviation of the gyroscope bias before anything is known, deg/s. */
  readonly biasSigmaInitDps: number;
  /** Time over which the bias uncertainty grows from 0 to 0.1 deg/s, s. */
  readonly biasForgettingTimeS: number;
  /** Largest bias believed, deg/s. */
  readonly biasClipDps: number;
  /** Converged bias uncertainty while moving, deg/s: smaller trusts movement less. */
  readonly biasSigmaMotionDps: number;
  /** Forgetting of the unobservable vertical bias while moving, relative to the horizontal. */
  readonly biasVerticalForgettingFactor: number;
  /** Converged bias uncertainty at rest, deg/s. */
  readonly biasSigmaRestDps: number;
  /** Rest is declared after this long below both thresholds, s. */
  readonly restMinS: number;
  /** Time constant of the low-pass that rest is judged against, s. */
  readonly restFilterTauS: number;
  /** Largest deviation of the angular rate from its low-pass at rest, deg/s. */
  readonly restThresholdDps: number;
  /** Largest deviation of the specific force from its low-pass at rest, m/s². */
  readonly restThresholdMps2: number;
  /**
   * Time constant of the heading correction by the magnetometer, s. Shorter follows the field
   * sooner and bends with it sooner. It and what follows touch the 9-axis attitude only.
   */
  readonly tauMagneticS: number;
  /** Time constant of the low-pass of the field's present norm and dip angle, s. */
  readonly magneticCurrentTauS: number;
  /** Time constant with which the reference field follows an undisturbed one, s. */
  readonly magneticReferenceTauS: number;
  /**
   * Largest deviation of an undisturbed field's norm, as a part of the reference. Larger
   * accepts more of a field bent by iron, smaller rejects more of an uncalibrated sensor's.
   */
  readonly magneticNormThreshold: number;
  /** Largest deviation of an undisturbed field's dip angle from the reference, deg. */
  readonly magneticDipThresholdDeg: number;
  /** The field counts as undisturbed after this long within both thresholds, s. */
  readonly magneticUndisturbedMinS: number;
  /**
   * Motion within one field after which it becomes the reference, s: a room that was
   * entered, while a passing piece of iron is left sooner.
   */
  readonly magneticNewFieldS: number;
  /** The same for the first reference, s: before it every field counts as disturbed. */
  readonly magneticFirstFieldS: number;
  /** Angular rate from which a sensor counts as moving in a new field, deg/s. */
  readonly magneticNewFieldMinDps: number;
  /** A disturbed field is ignored for this long, s; then it is followed slowly. */
  readonly magneticMaxRejectionS: number;
  /** How much more slowly, and how much faster ignored time is forgiven than it was spent. */
  readonly magneticRejectionFactor: number;
}

export const DEFAULT_ORIENTATION: OrientationSettings = Object.freeze({
  tauAccS: 3,
  biasSigmaInitDps: 0.5,
  biasForgettingTimeS: 100,
  biasClipDps: 2,
  biasSigmaMotionDps: 0.1,
  biasVerticalForgettingFactor: 1e-4,
  biasSigmaRestDps: 0.03,
  restMinS: 1.5,
  restFilterTauS: 0.5,
  restThresholdDps: 2,
  restThresholdMps2: 0.5,
  tauMagneticS: 9,
  magneticCurrentTauS: 0.05,
  magneticReferenceTauS: 20,
  magneticNormThreshold: 0.1,
  magneticDipThresholdDeg: 10,
  magneticUndisturbedMinS: 0.5,
  magneticNewFieldS: 20,
  magneticFirstFieldS: 5,
  magneticNewFieldMinDps: 20,
  magneticMaxRejectionS: 60,
  magneticRejectionFactor: 2,
});

/** On the body: a standing person's thigh never rests within the 2 deg/s of a table. */
export const BODY_ORIENTATION: OrientationSettings = Object.freeze({
  ...DEFAULT_ORIENTATION,
  restThresholdDps: 6,
});
