import { integerBetween, ProtocolError } from './protocolError.ts';
import { decodeText, encodeText } from './text.ts';
import { MAX_MESSAGE_BYTES, MAX_RATE_HZ, MIN_RATE_HZ, PROTOCOL_VERSION } from './version.ts';

/** Bits of `Info.capabilities`; bits not listed are sent as 0 and ignored when received. */
export const CAPABILITY = { magnetometer: 1, cue: 2, sync: 4, resend: 8 } as const;

const FIXED_BYTES = 32;
/** Bit of the options. */
const MAGNETOMETER_ON = 1;

/** What a sensor says of itself; read after every connection and every `configure`. */
export interface Info {
  readonly serial: string;
  readonly firmware: string;
  readonly rateHz: number;
  /** Specific force of one count, m/s². */
  readonly accelerationScaleMps2: number;
  /** Angular rate of one count, rad/s. */
  readonly angularRateScaleRadps: number;
  readonly accelerationRangeG: number;
  readonly angularRateRangeDps: number;
  /** Samples the sensor keeps for later refilling; 0 when it keeps none. */
  readonly ringDepthSamples: number;
  /** `CAPABILITY` bits. */
  readonly capabilities: number;
  /** Whether the magnetometer is in the stream. */
  readonly magnetometerOn: boolean;
  /** Magnetic flux density of one count, µT; 0 without a magnetometer. */
  readonly magneticScaleUt: number;
  /** Another number whenever the sample index began anew: power-on, reset, `configure`. */
  readonly run: number;
}

/**
 * Reads an Info value; bytes after the known fields are ignored, they belong to later additions.
 * @throws ProtocolError when the bytes are cut short or a field is out of its range.
 */
export function decodeInfo(bytes: Uint8Array): Info {
  if (bytes.length > 0 && bytes[0] !== PROTOCOL_VERSION) {
    throw new ProtocolError('unsupportedVersion', 'info.version', '1', bytes[0]!);
  }
  if (bytes.length < FIXED_BYTES || bytes.length > MAX_MESSAGE_BYTES) {
    const expected = `${FIXED_BYTES} to ${MAX_MESSAGE_BYTES} bytes`;
    throw new ProtocolError('length', 'info', expected, bytes.length);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const numbers = {
    magnetometerOn: (view.getUint8(1) & MAGNETOMETER_ON) !== 0,
    rateHz: rate(view.getUint16(2, true)),
    accelerationScaleMps2: scale('info.accelerationScale', view.getFloat32(4, true)),
    angularRateScaleRadps: scale('info.angularRateScale', view.getFloat32(8, true)),
    accelerationRangeG: range('info.accelerationRange', view.getUint16(12, true)),
    angularRateRangeDps: range('info.angularRateRange', view.getUint16(14, true)),
    ringDepthSamples: view.getUint32(16, true),
    capabilities: view.getUint32(20, true),
    magneticScaleUt: magneticScale(view.getFloat32(24, true), view.getUint32(20, true)),
    run: view.getUint32(28, true),
  };
  const serial = decodeText('info.serial', bytes, FIXED_BYTES);
  const firmware = decodeText('info.firmware', bytes, serial.end);
  return { serial: serial.text, firmware: firmware.text, ...numbers };
}

/** @throws ProtocolError when a field does not fit its place. */
export function encodeInfo(info: Info): Uint8Array {
  const serial = encodeText('info.serial', info.serial);
  const firmware = encodeText('info.firmware', info.firmware);
  const bytes = new Uint8Array(FIXED_BYTES + serial.length + firmware.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, PROTOCOL_VERSION);
  view.setUint8(1, info.magnetometerOn ? MAGNETOMETER_ON : 0);
  view.setUint16(2, rate(info.rateHz), true);
  view.setFloat32(4, scale('info.accelerationScale', info.accelerationScaleMps2), true);
  view.setFloat32(8, scale('info.angularRateScale', info.angularRateScaleRadps), true);
  view.setUint16(12, range('info.accelerationRange', info.accelerationRangeG), true);
  view.setUint16(14, range('info.angularRateRange', info.angularRateRangeDps), true);
  view.setUint32(16, integerBetween('info.ringDepth', info.ringDepthSamples, 0, 0xffffffff), true);
  view.setUint32(20, integerBetween('info.capabilities', info.capabilities, 0, 0xffffffff), true);
  view.setFloat32(24, magneticScale(info.magneticScaleUt, info.capabilities), true);
  view.setUint32(28, integerBetween('info.run', info.run, 0, 0xffffffff), true);
  bytes.set(serial, FIXED_BYTES);
  bytes.set(firmware, FIXED_BYTES + serial.length);
  return bytes;
}

function rate(hz: number): number {
  return integerBetween('info.rate', hz, MIN_RATE_HZ, MAX_RATE_HZ);
}

function range(field: string, value: number): number {
  return integerBetween(field, value, 1, 0xffff);
}

function scale(field: string, value: number): number {
  if (value > 0 && Math.fround(value) > 0 && Number.isFinite(Math.fround(value))) return value;
  throw new ProtocolError('outOfRange', field, 'a finite number above 0', value);
}

function magneticScale(value: number, capabilities: number): number {
  const has = (capabilities & CAPABILITY.magnetometer) !== 0;
  if (value === 0 && !has) return 0;
  return scale('info.magneticScale', value);
}
