/** A value at an instant with its first two derivatives, 0 where left out. */
export interface Knot {
  readonly timeS: number;
  readonly value: number;
  readonly rate?: number;
  readonly acceleration?: number;
}

/** Quintic Hermite pieces through knots, twice differentiable; constant before and after them. */
export class QuinticCurve {
  private readonly knots: readonly Knot[];

  /** `knots` in order of time, at least one. */
  constructor(knots: readonly Knot[]) {
    this.knots = knots;
  }

  at(timeS: number): number {
    const { knots } = this;
    let low = 0;
    let high = knots.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (knots[middle].timeS <= timeS) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return knots[0].value;
    if (low === knots.length) return knots[low - 1].value;
    return hermite(knots[low - 1], knots[low], timeS);
  }
}

function hermite(from: Knot, to: Knot, timeS: number): number {
  const span = to.timeS - from.timeS;
  const u = (timeS - from.timeS) / span;
  const start = from.value;
  const slope = (from.rate ?? 0) * span;
  const bend = ((from.acceleration ?? 0) * span * span) / 2;
  const a = to.value - (start + slope + bend);
  const b = (to.rate ?? 0) * span - (slope + 2 * bend);
  const c = ((to.acceleration ?? 0) * span * span) / 2 - bend;
  const u3 = 10 * a - 4 * b + c;
  const u4 = -15 * a + 7 * b - 2 * c;
  const u5 = 6 * a - 3 * b + c;
  return start + u * (slope + u * (bend + u * (u3 + u * (u4 + u * u5))));
}
