import { type Quat, quatNormalize, quatToMatrix } from '../../../src/geometry/quaternion.ts';
import type { SegmentPose } from '../../../src/simulator/bodyPose.ts';
import { CubicSpline } from './cubicSpline.ts';
import type { QuaternionColumns, VectorColumns } from './mocapTrial.ts';
import { smooth } from './smooth.ts';

/** Optical noise twice differentiated would drown the movement; people move below this. */
const CUTOFF_HZ = 10;

/** One segment of a recorded body between its rows, smooth enough to carry a simulated sensor. */
export class SegmentMotion {
  readonly #attitude: readonly CubicSpline[];
  readonly #origin: readonly CubicSpline[];

  /** @param origin centre of the segment's distal joint */
  constructor(attitude: QuaternionColumns, origin: VectorColumns, rateHz: number) {
    const spline = (values: Float64Array): CubicSpline =>
      new CubicSpline(smooth(values, CUTOFF_HZ, rateHz));
    this.#attitude = continuous(attitude).map(spline);
    this.#origin = origin.map(spline);
  }

  poseAt(row: number): SegmentPose {
    const [w, x, y, z] = this.#attitude.map((spline) => spline.at(row));
    const [ox, oy, oz] = this.#origin.map((spline) => spline.at(row));
    const attitude: Quat = quatNormalize([w, x, y, z]);
    return { rotation: quatToMatrix(attitude), origin: [ox, oy, oz] };
  }
}

/** The same attitudes with signs that do not jump from row to row. */
function continuous(columns: QuaternionColumns): Float64Array[] {
  const result = columns.map((column) => column.slice());
  for (let row = 1; row < result[0].length; row++) {
    const cosine = result.reduce((sum, column) => sum + column[row] * column[row - 1], 0);
    if (cosine < 0) for (const column of result) column[row] = -column[row];
  }
  return result;
}
