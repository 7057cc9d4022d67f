import { DEG_PER_RAD, STANDARD_GRAVITY } from '../../../../geometry/angles.ts';
import { scale } from '../../../../geometry/vector.ts';
import { eulerAnglesDeg } from '../eulerAngles.ts';
import { int16Of } from '../int16.ts';
import { u16 } from '../littleEndian.ts';
import type { UnitReading } from '../runningUnit.ts';

const HEADER = 0x55;
const DATA = 0x61;
const REGISTERS = 0x71;

/** Bytes of either kind of frame. */
export const FRAME_LENGTH = 20;

const REGISTERS_PER_REPLY = 8;

/** A 16-bit count's full scale, and what it means for each quantity. */
const FULL_SCALE = 32768;
const FULL_G = 16;
const FULL_DPS = 2000;
const FULL_DEG = 180;

/** Acceleration, angular rate and angles of one sample. */
export function dataFrame(reading: UnitReading): Uint8Array {
  const counts = [
    ...scale(reading.specificForce, FULL_SCALE / (FULL_G * STANDARD_GRAVITY)),
    ...scale(reading.angularRate, (FULL_SCALE * DEG_PER_RAD) / FULL_DPS),
    ...scale(eulerAnglesDeg(reading.attitude()), FULL_SCALE / FULL_DEG),
  ];
  return frame(DATA, counts);
}

/** The registers from `first` on. */
export function registerFrame(first: number, valueIn: (register: number) => number): Uint8Array {
  const values = Array.from({ length: REGISTERS_PER_REPLY }, (_, i) => valueIn(first + i));
  return frame(REGISTERS, [first, ...values]);
}

function frame(kind: number, values: readonly number[]): Uint8Array {
  return Uint8Array.from([HEADER, kind, ...values.flatMap((value) => u16(int16Of(value)))]);
}
