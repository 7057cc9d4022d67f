import { requireLength, viewOf } from '../wireBytes.ts';

const DEVICE_INFO_BYTES = 34;

/** Who a sensor is, read from `DEVICE_INFO`. */
export interface DeviceInfo {
  /** Radio address, `D4:22:CD:…`; some hosts do not tell it otherwise. */
  readonly address: string;
  /** `major.minor.revision`. */
  readonly firmware: string;
  /** Sixteen hexadecimal digits, as printed on the sensor. */
  readonly serial: string;
  /** `XS-T01` for the first version, `XS-T02` for the second. */
  readonly productCode: string;
}

/** @throws WireError when the bytes are not as many as the value has. */
export function decodeDeviceInfo(bytes: Uint8Array): DeviceInfo {
  requireLength('deviceInfo', bytes, DEVICE_INFO_BYTES);
  const view = viewOf(bytes);
  // Between version and serial: the time of the build and the version of the radio stack.
  return {
    address: addressOf(bytes.subarray(0, 6)),
    firmware: bytes.subarray(6, 9).join('.'),
    serial: view.getBigUint64(20, true).toString(16).toUpperCase().padStart(16, '0'),
    productCode: String.fromCharCode(...bytes.subarray(28, 34)).replace(/\0+$/, ''),
  };
}

/** Little-endian like all else: the last byte of the text comes first. */
function addressOf(bytes: Uint8Array): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  return pairs.reverse().join(':').toUpperCase();
}
