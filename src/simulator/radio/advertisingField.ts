import { type Uuid, uuidBytes } from './gattTable.ts';
import { shownName } from './shownName.ts';

/** Types of the fields that advertising data is made of (Core Specification Supplement, part A). */
const TYPE = {
  flags: 0x01,
  all16BitServices: 0x03,
  all128BitServices: 0x07,
  completeName: 0x09,
  manufacturerData: 0xff,
} as const;

/** General discoverable, no classic Bluetooth. */
const FLAG_BITS = 0x06;

export function flagsField(): number[] {
  return field(TYPE.flags, [FLAG_BITS]);
}

/** All its services of one length of UUID, this one. */
export function serviceField(uuid: Uuid): number[] {
  const type = typeof uuid === 'number' ? TYPE.all16BitServices : TYPE.all128BitServices;
  return field(type, [...uuidBytes(uuid)]);
}

export function nameField(name: string): number[] {
  return field(TYPE.completeName, [...shownName(name)]);
}

/** @param company as the Bluetooth SIG numbers them */
export function manufacturerField(company: number, data: Uint8Array): number[] {
  return field(TYPE.manufacturerData, [company & 0xff, company >> 8, ...data]);
}

function field(type: number, value: readonly number[]): number[] {
  return [value.length + 1, type, ...value];
}
