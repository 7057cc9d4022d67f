import { MissingSamples } from '../../../signal/missingSamples.ts';

/** A straight line through times over sample numbers. */
export interface PeriodFit {
  readonly periodS: number;
  /** Root mean square of what the line leaves, as a share of the period. */
  readonly jitter: number;
  /** Missing samples as a share of those that should be there. */
  readonly missing: number;
}

/**
 * Numbers the samples by a period that is about right, and finds the sharper one by least squares.
 * @param timeS rising, at least two
 */
export function fitPeriod(timeS: Float64Array, aboutS: number): PeriodFit {
  const count = timeS.length;
  const missing = new MissingSamples(aboutS);
  const numbers = new Float64Array(count);
  // From the first row, to keep digits.
  const times = timeS.map((time) => time - timeS[0]);
  missing.before(times[0]);
  for (let i = 1; i < count; i++) numbers[i] = numbers[i - 1] + 1 + missing.before(times[i]);
  const meanNumber = numbers.reduce((sum, n) => sum + n, 0) / count;
  const meanTime = times.reduce((sum, t) => sum + t, 0) / count;
  let above = 0;
  let below = 0;
  for (let i = 0; i < count; i++) {
    above += (numbers[i] - meanNumber) * times[i];
    below += (numbers[i] - meanNumber) ** 2;
  }
  const periodS = above / below;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    squares += ((times[i] - meanTime) / periodS - (numbers[i] - meanNumber)) ** 2;
  }
  return {
    periodS,
    jitter: Math.sqrt(squares / count),
    missing: 1 - count / (numbers[count - 1] + 1),
  };
}
