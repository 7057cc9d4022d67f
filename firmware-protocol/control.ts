import { MAX_RATE_HZ, MIN_RATE_HZ } from './info.ts';
import { integerBetween, ProtocolError } from './protocolError.ts';

/** Commands of version 1; 0x05–0x09 are reserved for cue, sync, status, resend and power off. */
export const OPCODE = { start: 0x01, stop: 0x02, configure: 0x03, identify: 0x04 } as const;

/** How a sensor answers a command, by its status byte. */
export const STATUSES = [
  'ok',
  'unknownCommand',
  'malformed',
  'outOfRange',
  'notNow',
  'unsupported',
] as const;
export type ControlStatus = (typeof STATUSES)[number];

export const MAX_IDENTIFY_S = 30;

export type Command =
  | { readonly kind: 'start' }
  | { readonly kind: 'stop' }
  | {
      readonly kind: 'configure';
      readonly rateHz: number;
      readonly accelerationRangeG: number;
      readonly angularRateRangeDps: number;
    }
  | { readonly kind: 'identify'; readonly durationS: number };

export interface ControlRequest {
  /** Chosen by the hub, 0–255, returned in the response to it. */
  readonly tag: number;
  readonly command: Command;
}

export interface ControlResponse {
  readonly opcode: number;
  readonly tag: number;
  readonly status: ControlStatus;
}

const RESPONSE_BYTES = 3;
const REQUEST_BYTES: Record<Command['kind'], number> = {
  start: 2,
  stop: 2,
  configure: 8,
  identify: 3,
};

/** @throws ProtocolError when a field does not fit its place. */
export function encodeRequest({ tag, command }: ControlRequest): Uint8Array {
  const bytes = new Uint8Array(REQUEST_BYTES[command.kind]);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, OPCODE[command.kind]);
  view.setUint8(1, integerBetween('control.tag', tag, 0, 0xff));
  if (command.kind === 'configure') {
    view.setUint16(2, checkedRate(command.rateHz), true);
    view.setUint16(4, checkedRange('accelerationRange', command.accelerationRangeG), true);
    view.setUint16(6, checkedRange('angularRateRange', command.angularRateRangeDps), true);
  } else if (command.kind === 'identify') {
    view.setUint8(2, checkedDuration(command.durationS));
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
  if (bytes.length !== REQUEST_BYTES[kind]) {
    throw new ProtocolError(
      'length',
      `control.${kind}`,
      `${REQUEST_BYTES[kind]} bytes`,
      bytes.length,
    );
  }
  return { tag, command: decodeCommand(kind, bytes) };
}

export function encodeResponse({ opcode, tag, status }: ControlResponse): Uint8Array {
  return Uint8Array.of(opcode, tag, STATUSES.indexOf(status));
}

/**
 * Reads a response; bytes after the status are ignored, they belong to later additions.
 * @throws ProtocolError when it is cut short or its status is not known.
 */
export function decodeResponse(bytes: Uint8Array): ControlResponse {
  const [opcode, tag, code] = bytes;
  if (opcode === undefined || tag === undefined || code === undefined) {
    throw new ProtocolError('length', 'response', `at least ${RESPONSE_BYTES} bytes`, bytes.length);
  }
  const status = STATUSES[code];
  if (status === undefined) {
    throw new ProtocolError('outOfRange', 'response.status', `0 to ${STATUSES.length - 1}`, code);
  }
  return { opcode, tag, status };
}

/** The status a sensor answers to a request it could not read. */
export function refusalOf(error: ProtocolError): ControlStatus {
  if (error.code === 'unknownOpcode') return 'unknownCommand';
  return error.code === 'outOfRange' ? 'outOfRange' : 'malformed';
}

function kindOf(opcode: number): Command['kind'] {
  switch (opcode) {
    case OPCODE.start:
      return 'start';
    case OPCODE.stop:
      return 'stop';
    case OPCODE.configure:
      return 'configure';
    case OPCODE.identify:
      return 'identify';
    default:
      throw new ProtocolError('unknownOpcode', 'control.opcode', '1 to 4', opcode);
  }
}

function decodeCommand(kind: Command['kind'], bytes: Uint8Array): Command {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (kind) {
    case 'configure':
      return {
        kind,
        rateHz: checkedRate(view.getUint16(2, true)),
        accelerationRangeG: checkedRange('accelerationRange', view.getUint16(4, true)),
        angularRateRangeDps: checkedRange('angularRateRange', view.getUint16(6, true)),
      };
    case 'identify':
      return { kind, durationS: checkedDuration(view.getUint8(2)) };
    default:
      return { kind };
  }
}

function checkedRate(hz: number): number {
  return integerBetween('configure.rate', hz, MIN_RATE_HZ, MAX_RATE_HZ);
}

function checkedRange(field: string, value: number): number {
  return integerBetween(`configure.${field}`, value, 1, 0xffff);
}

function checkedDuration(seconds: number): number {
  return integerBetween('identify.duration', seconds, 1, MAX_IDENTIFY_S);
}
