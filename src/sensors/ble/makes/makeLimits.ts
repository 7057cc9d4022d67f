import type { SensorConfiguration } from '../../../model/sensor.ts';
import { CannotError } from './cannotError.ts';

/** What sensors of a make can be told to measure. */
export interface MakeLimits {
  /** With its article, as a sentence begins. */
  readonly make: string;
  readonly ratesHz: readonly number[];
  /** Half the ranges: ± g; null where the make neither tells nor takes any. */
  readonly accelerationRangesG: readonly number[] | null;
  /** Half the ranges: ± °/s; null where the make neither tells nor takes any. */
  readonly angularRateRangesDps: readonly number[] | null;
  /** Whether its readings are sent, or can be on demand. */
  readonly magnetometer: boolean | 'choice';
}

/** @throws CannotError for the first thing that the make cannot do, with what it can */
export function requireWithin(limits: MakeLimits, wanted: SensorConfiguration): void {
  const { make, magnetometer } = limits;
  requireOneOf(`${make} measures at`, limits.ratesHz, 'Hz', wanted.rateHz);
  requireRange(
    `${make} measures up to`,
    limits.accelerationRangesG,
    'g',
    wanted.accelerationRangeG,
  );
  const rates = limits.angularRateRangesDps;
  requireRange(`${make} measures up to`, rates, '°/s', wanted.angularRateRangeDps);
  if (magnetometer !== 'choice' && magnetometer !== wanted.magnetometer) {
    throw new CannotError(
      magnetometer
        ? `${make} always sends its magnetometer here`
        : `${make} sends no magnetometer here`,
    );
  }
}

function requireRange(
  what: string,
  valid: readonly number[] | null,
  unit: string,
  wanted: number,
): void {
  if (valid !== null) requireOneOf(what, valid, unit, wanted);
}

function requireOneOf(what: string, valid: readonly number[], unit: string, wanted: number): void {
  if (valid.includes(wanted)) return;
  throw new CannotError(`${what} ${alternatives(valid)} ${unit}, not ${wanted} ${unit}`);
}

/** `20, 30 or 60`. */
function alternatives(values: readonly number[]): string {
  const last = values.at(-1);
  const others = values.slice(0, -1);
  return others.length === 0 ? `${last}` : `${others.join(', ')} or ${last}`;
}
