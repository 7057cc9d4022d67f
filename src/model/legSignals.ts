import type { Side } from './placement.ts';

/** What one sensor feels at the instant of a frame. */
export interface SegmentSignals {
  /** Size of the specific force, m/s²; gravity at rest. */
  readonly forceMps2: number;
  /** The specific force itself, in the axes of the sensor; absent where only its size is known. */
  readonly forceVectorMps2?: readonly [number, number, number];
  /**
   * Angular rate in the axes of the segment (X forward, Y up the limb, Z to the right), deg/s; NaN
   * until calibrated.
   */
  readonly angularRateDps: readonly [number, number, number];
}

/** For detectors that angles cannot serve: impacts, free fall, strides, unrest. */
export interface LegSignals {
  readonly side: Side;
  /** null where the sensor did not deliver. */
  readonly thigh: SegmentSignals | null;
  readonly shank: SegmentSignals | null;
  /** Of the slower of the two sensors; what lies between its samples is a straight line. */
  readonly sampleRateHz?: number;
}
