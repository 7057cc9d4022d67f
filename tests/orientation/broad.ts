import { DEG_PER_RAD } from '../../src/geometry/angles.ts';
import { type Quat, quatConjugate, quatMultiply } from '../../src/geometry/quaternion.ts';
import type { OrientationColumns } from '../../src/orientation/columns.ts';
import { readTable } from '../tools/realData.ts';

/** One sensor with optical truth (Laidig et al., Data 6(7):72, 2021). */
export interface BroadTrial extends OrientationColumns {
  readonly magneticField: Float64Array;
  /** The published implementation's output on every 100th sample, column by column. */
  readonly published: Record<string, Float64Array>;
  /** Total, heading and inclination RMSE in deg over the moving samples with a truth. */
  readonly score: (quaternionOf: (sample: number) => Quat) => readonly [number, number, number];
}

export function readBroad(trial: string): BroadTrial {
  const d = readTable(`broad/${trial}.csv.gz`);
  const vectors = (letter: string): Float64Array =>
    new Float64Array(3 * d.t.length).map((_, i) => d[letter + 'xyz'[i % 3]][Math.floor(i / 3)]);
  return {
    rateHz: 2000 / 7,
    acceleration: vectors('a'),
    angularRate: vectors('g'),
    magneticField: vectors('m'),
    published: readTable(`broad/${trial}.vqf-reference.csv.gz`),
    score: (quaternionOf) => {
      const sums = [0, 0, 0];
      let count = 0;
      for (let i = 0; i < d.t.length; i++) {
        if (d.moving[i] !== 1 || Number.isNaN(d.ref_qw[i])) continue;
        const truth = [d.ref_qw[i], d.ref_qx[i], d.ref_qy[i], d.ref_qz[i]] as const;
        const [w, x, y, z] = quatMultiply(quaternionOf(i), quatConjugate(truth));
        sums[0] += (2 * Math.atan2(Math.hypot(x, y, z), Math.abs(w))) ** 2;
        sums[1] += (2 * Math.atan2(Math.abs(z), Math.abs(w))) ** 2;
        sums[2] += (2 * Math.atan2(Math.hypot(x, y), Math.hypot(w, z))) ** 2;
        count++;
      }
      const rmse = (sum: number): number => Math.sqrt(sum / count) * DEG_PER_RAD;
      return [rmse(sums[0]), rmse(sums[1]), rmse(sums[2])];
    },
  };
}

/** A quaternion of the published output, by its columns' prefix: 'q6', 'q9', 'offline6', 'offline9'. */
export function publishedQuaternion(trial: BroadTrial, prefix: string, row: number): Quat {
  const of = (letter: string): number => trial.published[`${prefix}_${letter}`][row];
  return [of('w'), of('x'), of('y'), of('z')];
}

export function quaternionAt(flat: Float64Array, sample: number): Quat {
  const at = 4 * sample;
  return [flat[at], flat[at + 1], flat[at + 2], flat[at + 3]];
}

export function angleBetweenDeg(a: Quat, b: Quat): number {
  const [w, x, y, z] = quatMultiply(a, quatConjugate(b));
  return 2 * Math.atan2(Math.hypot(x, y, z), Math.abs(w)) * DEG_PER_RAD;
}
