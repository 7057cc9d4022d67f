import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../geometry/angles.ts';
import { WireError } from '../wireError.ts';
import type { Chip } from './modules.ts';

interface Range {
  readonly countsPerUnit: number;
  /** In a configuration. */
  readonly code: Readonly<Record<Chip, number>>;
}

/** By half the range in g. */
const ACCELERATION_RANGES: ReadonlyMap<number, Range> = new Map([
  [2, { countsPerUnit: 16384, code: { bmi160: 0x03, bmi270: 0 } }],
  [4, { countsPerUnit: 8192, code: { bmi160: 0x05, bmi270: 1 } }],
  [8, { countsPerUnit: 4096, code: { bmi160: 0x08, bmi270: 2 } }],
  [16, { countsPerUnit: 2048, code: { bmi160: 0x0c, bmi270: 3 } }],
]);

/** By half the range in °/s. */
const ANGULAR_RATE_RANGES: ReadonlyMap<number, Range> = new Map([
  [2000, { countsPerUnit: 16.4, code: { bmi160: 0, bmi270: 0 } }],
  [1000, { countsPerUnit: 32.8, code: { bmi160: 1, bmi270: 1 } }],
  [500, { countsPerUnit: 65.6, code: { bmi160: 2, bmi270: 2 } }],
  [250, { countsPerUnit: 131.2, code: { bmi160: 3, bmi270: 3 } }],
  [125, { countsPerUnit: 262.4, code: { bmi160: 4, bmi270: 4 } }],
]);

/** Half the ranges that can be chosen. */
export const ACCELERATION_RANGES_G: readonly number[] = [...ACCELERATION_RANGES.keys()];
export const ANGULAR_RATE_RANGES_DPS: readonly number[] = [...ANGULAR_RATE_RANGES.keys()];

/** Specific force of one count, m/s². @throws WireError for a range that no chip has. */
export function accelerationScaleMps2(rangeG: number): number {
  return STANDARD_GRAVITY / accelerationRange(rangeG).countsPerUnit;
}

/** Angular rate of one count, rad/s. @throws WireError for a range that no chip has. */
export function angularRateScaleRadps(rangeDps: number): number {
  return RAD_PER_DEG / angularRateRange(rangeDps).countsPerUnit;
}

/** @throws WireError for a range that no chip has. */
export function accelerationRange(rangeG: number): Range {
  return rangeOf('accelerometer.range', ACCELERATION_RANGES, 'g', rangeG);
}

/** @throws WireError for a range that no chip has. */
export function angularRateRange(rangeDps: number): Range {
  return rangeOf('gyroscope.range', ANGULAR_RATE_RANGES, '°/s', rangeDps);
}

function rangeOf(
  field: string,
  ranges: ReadonlyMap<number, Range>,
  unit: string,
  value: number,
): Range {
  const range = ranges.get(value);
  if (range !== undefined) return range;
  throw new WireError(field, `one of ±${[...ranges.keys()].join(', ±')} ${unit}`, value);
}
