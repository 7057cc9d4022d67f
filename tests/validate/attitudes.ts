import type { Quat } from '../../src/geometry/quaternion.ts';
import { columnsOf, type Table } from '../tools/realData.ts';

/** One attitude per row, scalar first; NaN where the row has none. */
export type Attitudes = readonly Quat[];

/** The attitudes in the columns `prefix` + `w`, `x`, `y`, `z`. */
export function attitudesOf(table: Table, prefix: string): Attitudes {
  const [w, x, y, z] = columnsOf(table, prefix, ['w', 'x', 'y', 'z']);
  return Array.from(w, (_, row): Quat => [w[row], x[row], y[row], z[row]]);
}
