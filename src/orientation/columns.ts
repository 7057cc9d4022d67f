import type { Quaternion, Vector } from './state.ts';

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

/** Writes the three elements of a column from `at` into `out`. */
export function readInto(column: Float64Array, at: number, out: Vector): void {
  out.x = column[at];
  out.y = column[at + 1];
  out.z = column[at + 2];
}

/** Reads the quaternion of sample `i`, four elements each, w first. */
export function readQuaternion(column: Float64Array, i: number, out: Quaternion): void {
  out.w = column[4 * i];
  out.x = column[4 * i + 1];
  out.y = column[4 * i + 2];
  out.z = column[4 * i + 3];
}

export function writeQuaternion({ w, x, y, z }: Quaternion, column: Float64Array, i: number): void {
  column[4 * i] = w;
  column[4 * i + 1] = x;
  column[4 * i + 2] = y;
  column[4 * i + 3] = z;
}

export function writeVector({ x, y, z }: Vector, column: Float64Array, i: number): void {
  column[3 * i] = x;
  column[3 * i + 1] = y;
  column[3 * i + 2] = z;
}
