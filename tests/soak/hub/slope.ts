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
