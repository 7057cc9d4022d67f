import { butterworthLowPass, LowPass } from './butterworth.ts';

/** A second-order Butterworth run both ways falls to −3 dB at this share of its own cut-off. */
const BOTH_WAYS = (Math.SQRT2 - 1) ** 0.25;
/** The ends are mirrored by this many periods of the cut-off, in which the filter settles. */
const MIRRORED_PERIODS = 2;

/**
 * Low-passes a steady series in place without lag: a second-order Butterworth forward and then
 * backward, which makes it one of fourth order, −3 dB at `cutoffHz`. Both ends are continued by their
 * mirror image through the end point, as is usual (Gustafsson, IEEE Trans Signal Process 1996, names
 * it as one of two ways).
 * @param from, end the stretch of `values` that is filtered; what lies outside is left alone
 */
export function zeroLagLowPass(
  values: Float64Array,
  cutoffHz: number,
  rateHz: number,
  from = 0,
  end = values.length,
): void {
  const count = end - from;
  if (count < 2) return;
  const mirrored = Math.min(count - 1, Math.ceil((MIRRORED_PERIODS * rateHz) / cutoffHz));
  const series = new Float64Array(count + 2 * mirrored);
  const first = values[from];
  const last = values[end - 1];
  for (let i = 0; i < mirrored; i++) {
    series[i] = 2 * first - values[from + mirrored - i];
    series[mirrored + count + i] = 2 * last - values[end - 2 - i];
  }
  series.set(values.subarray(from, end), mirrored);
  const coefficients = butterworthLowPass(Math.min(cutoffHz / BOTH_WAYS, 0.45 * rateHz), rateHz);
  for (const reversed of [false, true]) pass(series, new LowPass(coefficients), reversed);
  values.set(series.subarray(mirrored, mirrored + count), from);
}

function pass(series: Float64Array, filter: LowPass, reversed: boolean): void {
  const cell = new Float64Array(1);
  for (let k = 0; k < series.length; k++) {
    const i = reversed ? series.length - 1 - k : k;
    cell[0] = series[i];
    filter.step(cell);
    series[i] = cell[0];
  }
}

/** Stretches of `values` without a NaN, each as its first index and the one behind its last. */
export function* finiteStretches(values: Float64Array): Generator<readonly [number, number]> {
  let from = -1;
  for (let i = 0; i <= values.length; i++) {
    const isStated = i < values.length && !Number.isNaN(values[i]);
    if (isStated && from < 0) from = i;
    if (isStated || from < 0) continue;
    yield [from, i];
    from = -1;
  }
}
