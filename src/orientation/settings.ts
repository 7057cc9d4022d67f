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
});

/** On the body: a standing person's thigh never rests within the 2 deg/s of a table. */
export const BODY_ORIENTATION: OrientationSettings = Object.freeze({
  ...DEFAULT_ORIENTATION,
  restThresholdDps: 6,
});
