import { percentile } from '../../../signal/statistics.ts';

/** Passes over the data: each sharper period counts the rows missing in long gaps better. */
const PASSES = 4;

/**
 * The rate behind sampling times, in Hz: the slope of a straight line through time over sample
 * number, so that rounded times average out. A step of k periods counts as k samples.
 * @param timeS rising, at least two
 */
export function samplingRateHz(timeS: Float64Array): number {
  const steps = timeS.subarray(1).map((time, i) => time - timeS[i]);
  let periodS = typicalStepS(steps);
  for (let pass = 0; pass < PASSES; pass++) periodS = slope(steps, periodS);
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
    if (steps[i] < 0.4 * median || steps[i] > 1.75 * median) continue;
    sum += steps[i];
    count++;
  }
  // Between two very unlike steps lies no neighbour.
  return count === 0 ? median : sum / count;
}

/** Least squares over (sample number, time), both taken from the first row to keep digits. */
function slope(steps: Float64Array, periodS: number): number {
  const count = steps.length + 1;
  const numbers = new Float64Array(count);
  const times = new Float64Array(count);
  for (let i = 1; i < count; i++) {
    numbers[i] = numbers[i - 1] + Math.max(1, Math.round(steps[i - 1] / periodS));
    times[i] = times[i - 1] + steps[i - 1];
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
