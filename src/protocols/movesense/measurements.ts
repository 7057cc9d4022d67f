import { WireError } from '../wireError.ts';

/*
 * The sensor sends back the reference that a subscription was made with, and no path. So each path has
 * one reference for good: a recorded packet tells by itself what it holds.
 */

/** A quantity of a data message: one block of x, y, z per sample. */
export type Quantity = 'acceleration' | 'angularRate' | 'magneticField';

export interface Measurement {
  /** Its reference on every link, 1–255. */
  readonly reference: number;
  /** Blocks of its data messages, in order. */
  readonly quantities: readonly Quantity[];
}

/** What can be subscribed to below `/Meas`. */
export const MEASUREMENTS = {
  Acc: { reference: 1, quantities: ['acceleration'] },
  Gyro: { reference: 2, quantities: ['angularRate'] },
  Magn: { reference: 3, quantities: ['magneticField'] },
  IMU6: { reference: 6, quantities: ['acceleration', 'angularRate'] },
  IMU6m: { reference: 7, quantities: ['acceleration', 'magneticField'] },
  IMU9: { reference: 9, quantities: ['acceleration', 'angularRate', 'magneticField'] },
} as const satisfies Record<string, Measurement>;

export type MeasurementName = keyof typeof MEASUREMENTS;

const NAMES = Object.keys(MEASUREMENTS) as readonly MeasurementName[];

/** The rates of every measurement. */
export const MEASUREMENT_RATES_HZ = [13, 26, 52, 104, 208, 416, 833, 1666] as const;

/** Which measurements feed a body, by the layout of the sensor's description. */
export const BODY_LAYOUTS = {
  IMU6: ['IMU6'],
  IMU9: ['IMU9'],
  'Acc+Gyro': ['Acc', 'Gyro'],
} as const satisfies Record<string, readonly MeasurementName[]>;

export type BodyLayout = keyof typeof BODY_LAYOUTS;

/** @throws WireError for a rate that no measurement has. */
export function measurementPath(name: MeasurementName, rateHz: number): string {
  if (MEASUREMENT_RATES_HZ.some((valid) => valid === rateHz)) return `/Meas/${name}/${rateHz}`;
  throw new WireError('path.rate', `one of ${MEASUREMENT_RATES_HZ.join(', ')} Hz`, rateHz);
}

/** The measurement whose data come with this reference; null where none does. */
export function measurementOf(reference: number): MeasurementName | null {
  return NAMES.find((name) => MEASUREMENTS[name].reference === reference) ?? null;
}
