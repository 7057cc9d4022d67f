/** Registers that have a meaning here; each holds 16 bits. */
export const REGISTER = {
  save: 0x00,
  rate: 0x03,
  magneticField: 0x3a,
  temperature: 0x40,
  quaternion: 0x51,
  battery: 0x64,
  unlock: 0x69,
} as const;

/** Written to `unlock` before any other register may be changed. */
export const UNLOCK_KEY = 0xb588;

/** Values of the rate register, and the rates they mean. */
export const RATES_HZ: ReadonlyMap<number, number> = new Map([
  [0x06, 10],
  [0x07, 20],
  [0x08, 50],
  [0x09, 100],
  [0x0b, 200],
]);

/** Voltages above which the vendor's program shows a state of charge, by one hundredth of a volt. */
const BATTERY_STEPS: readonly (readonly [percent: number, volts: number])[] = [
  [0, 3.31],
  [5, 3.41],
  [10, 3.51],
  [15, 3.69],
  [20, 3.71],
  [30, 3.74],
  [40, 3.78],
  [50, 3.8],
  [60, 3.83],
  [75, 3.88],
  [90, 3.94],
  [100, 3.97],
];

/** Voltage of the battery at a state of charge, between the steps along a line. */
export function batteryVolts(percent: number): number {
  const upper = BATTERY_STEPS.findIndex(([step], i) => i > 0 && percent <= step);
  const [high, highVolts] = BATTERY_STEPS.at(upper)!;
  const [low, lowVolts] = BATTERY_STEPS.at(upper === -1 ? -2 : upper - 1)!;
  return lowVolts + ((highVolts - lowVolts) * (percent - low)) / (high - low);
}
