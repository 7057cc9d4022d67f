import { WireError } from '../wireError.ts';
import {
  BATTERY_REGISTER,
  type Chip,
  DATA_REGISTERS,
  type InertialStream,
  MODULE,
  READ,
} from './modules.ts';
import { accelerationRange, angularRateRange } from './ranges.ts';

/** Registers that accelerometer and gyroscope have in common. */
const POWER = 0x01;
const ENABLE = 0x02;
const CONFIGURATION = 0x03;

/**
 * Rate in the second nibble (100 Hz · 2^(code − 8) in both chips), the filter of normal bandwidth
 * before it.
 */
const RATE_CODES: ReadonlyMap<number, number> = new Map([
  [50, 0x27],
  [100, 0x28],
  [200, 0x29],
]);

export const RATES_HZ: readonly number[] = [...RATE_CODES.keys()];

/** How accelerometer and gyroscope are to measure. */
export interface InertialConfiguration {
  readonly chip: Chip;
  readonly rateHz: number;
  /** Half the ranges. */
  readonly accelerationRangeG: number;
  readonly angularRateRangeDps: number;
}

/** How their samples are to come. */
export interface InertialStreaming {
  readonly chip: Chip;
  /** Three samples in a notification, which is a third of the messages. */
  readonly packed: boolean;
}

/**
 * Written one after another before streaming.
 * @throws WireError for a rate or range that the chip has not got
 */
export function configureCommands(configuration: InertialConfiguration): Uint8Array[] {
  const { chip, rateHz, accelerationRangeG, angularRateRangeDps } = configuration;
  const rate = RATE_CODES.get(rateHz);
  if (rate === undefined) {
    throw new WireError('rate', `one of ${RATES_HZ.join(', ')} Hz`, rateHz);
  }
  const acceleration = accelerationRange(accelerationRangeG).code[chip];
  const angularRate = angularRateRange(angularRateRangeDps).code[chip];
  return [
    Uint8Array.of(MODULE.accelerometer, CONFIGURATION, rate, acceleration),
    Uint8Array.of(MODULE.gyroscope, CONFIGURATION, rate, angularRate),
  ];
}

/** Subscribes to both, enables both, starts both: written one after another. */
export function startCommands(streaming: InertialStreaming): Uint8Array[] {
  const streams = registersOf(streaming);
  return [
    ...streams.map(({ module, data }) => Uint8Array.of(module, data, 1)),
    ...streams.map(({ module }) => Uint8Array.of(module, ENABLE, 1, 0)),
    ...streams.map(({ module }) => Uint8Array.of(module, POWER, 1)),
  ];
}

/** Takes back what `startCommands` did, in reverse. */
export function stopCommands(streaming: InertialStreaming): Uint8Array[] {
  const streams = registersOf(streaming);
  return [
    ...streams.map(({ module }) => Uint8Array.of(module, POWER, 0)),
    ...streams.map(({ module }) => Uint8Array.of(module, ENABLE, 0, 1)),
    ...streams.map(({ module, data }) => Uint8Array.of(module, data, 0)),
  ];
}

/** Asks which implementation of a module the board has. */
export function encodeModuleProbe(module: keyof typeof MODULE): Uint8Array {
  return Uint8Array.of(MODULE[module], READ);
}

export function encodeReadBattery(): Uint8Array {
  return Uint8Array.of(MODULE.settings, READ | BATTERY_REGISTER);
}

function registersOf({ chip, packed }: InertialStreaming) {
  const streams: readonly InertialStream[] = ['acceleration', 'angularRate'];
  return streams.map((stream) => {
    const { module, single, packed: three } = DATA_REGISTERS[chip][stream];
    return { module, data: packed ? three : single };
  });
}
