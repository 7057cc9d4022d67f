import fc from 'fast-check';
import {
  type Answer,
  COUNTS_PER_SAMPLE,
  type Command,
  type ControlRequest,
  type ControlResponse,
  CUE_PATTERNS,
  encodeInfo,
  encodeRequest,
  encodeResponse,
  encodeStreamPacket,
  type Info,
  NO_MAGNETIC_COUNTS,
  OPCODE,
  STATUSES,
  type StreamPacket,
} from '../../firmware-protocol/index.ts';
import { type Edge, INFO_EDGES, REQUEST_EDGES, RESPONSE_EDGES, STREAM_EDGES } from './edges.ts';

/** Arbitrary values over the whole range of every field, the ends of the ranges often. */

function integer(min: number, max: number): fc.Arbitrary<number> {
  return fc.oneof(
    { arbitrary: fc.integer({ min, max }), weight: 3 },
    { arbitrary: fc.constantFrom(min, max), weight: 1 },
  );
}

const u8 = integer(0, 0xff);
const u16 = integer(0, 0xffff);
const u32 = integer(0, 0xffffffff);
const i16 = integer(-32768, 32767);
const atLeast1 = integer(1, 0xffff);

/** Every f32 that is finite and above 0 alike, the smallest and the largest included. */
const scale = integer(1, 0x7f7fffff).map(
  (bits) => new Float32Array(Uint32Array.of(bits).buffer)[0],
);

const MARKS = '._+-';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const text = fc
  .tuple(
    fc.constantFrom(...LETTERS),
    fc.string({ unit: fc.constantFrom(...LETTERS, ...MARKS), maxLength: 31 }),
  )
  .map(([first, rest]) => first + rest);

export const infos: fc.Arbitrary<Info> = fc
  .record({
    serial: text,
    firmware: text,
    rateHz: integer(60, 400),
    accelerationScaleMps2: scale,
    angularRateScaleRadps: scale,
    accelerationRangeG: atLeast1,
    angularRateRangeDps: atLeast1,
    ringDepthSamples: u32,
    capabilities: u32,
    magnetometerOn: fc.boolean(),
    magneticScaleUt: scale,
    run: u32,
    zeroScale: fc.boolean(),
  })
  .map(({ zeroScale, ...info }) =>
    zeroScale && info.capabilities % 2 === 0 ? { ...info, magneticScaleUt: 0 } : info,
  );

const commands: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom('start', 'stop', 'sync', 'status', 'powerOff').map((kind) => ({ kind }) as const),
  fc.record({
    kind: fc.constant('configure' as const),
    rateHz: integer(60, 400),
    accelerationRangeG: atLeast1,
    angularRateRangeDps: atLeast1,
    magnetometer: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('identify' as const), durationS: integer(1, 30) }),
  fc.record({
    kind: fc.constant('cue' as const),
    pattern: fc.constantFrom(...CUE_PATTERNS),
    strengthPercent: integer(1, 100),
  }),
  fc.record({ kind: fc.constant('resend' as const), firstIndex: u32, count: atLeast1 }),
);

export const requests: fc.Arbitrary<ControlRequest> = fc.record({ tag: u8, command: commands });

const answers: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ kind: fc.constant('cue' as const), startedUs: u32 }),
  fc.record({ kind: fc.constant('sync' as const), receivedUs: u32, answeredUs: u32 }),
  fc.record({
    kind: fc.constant('status' as const),
    streaming: fc.boolean(),
    batteryPercent: fc.option(integer(0, 100)),
    temperatureCentiC: fc.option(integer(-32767, 32767)),
    nextIndex: u32,
    oldestIndex: u32,
    skippedSamples: u32,
    faults: u8,
  }),
  fc.record({ kind: fc.constant('resend' as const), firstIndex: u32, count: atLeast1 }),
);

const ANSWERLESS = [OPCODE.start, OPCODE.stop, OPCODE.configure, OPCODE.identify, OPCODE.powerOff];

export const responses: fc.Arbitrary<ControlResponse> = fc.oneof(
  fc
    .tuple(u8, answers)
    .map(([tag, answer]) => ({ opcode: OPCODE[answer.kind], tag, status: 'ok' as const, answer })),
  fc.record({
    opcode: fc.constantFrom(...ANSWERLESS),
    tag: u8,
    status: fc.constant('ok' as const),
    answer: fc.constant(null),
  }),
  fc.record({
    opcode: u8,
    tag: u8,
    status: fc.constantFrom(...STATUSES.filter((status) => status !== 'ok')),
    answer: fc.constant(null),
  }),
);

/** A short row of counts over and over: to draw each one would take most of the tests' time. */
function counts(length: number): fc.Arbitrary<Int16Array> {
  return fc
    .array(i16, { minLength: 1, maxLength: 13 })
    .map((row) => Int16Array.from({ length }, (_, i) => row[i % row.length]));
}

const header = { sequence: u16, firstIndex: u32, deviceTimeUs: u32 };
/** Any of the bits that inform: refilled, and those that mean nothing yet. */
const upperFlags = fc.integer({ min: 0, max: 15 }).map((bits) => bits << 4);

export const streamPackets: fc.Arbitrary<StreamPacket> = fc
  .tuple(fc.boolean(), fc.oneof(integer(1, 27), integer(1, 41)))
  .chain(([magnetometer, most]) => {
    const samples = magnetometer ? Math.min(most, 27) : most;
    return fc.record({
      ...header,
      flags: upperFlags.map((flags) => flags + (magnetometer ? 1 : 0)),
      counts: counts(samples * COUNTS_PER_SAMPLE),
      magneticCounts: magnetometer ? counts(samples * 3) : fc.constant(NO_MAGNETIC_COUNTS),
    });
  });

type Change = (bytes: Uint8Array) => Uint8Array;

/** The bytes at which layouts and ranges turn, and any other. */
const someByte = fc.oneof(fc.constantFrom(0, 1, 2, 0x7f, 0x80, 0xff), u8);

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(), someByte).map(
    ([at, value]): Change =>
      (bytes) => {
        const changed = Uint8Array.from(bytes);
        if (bytes.length > 0) changed[at % bytes.length] = value;
        return changed;
      },
  ),
  // The first bytes say most: version, flags, opcode, status, numbers of Info.
  fc.tuple(fc.nat({ max: 31 }), someByte).map(
    ([at, value]): Change =>
      (bytes) => {
        return bytes.map((byte, i) => (i === at ? value : byte));
      },
  ),
  fc.nat().map(
    (at): Change =>
      (bytes) =>
        bytes.slice(0, at % (bytes.length + 1)),
  ),
  fc
    .oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.nat({ max: 560 }).map((length) => new Uint8Array(length)),
    )
    .map(
      (more): Change =>
        (bytes) =>
          Uint8Array.from([...bytes, ...more]),
    ),
);

/**
 * Messages that are valid, or changed at up to three places, or have one number at the edge of its
 * range, which those changes seldom hit, or now and then any bytes.
 */
function nearlyValid(
  valid: fc.Arbitrary<Uint8Array>,
  edges: readonly Edge[],
): fc.Arbitrary<Uint8Array> {
  const changed = fc
    .tuple(valid, fc.array(changes, { maxLength: 3 }))
    .map(([bytes, all]) => all.reduce((sum, change) => change(sum), bytes));
  const anyBytes = fc.uint8Array({ maxLength: 80 });
  const atEdge = fc
    .constantFrom(...edges)
    .chain((edge) => valid.filter(edge.fits).map(edge.putInto));
  return fc.oneof(
    { arbitrary: changed, weight: 12 },
    { arbitrary: atEdge, weight: 7 },
    { arbitrary: anyBytes, weight: 1 },
  );
}

export const infoBytes = nearlyValid(infos.map(encodeInfo), INFO_EDGES);
export const requestBytes = nearlyValid(requests.map(encodeRequest), REQUEST_EDGES);
export const responseBytes = nearlyValid(responses.map(encodeResponse), RESPONSE_EDGES);
export const streamBytes = nearlyValid(streamPackets.map(encodeStreamPacket), STREAM_EDGES);
