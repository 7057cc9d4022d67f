import { mean, percentile } from '../../../signal/statistics.ts';
import { fitPeriod, type PeriodFit } from './periodFit.ts';

/** Passes over the data: each sharper period counts the rows missing in long gaps better. */
const PASSES = 4;
/** Shares of the typical step to begin with, likeliest first. */
const BEGINS = [1, 0.98, 1.02, 0.96, 1.04, 0.94, 1.06, 0.92, 1.08];

/**
 * The rate behind sampling times, in Hz: the slope of a straight line through time over sample
 * number, so that rounded and jittered times average out. Missing rows count as samples.
 * @param timeS rising, at least two
 */
export function samplingRateHz(timeS: Float64Array): number {
  const steps = timeS.subarray(1).map((time, i) => time - timeS[i]);
  const typicalS = typicalStepS(steps);
  // Jitter and missing rows together move the typical step: the best of several grids tells.
  const begins = [...BEGINS.map((share) => share * typicalS), mean(steps)];
  const fits = begins.map((aboutS) => fitFrom(timeS, aboutS));
  return 1 / fits.reduce((best, fit) => (fit.jitter < best.jitter ? fit : best)).periodS;
}

function fitFrom(timeS: Float64Array, aboutS: number): PeriodFit {
  let fit = fitPeriod(timeS, aboutS);
  for (let pass = 1; pass < PASSES; pass++) fit = fitPeriod(timeS, fit.periodS);
  return fit;
}

/**
 * The step between neighbours, untouched by gaps: the mean of those near the median. The median
 * alone jumps where times are rounded coarsely, such as 400 Hz in whole milliseconds.
 */
export function typicalStepS(steps: ArrayLike<number>): number {
  let typical = meanWithin(steps, percentile(steps, 50), 1.75);
  // The median lies too high where many rows are missing, and steps across one of them come in.
  for (let pass = 0; pass < PASSES; pass++) typical = meanWithin(steps, typical, 1.5);
  return typical;
}

/** Mean of the steps between 0.3 and `most` times `usual`. */
function meanWithin(steps: ArrayLike<number>, usual: number, most: number): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < steps.length; i++) {
    if (steps[i] < 0.3 * usual || steps[i] > most * usual) continue;
    sum += steps[i];
    count++;
  }
  // Between two very unlike steps lies no neighbour.
  return count === 0 ? usual : sum / count;
}
