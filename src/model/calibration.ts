import type { Side } from './placement.ts';
import type { SensorId } from './sensor.ts';

export type CalibrationVerdict = 'good' | 'usable' | 'redo';

export type CalibrationMethod = 'standing+movement' | 'givenWindows' | 'assessedMovement';

/** A stretch of hub time, integer microseconds since the Unix epoch; `toUs` is outside. */
export interface TimeWindow {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Where in a recording the parts of a calibration are. */
export interface CalibrationWindows {
  readonly standing: TimeWindow;
  readonly functional: TimeWindow;
  readonly method: Exclude<CalibrationMethod, 'standing+movement'>;
}

export interface SensorAlignment {
  readonly sensorId: SensorId;
  /**
   * Segment axes to sensor axes, scalar first: v_sensor = q v_segment q*. Zero is the
   * standing pose: y is the vertical there and thigh and shank share one heading.
   */
  readonly segmentToSensor: readonly [number, number, number, number];
  /** Standing mean of the gyroscope, rad/s, sensor axes. */
  readonly gyroBiasRadps: readonly [number, number, number];
  /** Joint centre (knee) to sensor, metres, sensor axes. */
  readonly leverArmM: readonly [number, number, number];
}

/** Outside knowledge of a leg's axes, from a person or from a second pose. */
export type AxisSource = 'measuredLean' | 'palpatedCondyles' | 'lyingPose';

export interface LegCalibration {
  readonly side: Side;
  readonly thigh: SensorAlignment;
  readonly shank: SensorAlignment;
  /**
   * Heading of the shank sensor's earth frame in the thigh sensor's, rad. Like `legForwardRad` it
   * holds in the recording it was found in, and drifts from the calibration on.
   */
  readonly relativeHeadingRad: number;
  readonly relativeHeadingSdRad: number;
  /** Heading of the leg's forward direction in the thigh sensor's earth frame in standing, rad. */
  readonly legForwardRad: number;
  /** Share of the link acceleration that agrees on the heading, 0..1. */
  readonly headingConsistency: number;
  /** Share of the relative angular rate along the flexion axis, 0..1. */
  readonly axisShare: number;
  /** One standard deviation of the flexion axis, degrees. */
  readonly axisSdDeg: number;
  readonly flexionRangeDeg: number;
  /** What told the axes besides the movement; absent where nothing did. */
  readonly axesAlsoFrom?: readonly AxisSource[];
  /** What refined the axes on the calibration movement. */
  readonly refinement: 'couplingPrior' | 'none';
  /**
   * Turn of both frames by the refinement about segment x and y, degrees. It enters the joint
   * angles alone: projections keep the vertical and the heading of the standing pose.
   */
  readonly refinementDeg: readonly [number, number];
  /** Covariance of that turn, (x x, x y, y y), degrees²; absent where nothing was refined. */
  readonly refinementCovarianceDeg2?: readonly [number, number, number];
}

/** What a calibration knows and how far to trust it; the same object live, stored and offline. */
export interface Calibration {
  /** Unique within a recording: `cal-1`, `cal-2`, … */
  readonly id: string;
  /** When it was completed, hub time. */
  readonly timeUs: number;
  /**
   * `standing+movement`: both were found in what the person did; `givenWindows`: somebody named
   * them; `assessedMovement`: there was nothing better than the movement to be assessed.
   */
  readonly method: CalibrationMethod;
  /** How much of the standing and the movement was used, s. */
  readonly standingS: number;
  readonly movementS: number;
  /** Where they lie in the recording; a few frames in them may be missing. */
  readonly standing: TimeWindow;
  readonly movement: TimeWindow;
  readonly legs: readonly LegCalibration[];
  readonly verdict: CalibrationVerdict;
  /** Plain sentences: why the verdict is not `good`, and what to do. Empty when good. */
  readonly reasons: readonly string[];
}
