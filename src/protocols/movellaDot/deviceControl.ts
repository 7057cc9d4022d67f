import { requireLength, viewOf } from '../wireBytes.ts';
import { WireError } from '../wireError.ts';

const DEVICE_CONTROL_BYTES = 32;

/** First byte of a write: only fields whose bit is set are applied. */
const VISIT = { identify: 0x01, power: 0x02, outputRate: 0x10 } as const;

const VISIT_AT = 0;
const IDENTIFY_AT = 1;
const POWER_AT = 2;
/** Bits of the power byte. */
const OFF = 1;
const ON_BY_USB = 2;
const OUTPUT_RATE_AT = 24;
const FILTER_AT = 26;

/** Rates of a live measurement; 120 Hz is for recording in the sensor alone. */
export const OUTPUT_RATES_HZ = [1, 4, 10, 12, 15, 20, 30, 60] as const;

/** How a sensor is set. */
export interface DeviceSettings {
  readonly outputRateHz: number;
  readonly filterProfile: 'general' | 'dynamic';
  /** Whether it switches itself on when it is put on its charger. */
  readonly onByUsb: boolean;
}

/** @throws WireError when the bytes are not as many as the value has, or the filter is not known. */
export function decodeDeviceControl(bytes: Uint8Array): DeviceSettings {
  requireLength('deviceControl', bytes, DEVICE_CONTROL_BYTES);
  const filter = bytes[FILTER_AT]!;
  if (filter > 1) throw new WireError('deviceControl.filter', '0 or 1', filter);
  return {
    outputRateHz: viewOf(bytes).getUint16(OUTPUT_RATE_AT, true),
    filterProfile: filter === 0 ? 'general' : 'dynamic',
    onByUsb: (bytes[POWER_AT]! & ON_BY_USB) !== 0,
  };
}

/**
 * Changes the output rate and nothing else; not after a measurement or a synchronisation has begun.
 * @throws WireError for a rate that no live measurement has
 */
export function encodeOutputRate(rateHz: number): Uint8Array {
  if (!OUTPUT_RATES_HZ.some((valid) => valid === rateHz)) {
    const valid = `one of ${OUTPUT_RATES_HZ.join(', ')} Hz`;
    throw new WireError('deviceControl.outputRate', valid, rateHz);
  }
  const bytes = visiting(VISIT.outputRate);
  viewOf(bytes).setUint16(OUTPUT_RATE_AT, rateHz, true);
  return bytes;
}

/** Makes the LED blink. */
export function encodeIdentify(): Uint8Array {
  const bytes = visiting(VISIT.identify);
  bytes[IDENTIFY_AT] = 1;
  return bytes;
}

/** @param settings as read before: the byte that switches it off says `onByUsb` too */
export function encodePowerOff({ onByUsb }: Pick<DeviceSettings, 'onByUsb'>): Uint8Array {
  const bytes = visiting(VISIT.power);
  bytes[POWER_AT] = onByUsb ? OFF | ON_BY_USB : OFF;
  return bytes;
}

function visiting(fields: number): Uint8Array {
  const bytes = new Uint8Array(DEVICE_CONTROL_BYTES);
  bytes[VISIT_AT] = fields;
  return bytes;
}
