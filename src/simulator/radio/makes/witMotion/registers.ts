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

/** Voltages from which on the vendor's program shows a state of charge, %. */
const BATTERY_STEPS: readonly (readonly [percent: number, volts: number])[] = [
  [0, 3.3],
  [5, 3.4],
  [10, 3.5],
  [15, 3.68],
  [20, 3.7],
  [30, 3.73],
  [40, 3.77],
  [50, 3.79],
  [60, 3.82],
  [75, 3.87],
  [90, 3.93],
  [100, 3.97],
];

/** Voltage of the battery at a state of charge, between the steps along a line. */
export function batteryVolts(percent: number): number {
  const upper = BATTERY_STEPS.findIndex(([step], i) => i > 0 && percent <= step);
  const [high, highVolts] = BATTERY_STEPS.at(upper)!;
  const [low, lowVolts] = BATTERY_STEPS.at(upper === -1 ? -2 : upper - 1)!;
  return lowVolts + ((highVolts - lowVolts) * (percent - low)) / (high - low);
}
