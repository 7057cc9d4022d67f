import { butterworthLowPass, LowPass } from '../../../src/signal/butterworth.ts';

/** Low-pass forth and back, which shifts nothing in time. */
export function smooth(values: Float64Array, cutoffHz: number, rateHz: number): Float64Array {
  const forth = filtered(values, cutoffHz, rateHz);
  return filtered(forth.reverse(), cutoffHz, rateHz).reverse();
}

function filtered(values: Float64Array, cutoffHz: number, rateHz: number): Float64Array {
  const filter = new LowPass(butterworthLowPass(cutoffHz, rateHz));
  const cell = new Float64Array(1);
  return values.map((value) => {
    cell[0] = value;
    filter.step(cell);
    return cell[0];
  });
}
