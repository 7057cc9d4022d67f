import type { Vec3 } from '../../geometry/vector.ts';
import { int16Vector, requireLength, viewOf } from '../wireBytes.ts';
import { WireError } from '../wireError.ts';
import {
  BATTERY_REGISTER,
  type Chip,
  DATA_REGISTERS,
  type DataRegisters,
  type InertialStream,
  MAGNETIC_REGISTERS,
  MODULE,
  PACKED_SAMPLES,
  READ,
} from './modules.ts';

const HEADER_BYTES = 2;
const VECTOR_BYTES = 6;
const MAGNETIC_COUNTS_PER_UT = 16;

/** Module and register before the data. */
export interface Notification {
  readonly module: number;
  readonly register: number;
  readonly data: Uint8Array;
}

/** Counts of one or three consecutive samples, x, y, z each. */
export interface InertialCounts {
  readonly stream: InertialStream;
  readonly counts: Int16Array;
}

/** Which implementation of a module a board has. */
export interface ModuleInfo {
  readonly module: number;
  /** null where the board has not got the module. */
  readonly implementation: number | null;
  readonly revision: number | null;
}

export interface BoardBattery {
  readonly percent: number;
  readonly millivolts: number;
}

/** @throws WireError for fewer bytes than module and register. */
export function decodeNotification(bytes: Uint8Array): Notification {
  const [module, register] = bytes;
  if (module === undefined || register === undefined) {
    throw new WireError('notification.length', `at least ${HEADER_BYTES} bytes`, bytes.length);
  }
  return { module, register, data: bytes.subarray(HEADER_BYTES) };
}

/**
 * The samples of accelerometer or gyroscope; null where the notification is of neither.
 * @throws WireError when it has not the length of its register, or its register is the other chip's
 */
export function inertialCountsIn(chip: Chip, notification: Notification): InertialCounts | null {
  const { module, register, data } = notification;
  for (const stream of ['acceleration', 'angularRate'] as const) {
    const registers = DATA_REGISTERS[chip][stream];
    if (module === registers.module && register < READ) {
      const samples = samplesOf(`${chip}.${stream}`, registers, register);
      requireLength(`${chip}.${stream}`, data, samples * VECTOR_BYTES);
      return { stream, counts: int16s(data) };
    }
  }
  return null;
}

/**
 * Magnetic flux density of one or three consecutive samples, µT.
 * @throws WireError when it is not of the magnetometer
 */
export function magneticFieldIn({ module, register, data }: Notification): Vec3[] {
  if (module !== MODULE.magnetometer) {
    throw new WireError('magnetometer.module', String(MODULE.magnetometer), module);
  }
  const samples = samplesOf('magnetometer', MAGNETIC_REGISTERS, register);
  requireLength('magnetometer', data, samples * VECTOR_BYTES);
  const view = viewOf(data);
  return Array.from({ length: samples }, (_, sample) => {
    const [x, y, z] = int16Vector(view, sample * VECTOR_BYTES);
    const unit = MAGNETIC_COUNTS_PER_UT;
    return [x / unit, y / unit, z / unit];
  });
}

/**
 * The answer to `encodeModuleProbe`.
 * @throws WireError when it is none
 */
export function moduleInfoIn({ module, register, data }: Notification): ModuleInfo {
  if (register !== READ) throw new WireError('module.register', String(READ), register);
  const [implementation = null, revision = null] = data;
  return { module, implementation, revision };
}

/**
 * The inertial chip, by the implementation of the gyroscope module.
 * @throws WireError for another module, or one that the board has not got
 */
export function chipOf({ module, implementation }: ModuleInfo): Chip {
  if (module !== MODULE.gyroscope) {
    throw new WireError('module', `${MODULE.gyroscope} (gyroscope)`, module);
  }
  if (implementation === 0) return 'bmi160';
  if (implementation === 1) return 'bmi270';
  throw new WireError('gyroscope', '0 (BMI160) or 1 (BMI270)', implementation ?? 'none');
}

/**
 * The answer to `encodeReadBattery`.
 * @throws WireError when it is none, or more than full
 */
export function batteryIn({ module, register, data }: Notification): BoardBattery {
  if (module !== MODULE.settings || register !== (READ | BATTERY_REGISTER)) {
    throw new WireError(
      'battery',
      'the answer 11 8c',
      `${module.toString(16)} ${register.toString(16)}`,
    );
  }
  requireLength('battery', data, 3);
  const percent = data[0]!;
  if (percent > 100) throw new WireError('battery.charge', '0 to 100 %', percent);
  return { percent, millivolts: viewOf(data).getUint16(1, true) };
}

function samplesOf(field: string, { single, packed }: DataRegisters, register: number): number {
  if (register === single) return 1;
  if (register === packed) return PACKED_SAMPLES;
  throw new WireError(`${field}.register`, `${single} (single) or ${packed} (packed)`, register);
}

function int16s(data: Uint8Array): Int16Array {
  const view = viewOf(data);
  return Int16Array.from({ length: data.length / 2 }, (_, i) => view.getInt16(2 * i, true));
}
