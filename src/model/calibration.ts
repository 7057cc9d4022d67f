import type { Placement, Side } from './placement.ts';
import type { SensorId } from './sensor.ts';

export type CalibrationVerdict = 'good' | 'usable' | 'redo';

export type CalibrationMethod =
  | 'standing+movement'
  | 'givenWindows'
  | 'assessedMovement'
  | 'reused';

/** What a calibration is judged by. The limits stand in docs/conventions.md. */
export const CALIBRATION_CHECKS = [
  'swap',
  'axesFromAssessedMovement',
  'standingLength',
  'standingToMovement',
  'flexionRange',
  'refinement',
  'relativeAxisShare',
  'thighAxisShare',
  'shankAxisShare',
  'headingConsistency',
  'axisOffLevel',
  'axisDisagreement',
  'sensorOffset',
  'crossTalk',
  'kneeTracking',
  'standingRepeat',
  'stillTime',
  'rateSd',
  'forceSd',
  'gravitySize',
  'gyroBias',
  'gyroBiasChange',
  'mountingUp',
  'reusedAxes',
  'gravityChange',
] as const;

export type CalibrationCheckName = (typeof CALIBRATION_CHECKS)[number];

/** One figure that a calibration was judged by. */
export interface CalibrationCheck {
  readonly name: CalibrationCheckName;
  /** The leg or the sensor it is about; null is all of it. */
  readonly about: Side | Placement | null;
  readonly value: number;
  /** What is still good: a largest or a smallest value. */
  readonly limit: number;
  readonly unit: '°' | 'ms' | '°/s' | 'm/s²' | '%' | 's' | '1';
  readonly verdict: CalibrationVerdict;
  /** A plain sentence: what was found and what to do. Empty when good. */
  readonly reason: string;
}

/** A stretch of hub time, integer microseconds since the Unix epoch; `toUs` is outside. */
export interface TimeWindow {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Where in a recording the parts of a calibration are. */
export interface CalibrationWindows {
  readonly standing: TimeWindow;
  readonly functional: TimeWindow;
  readonly method: Exclude<CalibrationMethod, 'standing+movement' | 'reused'>;
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

/**
 * A sensor on a foot or on the pelvis, zeroed in the calibration standing. It stands in a leg's
 * calibration because its heading is known against that leg alone.
 */
export interface AttachedAlignment {
  readonly sensorId: SensorId;
  /**
   * Segment axes to sensor axes, scalar first. y is the vertical of standing; x the leg's own
   * forward direction there on a foot, the subject's on the pelvis.
   */
  readonly segmentToSensor: readonly [number, number, number, number];
  /** Standing mean of the gyroscope, rad/s, sensor axes. */
  readonly gyroBiasRadps: readonly [number, number, number];
  /**
   * Heading of the segment's x in the sensor's own earth frame in standing, rad. Less than the
   * leg's forward direction by the heading of that earth frame in the thigh sensor's.
   */
  readonly forwardRad: number;
  /** One standard deviation of that difference, rad. */
  readonly headingSdRad: number;
  /**
   * One standard deviation of x within the sensor, rad, as told by how the segment tipped forward;
   * null where it did not tip far enough, and the sensor's own x axis is taken for it.
   */
  readonly directionSdRad: number | null;
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
  /** Absent where no foot sensor stood still with the leg. */
  readonly foot?: AttachedAlignment;
  /** Absent where no pelvis sensor stood still with the leg. */
  readonly pelvis?: AttachedAlignment;
  /**
   * By how much the shank sensor's times were late against the thigh sensor's, ms, negative where
   * early, with one standard deviation; null where the movement does not tell. All three are absent
   * in recordings made before they were looked for.
   */
  readonly sensorOffsetMs?: number | null;
  readonly sensorOffsetSdMs?: number | null;
  /** What of it is set right, by reading the later sensor ahead, ms; 0 where it is not sure enough. */
  readonly sensorOffsetAppliedMs?: number;
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
   * them; `assessedMovement`: there was nothing better than the movement to be assessed; `reused`:
   * axes and lever arms of an earlier one, headings of a new standing, and no movement.
   */
  readonly method: CalibrationMethod;
  /** How much of the standing and the movement was used, s. */
  readonly standingS: number;
  readonly movementS: number;
  /** Where they lie in the recording; a few frames in them may be missing. */
  readonly standing: TimeWindow;
  readonly movement: TimeWindow;
  readonly legs: readonly LegCalibration[];
  /**
   * From when on repetitions count, hub time, where the recording was computed anew with the axes of its own
   * calibration: the squats of that one count as little as they did then. Else they count from the end of
   * the movement, or all of them with `assessedMovement`.
   */
  readonly countsFromUs?: number;
  /** The one its axes were found in, however often they were taken over, with its age then; only where `reused`. */
  readonly reusedFrom?: { readonly id: string; readonly timeUs: number; readonly ageS: number };
  readonly verdict: CalibrationVerdict;
  /** What the verdict rests on; empty in recordings of versions that did not keep it. */
  readonly checks: readonly CalibrationCheck[];
  /** Plain sentences, the worst first: why the verdict is not `good`, and what to do. Empty when good. */
  readonly reasons: readonly string[];
}
