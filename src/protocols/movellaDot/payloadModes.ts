import { WireError } from '../wireError.ts';
import { LONG_PAYLOAD, MEDIUM_PAYLOAD, SHORT_PAYLOAD } from './uuids.ts';

/*
 * Movella DOT BLE Service Specification XD0506P revision C. Every payload begins with the sensor's
 * clock; what follows it is little-endian and without gaps.
 */

/** Bytes of each quantity of a payload. */
export const FIELD_BYTES = {
  quaternion: 16,
  eulerAngles: 12,
  freeAcceleration: 12,
  deltaQuaternion: 16,
  deltaVelocity: 12,
  acceleration: 12,
  angularRate: 12,
  magneticField: 6,
  status: 4,
} as const;

export type PayloadField = keyof typeof FIELD_BYTES;

export interface PayloadLayout {
  readonly name: string;
  /** The characteristic whose notifications carry it. */
  readonly characteristic: string;
  /** What follows the clock, in order. */
  readonly fields: readonly PayloadField[];
}

export const TIMESTAMP_BYTES = 4;

/** The layouts that are published, by payload mode. */
export const PAYLOADS = {
  2: medium('extended (quaternion)', ['quaternion', 'freeAcceleration', 'status']),
  3: medium('complete (quaternion)', ['quaternion', 'freeAcceleration']),
  4: short('orientation (Euler)', ['eulerAngles']),
  5: short('orientation (quaternion)', ['quaternion']),
  6: short('free acceleration', ['freeAcceleration']),
  7: medium('extended (Euler)', ['eulerAngles', 'freeAcceleration', 'status']),
  16: medium('complete (Euler)', ['eulerAngles', 'freeAcceleration']),
  18: medium('delta quantities with magnetometer', [
    'deltaQuaternion',
    'deltaVelocity',
    'magneticField',
  ]),
  19: medium('delta quantities', ['deltaQuaternion', 'deltaVelocity']),
  20: medium('rate quantities with magnetometer', ['acceleration', 'angularRate', 'magneticField']),
  21: medium('rate quantities', ['acceleration', 'angularRate']),
  22: medium('custom 1', ['eulerAngles', 'freeAcceleration', 'angularRate']),
  23: medium('custom 2', ['eulerAngles', 'freeAcceleration', 'magneticField']),
  24: medium('custom 3', ['quaternion', 'angularRate']),
  26: long('custom 5', ['quaternion', 'acceleration', 'angularRate']),
} as const satisfies Record<number, PayloadLayout>;

export type PayloadMode = keyof typeof PAYLOADS;

export const PAYLOAD_MODES = Object.keys(PAYLOADS).map(Number) as readonly PayloadMode[];

/** The modes that hold specific force and angular rate, or what these follow from. */
export const BODY_MODES: readonly PayloadMode[] = PAYLOAD_MODES.filter((mode) => {
  const fields: readonly PayloadField[] = PAYLOADS[mode].fields;
  return (
    (fields.includes('acceleration') && fields.includes('angularRate')) ||
    (fields.includes('deltaVelocity') && fields.includes('deltaQuaternion'))
  );
});

/** High fidelity with and without magnetometer, and custom 4: only the vendor's library reads these. */
const PROPRIETARY_MODES: readonly number[] = [1, 17, 25];

/** Bytes of a whole notification of each characteristic: what a payload leaves of them is zero. */
const CHARACTERISTIC_BYTES = new Map([
  [LONG_PAYLOAD, 63],
  [MEDIUM_PAYLOAD, 40],
  [SHORT_PAYLOAD, 20],
]);

/** Of an ATT notification, before its value. */
const NOTIFICATION_OVERHEAD_BYTES = 3;

/** @throws WireError for a mode whose layout is not published. */
export function payloadMode(mode: number): PayloadMode {
  const known = PAYLOAD_MODES.find((candidate) => candidate === mode);
  if (known !== undefined) return known;
  const why = PROPRIETARY_MODES.includes(mode) ? `${mode}, which is proprietary` : String(mode);
  throw new WireError('payload.mode', `one of ${PAYLOAD_MODES.join(', ')}`, why);
}

/** Bytes of a payload that mean something. */
export function payloadBytes(mode: PayloadMode): number {
  const fields: readonly PayloadField[] = PAYLOADS[mode].fields;
  return fields.reduce((bytes, field) => bytes + FIELD_BYTES[field], TIMESTAMP_BYTES);
}

/** The longest notification of the mode's characteristic. */
export function longestNotificationBytes(mode: PayloadMode): number {
  return CHARACTERISTIC_BYTES.get(PAYLOADS[mode].characteristic)!;
}

/** The MTU of a link that carries the mode's notifications whole. */
export function payloadMtu(mode: PayloadMode): number {
  return longestNotificationBytes(mode) + NOTIFICATION_OVERHEAD_BYTES;
}

function short<const F extends readonly PayloadField[]>(name: string, fields: F) {
  return { name, characteristic: SHORT_PAYLOAD, fields };
}

function medium<const F extends readonly PayloadField[]>(name: string, fields: F) {
  return { name, characteristic: MEDIUM_PAYLOAD, fields };
}

function long<const F extends readonly PayloadField[]>(name: string, fields: F) {
  return { name, characteristic: LONG_PAYLOAD, fields };
}
