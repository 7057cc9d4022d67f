import type { OrientationColumns } from './columns.ts';
import { fuse, varianceBound } from './covariance3.ts';
import type { OrientationSettings } from './settings.ts';
import { Vqf } from './vqf.ts';

export interface SmoothedBias {
  /** rad/s, sensor axes, three per sample. */
  readonly biasRadps: Float64Array;
  /** Upper bound of its standard deviation, rad/s, one per sample. */
  readonly biasSigmaRadps: Float64Array;
  /** 1 where the magnetic field was disturbed seen from before and from after. */
  readonly disturbed: Uint8Array;
}

/**
 * Gyroscope bias from what came before each sample and from what came after it: the real-time
 * filter over the recording and over its time reversal, where every rate and so the bias has
 * the other sign; the two weighed by their covariances (Laidig & Seel 2023).
 */
export function smoothedBias(
  columns: OrientationColumns,
  settings: OrientationSettings,
): SmoothedBias {
  const { rateHz, acceleration, angularRate, magneticField } = columns;
  const n = acceleration.length / 3;
  const biasRadps = new Float64Array(3 * n);
  const biasSigmaRadps = new Float64Array(n);
  const covariance = new Float64Array(9 * n);
  const disturbed = new Uint8Array(n);

  const forward = new Vqf(rateHz, settings);
  for (let i = 0; i < n; i++) {
    forward.updateAt(acceleration, angularRate, 3 * i);
    if (magneticField !== null) forward.updateMagnetometerAt(magneticField, 3 * i);
    biasRadps.set(forward.bias, 3 * i);
    forward.biasCovariance(covariance, 9 * i);
    disturbed[i] = Number(forward.magneticallyDisturbed);
  }

  const backward = new Vqf(rateHz, settings);
  const reversedRate = angularRate.map((w) => -w);
  const bias = new Float64Array(3);
  const p = new Float64Array(9);
  for (let i = n - 1; i >= 0; i--) {
    backward.updateAt(acceleration, reversedRate, 3 * i);
    if (magneticField !== null) backward.updateMagnetometerAt(magneticField, 3 * i);
    const [x, y, z] = backward.bias;
    bias[0] = -x;
    bias[1] = -y;
    bias[2] = -z;
    backward.biasCovariance(p);
    fuse(biasRadps, 3 * i, covariance, 9 * i, bias, p);
    biasSigmaRadps[i] = Math.sqrt(varianceBound(covariance, 9 * i));
    if (!backward.magneticallyDisturbed) disturbed[i] = 0;
  }
  return { biasRadps, biasSigmaRadps, disturbed };
}
