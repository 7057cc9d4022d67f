/** Samples of one sensor at a steady rate, in its axes: x, y, z of sample i from element 3 i. */
export interface OrientationColumns {
  readonly rateHz: number;
  /** Specific force, m/s². */
  readonly acceleration: Float64Array;
  /** rad/s. */
  readonly angularRate: Float64Array;
  /** Any one unit; three zeros where it was not measured. */
  readonly magneticField: Float64Array | null;
}
