/**
 * Natural cubic spline through equally spaced values: twice continuously differentiable, so that a
 * simulated sensor on it feels no jumps. Positions are in rows, held at the ends.
 */
export class CubicSpline {
  readonly #values: Float64Array;
  /** Second derivative at each row, per row². */
  readonly #bends: Float64Array;

  constructor(values: Float64Array) {
    this.#values = values;
    this.#bends = bendsOf(values);
  }

  at(row: number): number {
    const last = this.#values.length - 1;
    const held = Math.min(Math.max(row, 0), last);
    const i = Math.min(Math.floor(held), last - 1);
    const u = held - i;
    const v = 1 - u;
    return (
      v * this.#values[i] +
      u * this.#values[i + 1] +
      ((v ** 3 - v) * this.#bends[i] + (u ** 3 - u) * this.#bends[i + 1]) / 6
    );
  }
}

/** Thomas algorithm on b[i−1] + 4 b[i] + b[i+1] = 6 Δ²v, with straight ends. */
function bendsOf(values: Float64Array): Float64Array {
  const bends = new Float64Array(values.length);
  const above = new Float64Array(values.length);
  for (let i = 1; i < values.length - 1; i++) {
    const right = 6 * (values[i - 1] - 2 * values[i] + values[i + 1]);
    const pivot = 4 - above[i - 1];
    above[i] = 1 / pivot;
    bends[i] = (right - bends[i - 1]) / pivot;
  }
  for (let i = values.length - 2; i > 0; i--) bends[i] -= above[i] * bends[i + 1];
  return bends;
}
