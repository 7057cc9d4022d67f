import { MissingSamples } from '../../../signal/missingSamples.ts';
import { percentile } from '../../../signal/statistics.ts';

/** Passes over the data: each sharper period counts the rows missing in long gaps better. */
const PASSES = 4;

/**
 * The rate behind sampling times, in Hz: the slope of a straight line through time over sample
 * number, so that rounded and jittered times average out. Missing rows count as samples.
 * @param timeS rising, at least two
 */
export function samplingRateHz(timeS: Float64Array): number {
  let periodS = typicalStepS(timeS.subarray(1).map((time, i) => time - timeS[i]));
  for (let pass = 0; pass < PASSES; pass++) periodS = slope(timeS, periodS);
  return 1 / periodS;
}

/**
 * The step between neighbours, untouched by gaps: the mean of those near the median. The median
 * alone jumps where times are rounded coarsely, such as 400 Hz in whole milliseconds.
 */
export function typicalStepS(steps: ArrayLike<number>): number {
  const median = percentile(steps, 50);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < steps.length; i++) {
    if (steps[i] < 0.3 * median || steps[i] > 1.75 * median) continue;
    sum += steps[i];
    count++;
  }
  // Between two very unlike steps lies no neighbour.
  return count === 0 ? median : sum / count;
}

/** Least squares over (sample number, time), both taken from the first row to keep digits. */
function slope(timeS: Float64Array, periodS: number): number {
  const count = timeS.length;
  const missing = new MissingSamples(periodS);
  const numbers = new Float64Array(count);
  const times = timeS.map((time) => time - timeS[0]);
  missing.before(times[0]);
  for (let i = 1; i < count; i++) {
    numbers[i] = numbers[i - 1] + 1 + missing.before(times[i]);
  }
  const meanNumber = numbers.reduce((sum, n) => sum + n, 0) / count;
  let above = 0;
  let below = 0;
  for (let i = 0; i < count; i++) {
    above += (numbers[i] - meanNumber) * times[i];
    below += (numbers[i] - meanNumber) ** 2;
  }
  return above / below;
}
