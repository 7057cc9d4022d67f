import { OPCODE, type ProtocolErrorCode } from '../../firmware-protocol/index.ts';

/** What a reader says of a message that holds the value and is else valid. */
type Verdict = 'ok' | ProtocolErrorCode;

/** A number at the edge of what a field may hold, just within or just outside. */
export interface Edge {
  /** Field and value, for people. */
  readonly name: string;
  readonly verdict: Verdict;
  /** Whether a message has the field; its bytes there do not count. */
  readonly fits: (bytes: Uint8Array) => boolean;
  /** A copy of a message that fits, with the value. */
  readonly putInto: (bytes: Uint8Array) => Uint8Array;
}

interface Field {
  readonly name: string;
  readonly at: number;
  readonly bytes: 1 | 2 | 4;
  readonly fits: Edge['fits'];
  readonly values: readonly (readonly [value: number, verdict: Verdict])[];
}

/** Both sides of both ends; a side that the bytes cannot hold is left out. */
function between(min: number, max: number, bytes: 1 | 2, fault: Verdict = 'outOfRange') {
  const values: [number, Verdict][] = [
    [min - 1, fault],
    [min, 'ok'],
    [max, 'ok'],
    [max + 1, fault],
  ];
  return values.filter(([value]) => value >= 0 && value < 2 ** (8 * bytes));
}

const RATE = between(60, 400, 2);
const AT_LEAST_1 = between(1, 0xffff, 2);
/** Bits of an f32: 0, the least above 0, the greatest finite, infinity, not a number, −0 and below. */
const SCALE: Field['values'] = [
  [0x00000000, 'outOfRange'],
  [0x00000001, 'ok'],
  [0x7f7fffff, 'ok'],
  [0x7f800000, 'outOfRange'],
  [0x7fc00000, 'outOfRange'],
  [0x80000000, 'outOfRange'],
  [0x80000001, 'outOfRange'],
];
const SCALE_OR_0 = SCALE.map(([bits, verdict]) =>
  bits === 0 || bits === 0x80000000 ? ([bits, 'ok'] as const) : ([bits, verdict] as const),
);

const always = () => true;
const hasMagnetometer = (bytes: Uint8Array) => (bytes[20]! & 1) === 1;
const command = (opcode: number) => (bytes: Uint8Array) => bytes[0] === opcode;
const answer = (opcode: number) => (bytes: Uint8Array) => bytes[0] === opcode && bytes[2] === 0;

const VERSION: Field = {
  name: 'version',
  at: 0,
  bytes: 1,
  fits: always,
  values: between(1, 1, 1, 'unsupportedVersion'),
};

const INFO: readonly Field[] = [
  VERSION,
  { name: 'rate', at: 2, bytes: 2, fits: always, values: RATE },
  { name: 'acceleration scale', at: 4, bytes: 4, fits: always, values: SCALE },
  { name: 'angular rate scale', at: 8, bytes: 4, fits: always, values: SCALE },
  { name: 'acceleration range', at: 12, bytes: 2, fits: always, values: AT_LEAST_1 },
  { name: 'angular rate range', at: 14, bytes: 2, fits: always, values: AT_LEAST_1 },
  { name: 'magnetic scale', at: 24, bytes: 4, fits: hasMagnetometer, values: SCALE },
  {
    name: 'magnetic scale of none',
    at: 24,
    bytes: 4,
    fits: (bytes) => !hasMagnetometer(bytes),
    values: SCALE_OR_0,
  },
];

const { configure, identify, cue, resend, status } = OPCODE;

const REQUEST: readonly Field[] = [
  {
    name: 'opcode',
    at: 0,
    bytes: 1,
    fits: (bytes) => bytes.length === 2,
    values: between(1, 9, 1, 'unknownOpcode'),
  },
  { name: 'rate', at: 2, bytes: 2, fits: command(configure), values: RATE },
  { name: 'acceleration range', at: 4, bytes: 2, fits: command(configure), values: AT_LEAST_1 },
  { name: 'angular rate range', at: 6, bytes: 2, fits: command(configure), values: AT_LEAST_1 },
  { name: 'options', at: 8, bytes: 1, fits: command(configure), values: between(0, 1, 1) },
  { name: 'duration', at: 2, bytes: 1, fits: command(identify), values: between(1, 30, 1) },
  { name: 'pattern', at: 2, bytes: 1, fits: command(cue), values: between(1, 4, 1) },
  { name: 'strength', at: 3, bytes: 1, fits: command(cue), values: between(1, 100, 1) },
  { name: 'count', at: 6, bytes: 2, fits: command(resend), values: AT_LEAST_1 },
];

const RESPONSE: readonly Field[] = [
  { name: 'status', at: 2, bytes: 1, fits: command(OPCODE.start), values: between(0, 7, 1) },
  {
    name: 'opcode',
    at: 0,
    bytes: 1,
    fits: (bytes) => bytes.length === 3 && bytes[2] === 0,
    values: between(1, 9, 1, 'unknownOpcode'),
  },
  { name: 'state', at: 3, bytes: 1, fits: answer(status), values: between(0, 1, 1) },
  {
    name: 'battery',
    at: 4,
    bytes: 1,
    fits: answer(status),
    values: [...between(0, 100, 1), [254, 'outOfRange'], [255, 'ok']],
  },
  { name: 'count', at: 7, bytes: 2, fits: answer(resend), values: AT_LEAST_1 },
];

const STREAM: readonly Field[] = [
  VERSION,
  {
    name: 'flags without magnetometer',
    at: 1,
    bytes: 1,
    fits: (bytes) => (bytes[1]! & 1) === 0,
    values: [
      [0, 'ok'],
      [2, 'unknownLayout'],
      [4, 'unknownLayout'],
      [8, 'unknownLayout'],
      [0x10, 'ok'],
      [0x80, 'ok'],
    ],
  },
];

function edgesOf(fields: readonly Field[]): Edge[] {
  return fields.flatMap(({ name, at, bytes: width, fits, values }) =>
    values.map(([value, verdict]) => ({
      name: `${name} ${width === 4 ? `0x${value.toString(16)}` : value}`,
      verdict,
      fits: (bytes) => bytes.length >= at + width && fits(bytes),
      putInto: (bytes) => {
        const copy = Buffer.from(bytes);
        copy.writeUIntLE(value, at, width);
        return Uint8Array.from(copy);
      },
    })),
  );
}

export const INFO_EDGES = edgesOf(INFO);
export const REQUEST_EDGES = edgesOf(REQUEST);
export const RESPONSE_EDGES = edgesOf(RESPONSE);
export const STREAM_EDGES = edgesOf(STREAM);
