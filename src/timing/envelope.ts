/** Steps of the golden section, which narrows an interval by 0.618 each, and so finds a slope to 1e-4 of it. */
const SECTIONS = 20;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** The search for a slope is repeated with the spread that the first line left. */
const ROUNDS = 2;
/** Points scatter by more than this, whatever two or three of them say, µs. */
const LEAST_SCATTER_US = 100;

/**
 * The line under points that lie above it by delays of unknown law, as often near it as not: the
 * newest points, and the line that they allow. After the linear programme of Moon, Skelly and Towsley
 * (1999, "Estimation and removal of clock skew from network delay measurements"), with one thing
 * added: slopes are believed the less the larger they are, so that few points give no wild ones.
 * x in s, y in µs, slopes in µs/s.
 */
export class Envelope {
  readonly #capacity: number;
  readonly #windowS: number;
  readonly #largestSlope: number;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #sorted: Float64Array;
  #first = 0;
  #length = 0;
  #meanX = 0;
  #meanY = 0;

  /**
   * @param capacity points it keeps
   * @param windowS and for how long
   * @param largestSlope beyond which none is believed, ±; a third of it is one standard deviation
   */
  constructor(capacity: number, windowS: number, largestSlope: number) {
    this.#capacity = capacity;
    this.#windowS = windowS;
    this.#largestSlope = largestSlope;
    this.#x = new Float64Array(capacity);
    this.#y = new Float64Array(capacity);
    this.#sorted = new Float64Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Enters a point with an x above those before. */
  add(x: number, y: number): void {
    if (this.#length === this.#capacity) this.#shift();
    const row = this.#row(this.#length++);
    this.#x[row] = x;
    this.#y[row] = y;
    this.dropBefore(x - this.#windowS);
  }

  dropBefore(x: number): void {
    while (this.#length > 0 && this.#x[this.#first] < x) this.#shift();
  }

  clear(): void {
    this.#length = 0;
  }

  /** Height at `x` of the highest line of this slope with no point below it; ∞ without points. */
  heightAt(x: number, slope: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < this.#length; k++) {
      const row = this.#row(k);
      least = Math.min(least, this.#y[row] - slope * (this.#x[row] - x));
    }
    return least;
  }

  /** What a share of the points, 0–1, at most lies above the line through (`x`, `y`). */
  quantileAbove(share: number, x: number, y: number, slope: number): number {
    const above = this.#sorted.subarray(0, this.#length);
    for (let k = 0; k < this.#length; k++) {
      const row = this.#row(k);
      above[k] = this.#y[row] - y - slope * (this.#x[row] - x);
    }
    return above.sort()[Math.floor(share * this.#length)];
  }

  /** Slope of the likeliest line; 0 without points. */
  slope(): number {
    if (this.#length < 2) return 0;
    this.#centre();
    let slope = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const scatter = this.#meanY - this.heightAt(this.#meanX, slope);
      slope = this.#likeliest(Math.max(LEAST_SCATTER_US, scatter) / this.#length);
    }
    return slope;
  }

  /** @param scatter mean distance from the line, divided by the number of points */
  #likeliest(scatter: number): number {
    let low = -this.#largestSlope;
    let high = this.#largestSlope;
    let left = high - GOLDEN * (high - low);
    let right = low + GOLDEN * (high - low);
    let atLeft = this.#unlikelihood(left, scatter);
    let atRight = this.#unlikelihood(right, scatter);
    for (let section = 0; section < SECTIONS; section++) {
      if (atLeft < atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = this.#unlikelihood(left, scatter);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = this.#unlikelihood(right, scatter);
      }
    }
    return (low + high) / 2;
  }

  /** Less a constant: exponential distances above the line, a normal slope. Convex in the slope. */
  #unlikelihood(slope: number, scatter: number): number {
    const deviations = (3 * slope) / this.#largestSlope;
    return deviations ** 2 / 2 - this.heightAt(this.#meanX, slope) / scatter;
  }

  #centre(): void {
    let x = 0;
    let y = 0;
    for (let k = 0; k < this.#length; k++) {
      const row = this.#row(k);
      x += this.#x[row];
      y += this.#y[row];
    }
    this.#meanX = x / this.#length;
    this.#meanY = y / this.#length;
  }

  #shift(): void {
    this.#first = this.#row(1);
    this.#length--;
  }

  #row(k: number): number {
    const row = this.#first + k;
    return row < this.#capacity ? row : row - this.#capacity;
  }
}
