/** A cubic spline of period 1 through knots: value and slope continuous, curvature too. */
export class PeriodicSpline {
  private readonly at: readonly number[];
  private readonly values: readonly number[];
  /** Second derivatives at the knots. */
  private readonly bends: readonly number[];

  /** `knots`: [phase, value], phases rising from 0 to below 1. */
  constructor(knots: readonly (readonly [number, number])[]) {
    this.at = [...knots.map(([phase]) => phase), knots[0][0] + 1];
    this.values = [...knots.map(([, value]) => value), knots[0][1]];
    this.bends = bendsOf(this.at, this.values);
  }

  valueAt(phase: number): number {
    const p = phase - Math.floor(phase);
    const { at, values, bends } = this;
    let i = 0;
    while (i < at.length - 2 && p >= at[i + 1]) i++;
    const span = at[i + 1] - at[i];
    const b = (p - at[i]) / span;
    const a = 1 - b;
    return (
      a * values[i] +
      b * values[i + 1] +
      (((a ** 3 - a) * bends[i] + (b ** 3 - b) * bends[i + 1]) * span ** 2) / 6
    );
  }
}

/** Continuity of the slope at each knot, the last being the first again. */
function bendsOf(at: readonly number[], values: readonly number[]): number[] {
  const n = at.length - 1;
  const span = (i: number) => at[((i + n) % n) + 1] - at[(i + n) % n];
  const slope = (i: number) => (values[((i + n) % n) + 1] - values[(i + n) % n]) / span(i);
  const rows = Array.from({ length: n }, (_, i) => {
    const row = new Array<number>(n + 1).fill(0);
    row[(i + n - 1) % n] += span(i - 1);
    row[i] += 2 * (span(i - 1) + span(i));
    row[(i + 1) % n] += span(i);
    row[n] = 6 * (slope(i) - slope(i - 1));
    return row;
  });
  const bends = solve(rows);
  return [...bends, bends[0]];
}

/** Gauss elimination of a system whose diagonal dominates, so that it needs no pivots. */
function solve(rows: number[][]): number[] {
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const factor = j === i ? 0 : rows[j][i] / rows[i][i];
      if (factor === 0) continue;
      for (let k = i; k <= n; k++) rows[j][k] -= factor * rows[i][k];
    }
  }
  return rows.map((row, i) => row[n] / row[i]);
}
