import { kindOf } from './opcodes.ts';
import { integerBetween, ProtocolError } from './protocolError.ts';

/** How a sensor answers a command; the code on the wire is the place in this list. */
export const STATUSES = [
  'ok',
  'unknownCommand',
  'malformed',
  'outOfRange',
  'notNow',
  'unsupported',
  'gone',
  'failed',
] as const;
export type ControlStatus = (typeof STATUSES)[number];

/** Bits of `SensorStatus.faults`; bits not listed are sent as 0 and ignored when received. */
export const SENSOR_FAULT = {
  inertialUnit: 1,
  magnetometer: 2,
  motor: 4,
  memory: 8,
  batteryLow: 16,
} as const;

const BATTERY_UNKNOWN = 255;
const TEMPERATURE_UNKNOWN = -32768;

export interface CueAnswer {
  readonly kind: 'cue';
  /** The sensor's clock when the motor began, microseconds modulo 2³². */
  readonly startedUs: number;
}

export interface SyncAnswer {
  readonly kind: 'sync';
  /** The sensor's clock when the request arrived and when the answer left, µs modulo 2³². */
  readonly receivedUs: number;
  readonly answeredUs: number;
}

export interface StatusAnswer {
  readonly kind: 'status';
  readonly streaming: boolean;
  /** null where the sensor cannot tell. */
  readonly batteryPercent: number | null;
  /** In hundredths of a degree Celsius; null where the sensor cannot tell. */
  readonly temperatureCentiC: number | null;
  /** Of the sample that is taken next, modulo 2³². */
  readonly nextIndex: number;
  /** Of the oldest sample that `resend` can still give; `nextIndex` when there is none. */
  readonly oldestIndex: number;
  /** Samples left out of the live stream since power-on because the radio was too slow. */
  readonly skippedSamples: number;
  /** `SENSOR_FAULT` bits. */
  readonly faults: number;
}

export interface ResendAnswer {
  readonly kind: 'resend';
  /** What will be sent: the part of the range asked for that is still there. */
  readonly firstIndex: number;
  readonly count: number;
}

export type Answer = CueAnswer | SyncAnswer | StatusAnswer | ResendAnswer;

export interface ControlResponse {
  readonly opcode: number;
  readonly tag: number;
  readonly status: ControlStatus;
  /** Only with `ok`, and only where the command has one. */
  readonly answer: Answer | null;
}

const HEAD_BYTES = 3;
const ANSWER_BYTES: Record<Answer['kind'], number> = { cue: 4, sync: 8, status: 17, resend: 6 };

/** @throws ProtocolError when a field does not fit its place. */
export function encodeResponse({ opcode, tag, status, answer }: ControlResponse): Uint8Array {
  const expected = status === 'ok' ? answerKindOf(opcode) : null;
  if ((answer?.kind ?? null) !== expected) {
    const wanted = `${expected ?? 'none'} with opcode ${opcode} and status ${status}`;
    throw new ProtocolError('outOfRange', 'response.answer', wanted, answer?.kind ?? 'none');
  }
  const bytes = new Uint8Array(HEAD_BYTES + (answer ? ANSWER_BYTES[answer.kind] : 0));
  bytes[0] = integerBetween('response.opcode', opcode, 0, 0xff);
  bytes[1] = integerBetween('response.tag', tag, 0, 0xff);
  bytes[2] = STATUSES.indexOf(status);
  if (answer) writeAnswer(answer, new DataView(bytes.buffer, HEAD_BYTES));
  return bytes;
}

/**
 * Reads a response; bytes after the fields known here are ignored, they belong to later additions.
 * @throws ProtocolError when it is cut short or its status or opcode is not known.
 */
export function decodeResponse(bytes: Uint8Array): ControlResponse {
  const [opcode, tag, code] = bytes;
  if (opcode === undefined || tag === undefined || code === undefined) {
    throw new ProtocolError('length', 'response', `at least ${HEAD_BYTES} bytes`, bytes.length);
  }
  const status = STATUSES[code];
  if (status === undefined) {
    throw new ProtocolError('outOfRange', 'response.status', `0 to ${STATUSES.length - 1}`, code);
  }
  return { opcode, tag, status, answer: status === 'ok' ? answerIn(bytes, opcode) : null };
}

/** What a response of this opcode that is `ok` must bring. */
function answerKindOf(opcode: number): Answer['kind'] | null {
  const kind = kindOf(opcode);
  if (kind === null) throw new ProtocolError('unknownOpcode', 'response.opcode', '1 to 9', opcode);
  return kind === 'cue' || kind === 'sync' || kind === 'status' || kind === 'resend' ? kind : null;
}

function answerIn(bytes: Uint8Array, opcode: number): Answer | null {
  const kind = answerKindOf(opcode);
  if (kind === null) return null;
  const least = HEAD_BYTES + ANSWER_BYTES[kind];
  if (bytes.length < least) {
    throw new ProtocolError('length', `response.${kind}`, `at least ${least} bytes`, bytes.length);
  }
  return readAnswer(kind, new DataView(bytes.buffer, bytes.byteOffset + HEAD_BYTES));
}

function writeAnswer(answer: Answer, view: DataView): void {
  switch (answer.kind) {
    case 'cue':
      view.setUint32(0, u32('cue.started', answer.startedUs), true);
      break;
    case 'sync':
      view.setUint32(0, u32('sync.received', answer.receivedUs), true);
      view.setUint32(4, u32('sync.answered', answer.answeredUs), true);
      break;
    case 'status':
      view.setUint8(0, answer.streaming ? 1 : 0);
      view.setUint8(1, battery(answer.batteryPercent ?? BATTERY_UNKNOWN));
      view.setInt16(2, temperature(answer.temperatureCentiC), true);
      view.setUint32(4, u32('status.nextIndex', answer.nextIndex), true);
      view.setUint32(8, u32('status.oldestIndex', answer.oldestIndex), true);
      view.setUint32(12, u32('status.skipped', answer.skippedSamples), true);
      view.setUint8(16, integerBetween('status.faults', answer.faults, 0, 0xff));
      break;
    case 'resend':
      view.setUint32(0, u32('resend.firstIndex', answer.firstIndex), true);
      view.setUint16(4, integerBetween('resend.count', answer.count, 1, 0xffff), true);
      break;
  }
}

function readAnswer(kind: Answer['kind'], view: DataView): Answer {
  switch (kind) {
    case 'cue':
      return { kind, startedUs: view.getUint32(0, true) };
    case 'sync':
      return { kind, receivedUs: view.getUint32(0, true), answeredUs: view.getUint32(4, true) };
    case 'status': {
      const streaming = integerBetween('status.state', view.getUint8(0), 0, 1) === 1;
      const percent = battery(view.getUint8(1));
      const centiC = view.getInt16(2, true);
      return {
        kind,
        streaming,
        batteryPercent: percent === BATTERY_UNKNOWN ? null : percent,
        temperatureCentiC: centiC === TEMPERATURE_UNKNOWN ? null : centiC,
        nextIndex: view.getUint32(4, true),
        oldestIndex: view.getUint32(8, true),
        skippedSamples: view.getUint32(12, true),
        faults: view.getUint8(16),
      };
    }
    case 'resend': {
      const count = integerBetween('resend.count', view.getUint16(4, true), 1, 0xffff);
      return { kind, firstIndex: view.getUint32(0, true), count };
    }
  }
}

function u32(field: string, value: number): number {
  return integerBetween(field, value, 0, 0xffffffff);
}

function battery(percent: number): number {
  if (percent === BATTERY_UNKNOWN) return percent;
  return integerBetween('status.battery', percent, 0, 100);
}

function temperature(centiC: number | null): number {
  if (centiC === null) return TEMPERATURE_UNKNOWN;
  return integerBetween('status.temperature', centiC, TEMPERATURE_UNKNOWN + 1, 32767);
}
