import { type CommandKind, kindOf, OPCODE } from './opcodes.ts';
import { integerBetween, ProtocolError } from './protocolError.ts';
import type { ControlStatus } from './response.ts';
import { MAX_RATE_HZ, MIN_RATE_HZ } from './version.ts';

export const MAX_IDENTIFY_S = 30;

/** How the motor of a cue moves; the code on the wire is the place in this list, from 1. */
export const CUE_PATTERNS = ['short', 'double', 'triple', 'long'] as const;
export type CuePattern = (typeof CUE_PATTERNS)[number];

export type Command =
  | { readonly kind: 'start' | 'stop' | 'sync' | 'status' | 'powerOff' }
  | {
      readonly kind: 'configure';
      /** Integer, 60–400. */
      readonly rateHz: number;
      readonly accelerationRangeG: number;
      readonly angularRateRangeDps: number;
      /** Whether the magnetometer is in the stream. */
      readonly magnetometer: boolean;
    }
  | { readonly kind: 'identify'; readonly durationS: number }
  | {
      readonly kind: 'cue';
      readonly pattern: CuePattern;
      /** 1–100. */
      readonly strengthPercent: number;
    }
  | {
      readonly kind: 'resend';
      /** Of the first missing sample, modulo 2³². */
      readonly firstIndex: number;
      /** 1–65535. */
      readonly count: number;
    };

export interface ControlRequest {
  /** Chosen by the hub, 0–255, returned in the response to it. */
  readonly tag: number;
  readonly command: Command;
}

const REQUEST_BYTES: Record<CommandKind, number> = {
  start: 2,
  stop: 2,
  configure: 9,
  identify: 3,
  cue: 4,
  sync: 2,
  status: 2,
  resend: 8,
  powerOff: 2,
};

/** `configure` options. */
const MAGNETOMETER = 1;

/** @throws ProtocolError when a field does not fit its place. */
export function encodeRequest({ tag, command }: ControlRequest): Uint8Array {
  const bytes = new Uint8Array(REQUEST_BYTES[command.kind]);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, OPCODE[command.kind]);
  view.setUint8(1, integerBetween('control.tag', tag, 0, 0xff));
  switch (command.kind) {
    case 'configure':
      view.setUint16(2, rate(command.rateHz), true);
      view.setUint16(4, range('accelerationRange', command.accelerationRangeG), true);
      view.setUint16(6, range('angularRateRange', command.angularRateRangeDps), true);
      view.setUint8(8, command.magnetometer ? MAGNETOMETER : 0);
      break;
    case 'identify':
      view.setUint8(2, duration(command.durationS));
      break;
    case 'cue':
      view.setUint8(2, CUE_PATTERNS.indexOf(command.pattern) + 1);
      view.setUint8(3, strength(command.strengthPercent));
      break;
    case 'resend':
      view.setUint32(
        2,
        integerBetween('resend.firstIndex', command.firstIndex, 0, 2 ** 32 - 1),
        true,
      );
      view.setUint16(6, count(command.count), true);
      break;
  }
  return bytes;
}

/**
 * Reads a command as the sensor does; `refusalOf` gives the status that answers the error.
 * @throws ProtocolError for an opcode that is not known, a wrong length or a value out of range.
 */
export function decodeRequest(bytes: Uint8Array): ControlRequest {
  const [opcode, tag] = bytes;
  if (opcode === undefined || tag === undefined) {
    throw new ProtocolError('length', 'control', 'at least 2 bytes', bytes.length);
  }
  const kind = kindOf(opcode);
  if (kind === null) throw new ProtocolError('unknownOpcode', 'control.opcode', '1 to 9', opcode);
  const expected = REQUEST_BYTES[kind];
  if (bytes.length !== expected) {
    throw new ProtocolError('length', `control.${kind}`, `${expected} bytes`, bytes.length);
  }
  return { tag, command: decodeCommand(kind, bytes) };
}

/** The status a sensor answers to a request it could not read. */
export function refusalOf(error: ProtocolError): ControlStatus {
  if (error.code === 'unknownOpcode') return 'unknownCommand';
  return error.code === 'outOfRange' ? 'outOfRange' : 'malformed';
}

function decodeCommand(kind: CommandKind, bytes: Uint8Array): Command {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (kind) {
    case 'configure':
      return {
        kind,
        rateHz: rate(view.getUint16(2, true)),
        accelerationRangeG: range('accelerationRange', view.getUint16(4, true)),
        angularRateRangeDps: range('angularRateRange', view.getUint16(6, true)),
        magnetometer: integerBetween('configure.options', view.getUint8(8), 0, MAGNETOMETER) === 1,
      };
    case 'identify':
      return { kind, durationS: duration(view.getUint8(2)) };
    case 'cue':
      return {
        kind,
        pattern: patternOf(view.getUint8(2)),
        strengthPercent: strength(view.getUint8(3)),
      };
    case 'resend':
      return { kind, firstIndex: view.getUint32(2, true), count: count(view.getUint16(6, true)) };
    default:
      return { kind };
  }
}

function rate(hz: number): number {
  return integerBetween('configure.rate', hz, MIN_RATE_HZ, MAX_RATE_HZ);
}

function range(field: string, value: number): number {
  return integerBetween(`configure.${field}`, value, 1, 0xffff);
}

function duration(seconds: number): number {
  return integerBetween('identify.duration', seconds, 1, MAX_IDENTIFY_S);
}

function strength(percent: number): number {
  return integerBetween('cue.strength', percent, 1, 100);
}

function count(samples: number): number {
  return integerBetween('resend.count', samples, 1, 0xffff);
}

function patternOf(code: number): CuePattern {
  return CUE_PATTERNS[integerBetween('cue.pattern', code, 1, CUE_PATTERNS.length) - 1]!;
}
