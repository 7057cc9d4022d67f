import type { Spread, TimeSpread } from '../../model/setSummary.ts';
import { mean, percentile, sampleSd } from '../../signal/statistics.ts';

/** A value of one rep. */
export interface RepValue {
  /** Number of the rep. */
  readonly rep: number;
  /** Which of its leg's reps it is: what a slope is against. */
  readonly ordinal: number;
  readonly value: number;
}

const LEAST_FOR_SLOPE = 3;

/** @returns null of no values */
export function spreadOf(
  values: readonly RepValue[],
  worst: 'largest' | 'smallest' = 'largest',
): Spread | null {
  if (values.length === 0) return null;
  const numbers = values.map(({ value }) => value);
  const sign = worst === 'largest' ? 1 : -1;
  const worstOne = values.reduce((a, b) => (sign * b.value > sign * a.value ? b : a));
  return {
    n: numbers.length,
    mean: mean(numbers),
    sd: sampleSd(numbers),
    median: percentile(numbers, 50),
    worst: { rep: worstOne.rep, value: worstOne.value },
    ...slopeOf(values),
  };
}

/** @returns null of no values */
export function timeSpreadOf(values: readonly RepValue[]): TimeSpread | null {
  const spread = spreadOf(values);
  if (!spread) return null;
  const { sd, mean: centre } = spread;
  return { ...spread, cvPct: sd === null || centre <= 0 ? null : (100 * sd) / centre };
}

/** Ordinary least squares; its standard error from the residuals with n − 2 degrees of freedom. */
function slopeOf(values: readonly RepValue[]): Pick<Spread, 'slopePerRep' | 'slopeSe'> {
  if (values.length < LEAST_FOR_SLOPE) return { slopePerRep: null, slopeSe: null };
  const x0 = mean(values.map(({ ordinal }) => ordinal));
  const y0 = mean(values.map(({ value }) => value));
  let sxx = 0;
  let sxy = 0;
  for (const { ordinal, value } of values) {
    sxx += (ordinal - x0) ** 2;
    sxy += (ordinal - x0) * (value - y0);
  }
  const slopePerRep = sxy / sxx;
  const residual = values.reduce(
    (sum, { ordinal, value }) => sum + (value - y0 - slopePerRep * (ordinal - x0)) ** 2,
    0,
  );
  return { slopePerRep, slopeSe: Math.sqrt(residual / (values.length - 2) / sxx) };
}
