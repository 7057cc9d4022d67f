import { integerBetween, ProtocolError } from './protocolError.ts';
import { MAX_MESSAGE_BYTES, NOTIFICATION_OVERHEAD_BYTES, PROTOCOL_VERSION } from './version.ts';

export const COUNTS_PER_SAMPLE = 6;
export const AXES = 3;
export const STREAM_HEADER_BYTES = 12;
export const SAMPLE_BYTES = 2 * COUNTS_PER_SAMPLE;
const MAGNETIC_BYTES = 2 * AXES;

/** The longest span of one notification: more would be latency the wearer feels. */
export const MAX_SPAN_MS = 20;

/** The smallest MTU whose notification holds one sample: 3 + 12 + 12 bytes. */
export const MIN_STREAM_MTU = NOTIFICATION_OVERHEAD_BYTES + STREAM_HEADER_BYTES + SAMPLE_BYTES;

/** The count of each magnetic axis at a sample for which the magnetometer had no new reading. */
export const NO_READING = -32768;

/** What a packet without a magnetometer block holds of one. */
export const NO_MAGNETIC_COUNTS = new Int16Array(0);

/** Flags of a stream packet; a set bit of 1–3 is a layout that this version cannot read. */
export const STREAM_FLAG = { magnetometer: 0x01, refilled: 0x10 } as const;
const UNKNOWN_LAYOUT = 0x0e;

export interface StreamPacket {
  /** `STREAM_FLAG` bits; bits 5–7 mean nothing yet. */
  readonly flags: number;
  /** Of the notification, modulo 2¹⁶. */
  readonly sequence: number;
  /** Of the first sample since the sensor began sampling, modulo 2³². */
  readonly firstIndex: number;
  /** The sensor's clock at the first sample, microseconds modulo 2³². */
  readonly deviceTimeUs: number;
  /** Six per sample: acceleration x y z, angular rate x y z. */
  readonly counts: Int16Array;
  /** Three per sample, `NO_READING` where there was none; empty unless flagged. */
  readonly magneticCounts: Int16Array;
}

/**
 * Samples per notification: as many as the MTU holds, at most 20 ms of them, at least one.
 * @throws ProtocolError when `mtu` cannot hold one sample.
 */
export function samplesPerNotification(rateHz: number, mtu: number, magnetometer = false): number {
  const bytes = sampleBytes(magnetometer);
  const least = NOTIFICATION_OVERHEAD_BYTES + STREAM_HEADER_BYTES + bytes;
  if (mtu < least) throw new ProtocolError('outOfRange', 'mtu', `at least ${least}`, mtu);
  const payload = Math.min(mtu - NOTIFICATION_OVERHEAD_BYTES, MAX_MESSAGE_BYTES);
  const fitting = Math.floor((payload - STREAM_HEADER_BYTES) / bytes);
  const inSpan = Math.floor((rateHz * MAX_SPAN_MS) / 1000);
  return Math.max(1, Math.min(fitting, inSpan));
}

/** Why the bytes are not one whole stream packet of this version; null when they are. */
export function streamFault(bytes: Uint8Array): ProtocolError | null {
  if (bytes.length > 0 && bytes[0] !== PROTOCOL_VERSION) {
    return new ProtocolError('unsupportedVersion', 'stream.version', '1', bytes[0]!);
  }
  if (bytes.length < STREAM_HEADER_BYTES) return wrongLength(bytes, false);
  const flags = bytes[1]!;
  if (flags & UNKNOWN_LAYOUT) {
    return new ProtocolError('unknownLayout', 'stream.flags', 'bits 1–3 clear', flags);
  }
  const magnetometer = hasMagnetometer(flags);
  const samples = samplesIn(bytes, magnetometer);
  const whole = samples >= 1 && Number.isInteger(samples) && bytes.length <= MAX_MESSAGE_BYTES;
  return whole ? null : wrongLength(bytes, magnetometer);
}

/** Which samples a stream packet holds. */
export interface StreamContent {
  /** Of the first sample, modulo 2³². */
  readonly firstIndex: number;
  readonly count: number;
  /** They were asked for again. */
  readonly refilled: boolean;
}

/** Which samples are in the bytes; null when they are not one whole stream packet of this version. */
export function streamContent(bytes: Uint8Array): StreamContent | null {
  if (streamFault(bytes)) return null;
  const flags = bytes[1]!;
  return {
    firstIndex: uint32(bytes, 4),
    count: samplesIn(bytes, hasMagnetometer(flags)),
    refilled: (flags & STREAM_FLAG.refilled) !== 0,
  };
}

/** @throws ProtocolError when the bytes are not one whole stream packet of this version. */
export function decodeStreamPacket(bytes: Uint8Array): StreamPacket {
  const fault = streamFault(bytes);
  if (fault) throw fault;
  const flags = bytes[1]!;
  const magnetometer = hasMagnetometer(flags);
  const samples = samplesIn(bytes, magnetometer);
  const magneticAt = STREAM_HEADER_BYTES + samples * SAMPLE_BYTES;
  return {
    flags,
    sequence: uint16(bytes, 2),
    firstIndex: uint32(bytes, 4),
    deviceTimeUs: uint32(bytes, 8),
    counts: int16s(bytes, STREAM_HEADER_BYTES, samples * COUNTS_PER_SAMPLE),
    magneticCounts: magnetometer ? int16s(bytes, magneticAt, samples * AXES) : NO_MAGNETIC_COUNTS,
  };
}

function hasMagnetometer(flags: number): boolean {
  return (flags & STREAM_FLAG.magnetometer) !== 0;
}

function samplesIn(bytes: Uint8Array, magnetometer: boolean): number {
  return (bytes.length - STREAM_HEADER_BYTES) / sampleBytes(magnetometer);
}

function sampleBytes(magnetometer: boolean): number {
  return magnetometer ? SAMPLE_BYTES + MAGNETIC_BYTES : SAMPLE_BYTES;
}

function wrongLength(bytes: Uint8Array, magnetometer: boolean): ProtocolError {
  const each = sampleBytes(magnetometer);
  const most = mostSamples(magnetometer);
  const expected = `${STREAM_HEADER_BYTES} + ${each} n bytes, 1 ≤ n ≤ ${most}`;
  return new ProtocolError('length', 'stream', expected, bytes.length);
}

function mostSamples(magnetometer: boolean): number {
  return Math.floor((MAX_MESSAGE_BYTES - STREAM_HEADER_BYTES) / sampleBytes(magnetometer));
}

function int16s(bytes: Uint8Array, at: number, count: number): Int16Array {
  const counts = new Int16Array(count);
  for (let i = 0; i < count; i++) counts[i] = uint16(bytes, at + 2 * i);
  return counts;
}

/** Little-endian. A view of so few bytes would take longer to make than all that is read. */
function uint16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8);
}

function uint32(bytes: Uint8Array, at: number): number {
  return (uint16(bytes, at) | (uint16(bytes, at + 2) << 16)) >>> 0;
}

/** @throws ProtocolError when a field does not fit its place. */
export function encodeStreamPacket(packet: StreamPacket): Uint8Array {
  const { flags, counts, magneticCounts } = packet;
  const magnetometer = hasMagnetometer(flags);
  const samples = counts.length / COUNTS_PER_SAMPLE;
  integerBetween('stream.samples', samples, 1, mostSamples(magnetometer));
  const readings = magnetometer ? samples : 0;
  const bytesOfAll = STREAM_HEADER_BYTES + samples * SAMPLE_BYTES + readings * MAGNETIC_BYTES;
  if (magneticCounts.length !== readings * AXES) {
    const expected = `${readings * AXES} magnetic counts`;
    throw new ProtocolError('outOfRange', 'stream.magneticCounts', expected, magneticCounts.length);
  }
  const bytes = new Uint8Array(bytesOfAll);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, PROTOCOL_VERSION);
  view.setUint8(1, knownFlags(flags));
  view.setUint16(2, integerBetween('stream.sequence', packet.sequence, 0, 0xffff), true);
  view.setUint32(4, integerBetween('stream.firstIndex', packet.firstIndex, 0, 0xffffffff), true);
  view.setUint32(
    8,
    integerBetween('stream.deviceTimeUs', packet.deviceTimeUs, 0, 0xffffffff),
    true,
  );
  for (let i = 0; i < counts.length; i++) {
    view.setInt16(STREAM_HEADER_BYTES + 2 * i, counts[i]!, true);
  }
  const magneticAt = STREAM_HEADER_BYTES + 2 * counts.length;
  for (let i = 0; i < magneticCounts.length; i++) {
    view.setInt16(magneticAt + 2 * i, magneticCounts[i]!, true);
  }
  return bytes;
}

function knownFlags(flags: number): number {
  integerBetween('stream.flags', flags, 0, 0xff);
  if ((flags & UNKNOWN_LAYOUT) === 0) return flags;
  throw new ProtocolError('unknownLayout', 'stream.flags', 'bits 1–3 clear', flags);
}
