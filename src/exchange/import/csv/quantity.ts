/** What a column of a sensor table can hold. */
export type SensorQuantity = 'acceleration' | 'angularRate' | 'magneticField';
export type Quantity = 'time' | SensorQuantity;

export interface QuantityRules {
  /** Unit of the samples, as mathjs writes it. */
  readonly unit: string;
  /** The unit for people. */
  readonly unitShown: string;
  /** Other units that files use, for error messages. */
  readonly otherUnits: string;
  /** Larger values are no measurement of a limb: they mean a wrong unit or damage. */
  readonly limit: number;
}

export const QUANTITIES: Readonly<Record<Quantity, QuantityRules>> = {
  // The year 2286 in Unix seconds; Unix milliseconds of our time lie beyond.
  time: { unit: 's', unitShown: 's', otherUnits: 'ms, us, ns', limit: 1e10 },
  // High-g sensors end at 400 standard gravities.
  acceleration: { unit: 'm/s^2', unitShown: 'm/s²', otherUnits: 'g, mg', limit: 4000 },
  // Gyroscopes end at 4000 degrees per second, which is 70 rad/s.
  angularRate: { unit: 'rad/s', unitShown: 'rad/s', otherUnits: 'deg/s', limit: 100 },
  // A hundred times what a fridge magnet does at a few millimetres.
  magneticField: { unit: 'uT', unitShown: 'µT', otherUnits: 'mT, nT', limit: 1e6 },
};
