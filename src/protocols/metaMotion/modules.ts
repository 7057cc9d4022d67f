/** First byte of a command or notification: the module it is for or from. */
export const MODULE = {
  accelerometer: 0x03,
  settings: 0x11,
  gyroscope: 0x13,
  magnetometer: 0x15,
  fusion: 0x19,
} as const;

/** Set in a register that is read. */
export const READ = 0x80;

/** The inertial chip of a board: their registers and ranges differ. */
export const CHIPS = ['bmi160', 'bmi270'] as const;
export type Chip = (typeof CHIPS)[number];

/** Registers of samples: one, or three consecutive ones in a notification. */
export interface DataRegisters {
  readonly single: number;
  readonly packed: number;
}

export type InertialStream = 'acceleration' | 'angularRate';

interface StreamRegisters extends DataRegisters {
  readonly module: number;
}

/** Where each chip's samples come from. */
export const DATA_REGISTERS: Readonly<
  Record<Chip, Readonly<Record<InertialStream, StreamRegisters>>>
> = {
  bmi160: {
    acceleration: { module: MODULE.accelerometer, single: 0x04, packed: 0x1c },
    angularRate: { module: MODULE.gyroscope, single: 0x05, packed: 0x07 },
  },
  bmi270: {
    acceleration: { module: MODULE.accelerometer, single: 0x04, packed: 0x05 },
    angularRate: { module: MODULE.gyroscope, single: 0x04, packed: 0x05 },
  },
};

/** Of the BMM150. */
export const MAGNETIC_REGISTERS: DataRegisters = { single: 0x05, packed: 0x09 };

export const BATTERY_REGISTER = 0x0c;

export const PACKED_SAMPLES = 3;
