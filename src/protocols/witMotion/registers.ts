import type { Quat } from '../../geometry/quaternion.ts';
import type { Vec3 } from '../../geometry/vector.ts';
import { WireError } from '../wireError.ts';
import type { RegisterFrame } from './frames.ts';

/** Registers that are read or written. */
export const REGISTER = {
  save: 0x00,
  rate: 0x03,
  magneticField: 0x3a,
  temperature: 0x40,
  quaternion: 0x51,
  battery: 0x64,
  unlock: 0x69,
} as const;

export type ReadableRegister = 'magneticField' | 'temperature' | 'quaternion' | 'battery';

const COUNTS_PER_UT = 120;

/**
 * State of charge by the voltage that must be exceeded: the vendor's table, V and percent.
 */
const CHARGE: readonly (readonly [aboveV: number, percent: number])[] = [
  [3.96, 100],
  [3.93, 90],
  [3.87, 75],
  [3.82, 60],
  [3.79, 50],
  [3.77, 40],
  [3.73, 30],
  [3.7, 20],
  [3.68, 15],
  [3.5, 10],
  [3.4, 5],
];

/**
 * Magnetic flux density, µT. The scale is that of the common magnetometer: some boards have another.
 * @throws WireError for the answer to another register
 */
export function magneticFieldIn(frame: RegisterFrame): Vec3 {
  const [x, y, z] = valuesOf('magneticField', frame);
  return [x! / COUNTS_PER_UT, y! / COUNTS_PER_UT, z! / COUNTS_PER_UT];
}

/** @throws WireError for the answer to another register. */
export function quaternionIn(frame: RegisterFrame): Quat {
  const [w, x, y, z] = valuesOf('quaternion', frame);
  return [w! / 32768, x! / 32768, y! / 32768, z! / 32768];
}

/** °C. @throws WireError for the answer to another register. */
export function temperatureIn(frame: RegisterFrame): number {
  return valuesOf('temperature', frame)[0]! / 100;
}

/** Percent. @throws WireError for the answer to another register. */
export function batteryPercentIn(frame: RegisterFrame): number {
  return percentAt(valuesOf('battery', frame)[0]! / 100);
}

/** State of charge at a voltage of the battery, percent. */
export function percentAt(volts: number): number {
  return CHARGE.find(([aboveV]) => volts > aboveV)?.[1] ?? 0;
}

function valuesOf(name: ReadableRegister, frame: RegisterFrame): Int16Array {
  if (frame.register === REGISTER[name]) return frame.values;
  throw new WireError(`register.${name}`, `the answer to ${REGISTER[name]}`, frame.register);
}
