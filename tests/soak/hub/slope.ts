/** Growth of `values` over `timesS` by least squares, per ten minutes. */
export function slopePer10Min(timesS: readonly number[], values: readonly number[]): number {
  const count = timesS.length;
  const meanT = timesS.reduce((sum, t) => sum + t, 0) / count;
  const meanV = values.reduce((sum, v) => sum + v, 0) / count;
  let above = 0;
  let below = 0;
  for (const [i, t] of timesS.entries()) {
    above += (t - meanT) * ((values[i] ?? Number.NaN) - meanV);
    below += (t - meanT) ** 2;
  }
  return (600 * above) / below;
}

export interface Point {
  readonly atS: number;
  readonly value: number;
}

/**
 * The least of every `windowS`. A heap swings between collections by many times what it may grow;
 * its lowest points are those just after one.
 */
export function lowest(points: readonly Point[], windowS: number): Point[] {
  const windows = new Map<number, Point>();
  for (const point of points) {
    const window = Math.floor(point.atS / windowS);
    const before = windows.get(window);
    if (!before || point.value < before.value) windows.set(window, point);
  }
  return [...windows.values()];
}
