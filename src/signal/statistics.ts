export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Standard deviation of a sample (n − 1); null below two values. */
export function sampleSd(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const centre = mean(values);
  const squares = values.reduce((sum, each) => sum + (each - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** Standard deviation of a sum of independent errors; `Math.hypot` guards against overflow, at ten times the cost. */
export function combinedSd(a: number, b: number, c = 0, d = 0, e = 0): number {
  return Math.sqrt(a * a + b * b + c * c + d * d + e * e);
}

/** Linear interpolation between order statistics; `p` in 0..100. */
export function percentile(values: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(values).sort();
  const position = (p / 100) * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
