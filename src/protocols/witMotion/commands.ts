import { WireError } from '../wireError.ts';
import { REGISTER, type ReadableRegister } from './registers.ts';

const PREFIX = [0xff, 0xaa] as const;
const READ = 0x27;

/** Codes of the rate register, by rate in Hz. */
const RATE_CODES: ReadonlyMap<number, number> = new Map([
  [10, 0x06],
  [50, 0x08],
  [100, 0x09],
  [200, 0x0b],
]);

export const RATES_HZ: readonly number[] = [...RATE_CODES.keys()];

/** Opens the registers for the next writes. */
export const UNLOCK: Uint8Array = write(REGISTER.unlock, 0xb588);

/** Keeps what was written when the sensor is switched off. */
export const SAVE: Uint8Array = write(REGISTER.save, 0);

/** Asks for a register and the seven after it; the answer comes between the frames of motion. */
export function encodeRead(register: ReadableRegister): Uint8Array {
  return Uint8Array.of(...PREFIX, READ, REGISTER[register], 0);
}

/**
 * Sets the rate until the sensor is switched off; after `UNLOCK`.
 * @throws WireError for a rate that it has not got
 */
export function encodeRate(rateHz: number): Uint8Array {
  const code = RATE_CODES.get(rateHz);
  if (code !== undefined) return write(REGISTER.rate, code);
  throw new WireError('rate', `one of ${RATES_HZ.join(', ')} Hz`, rateHz);
}

function write(register: number, value: number): Uint8Array {
  return Uint8Array.of(...PREFIX, register, value & 0xff, value >> 8);
}
