import { type ForceColumns, indexAt } from './forceColumns.ts';

/** Beyond this two sensors do not show one and the same knock. */
export const MOST_LAG_MS = 100;
/** A hole this much longer than the sensor's own interval hides what is looked for. */
const MOST_INTERVALS = 2.5;
const MOST_CHANGE_MPS3 = 2000;
/** Less alike than this tells of no common knock. */
const LEAST_LIKENESS = 0.6;

/** A signal of one sensor: of each of its samples a number. */
export interface Course {
  readonly timeUs: Float64Array;
  readonly values: Float32Array | Float64Array;
}

/** Change of the specific force against its mean in a quiet stretch, m/s²: gravity drops out, however the sensor lies. */
export function changeSince(
  { timeUs, force }: ForceColumns,
  quiet: { readonly fromUs: number; readonly toUs: number },
): Course {
  const [from, to] = [indexAt({ timeUs }, quiet.fromUs), indexAt({ timeUs }, quiet.toUs)];
  const rest = [0, 0, 0];
  for (let i = from; i < to; i++) {
    for (let axis = 0; axis < 3; axis++) rest[axis] += force[3 * i + axis] / (to - from);
  }
  const values = new Float64Array(timeUs.length);
  for (let i = 0; i < timeUs.length; i++) {
    values[i] = Math.hypot(
      force[3 * i] - rest[0],
      force[3 * i + 1] - rest[1],
      force[3 * i + 2] - rest[2],
    );
  }
  return { timeUs, values };
}

/**
 * How fast the specific force changes, m/s³, cut off at 2000: the first shock and the shaking begin
 * together on all segments, while how hard each is struck is its own.
 */
export function changing({ timeUs, force }: ForceColumns): Course {
  const values = new Float64Array(timeUs.length);
  for (let i = 1; i < timeUs.length; i++) {
    const change = Math.hypot(
      force[3 * i] - force[3 * i - 3],
      force[3 * i + 1] - force[3 * i - 2],
      force[3 * i + 2] - force[3 * i - 1],
    );
    values[i] = Math.min((1e6 * change) / (timeUs[i] - timeUs[i - 1]), MOST_CHANGE_MPS3);
  }
  return { timeUs, values };
}

/**
 * By how much `other` shows later what `reference` shows from `fromUs` to `toUs`, ms, from the largest
 * correlation of the two courses on a grid of 1 ms, with a parabola through its top.
 * @returns null where samples are missing or the two are not alike within ±100 ms
 */
export function lagMs(
  reference: Course,
  other: Course,
  fromUs: number,
  toUs: number,
): number | null {
  const n = Math.round((toUs - fromUs) / 1000) + 1;
  const seen = onGrid(reference, fromUs, n);
  const shown = onGrid(other, fromUs - MOST_LAG_MS * 1000, n + 2 * MOST_LAG_MS);
  if (seen === null || shown === null) return null;
  const likeness = Array.from({ length: 2 * MOST_LAG_MS + 1 }, (_, lag) =>
    correlation(seen, shown.subarray(lag, lag + n)),
  );
  const best = likeness.indexOf(Math.max(...likeness));
  if (likeness[best] < LEAST_LIKENESS || best === 0 || best === likeness.length - 1) return null;
  const [before, top, after] = likeness.slice(best - 1, best + 2);
  const bend = before - 2 * top + after;
  return best - MOST_LAG_MS + (bend === 0 ? 0 : (before - after) / (2 * bend));
}

/** Values each millisecond, by cubics through the four samples around; null over a hole. */
function onGrid({ timeUs, values }: Course, fromUs: number, n: number): Float64Array | null {
  const grid = new Float64Array(n);
  const first = indexAt({ timeUs }, fromUs) - 2;
  const last = indexAt({ timeUs }, fromUs + n * 1000) + 1;
  if (first < 0 || last >= timeUs.length) return null;
  const typicalUs = (timeUs[last] - timeUs[first]) / (last - first);
  let k = first + 1;
  for (let i = 0; i < n; i++) {
    const atUs = fromUs + i * 1000;
    while (timeUs[k + 1] < atUs) k++;
    const spanUs = timeUs[k + 1] - timeUs[k];
    if (spanUs > MOST_INTERVALS * typicalUs) return null;
    const [a, b, c, d] = [values[k - 1], values[k], values[k + 1], values[k + 2]];
    const x = (atUs - timeUs[k]) / spanUs;
    // Catmull & Rom (1974).
    grid[i] = b + 0.5 * x * (c - a + x * (2 * a - 5 * b + 4 * c - d + x * (3 * (b - c) + d - a)));
  }
  return grid;
}

/** Of Pearson, -1..1; 0 where one of the two does not change. */
function correlation(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  let [sumA, sumB, sumAa, sumBb, sumAb] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    sumA += a[i];
    sumB += b[i];
    sumAa += a[i] * a[i];
    sumBb += b[i] * b[i];
    sumAb += a[i] * b[i];
  }
  const spread = Math.sqrt((sumAa - (sumA * sumA) / n) * (sumBb - (sumB * sumB) / n));
  return spread > 0 ? (sumAb - (sumA * sumB) / n) / spread : 0;
}
