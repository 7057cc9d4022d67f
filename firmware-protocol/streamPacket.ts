import { integerBetween, ProtocolError } from './protocolError.ts';
import { MAX_MESSAGE_BYTES, NOTIFICATION_OVERHEAD_BYTES, PROTOCOL_VERSION } from './version.ts';

export const COUNTS_PER_SAMPLE = 6;
export const STREAM_HEADER_BYTES = 12;
export const SAMPLE_BYTES = 2 * COUNTS_PER_SAMPLE;

/** The longest span of one notification: more would be latency the wearer feels. */
export const MAX_SPAN_MS = 20;

/** The smallest MTU whose notification holds one sample: 3 + 12 + 12 bytes. */
export const MIN_STREAM_MTU = NOTIFICATION_OVERHEAD_BYTES + STREAM_HEADER_BYTES + SAMPLE_BYTES;

/** Flags that change the layout; a set bit unknown to the receiver makes the packet unreadable. */
const LAYOUT_FLAGS = 0x0f;

export interface StreamPacket {
  /** Bits 0–3 change the layout (none defined in version 1), bits 4–7 inform. */
  readonly flags: number;
  /** Of the notification, modulo 2¹⁶. */
  readonly sequence: number;
  /** Of the first sample since the sensor began sampling, modulo 2³². */
  readonly firstIndex: number;
  /** The sensor's clock at the first sample, microseconds modulo 2³². */
  readonly deviceTimeUs: number;
  /** Six per sample: acceleration x y z, angular rate x y z. */
  readonly counts: Int16Array;
}

/**
 * Samples per notification: as many as the MTU holds, at most 20 ms of them, at least one.
 * @throws ProtocolError when `mtu` cannot hold one sample.
 */
export function samplesPerNotification(rateHz: number, mtu: number): number {
  if (mtu < MIN_STREAM_MTU) {
    throw new ProtocolError('outOfRange', 'mtu', `at least ${MIN_STREAM_MTU}`, mtu);
  }
  const payload = Math.min(mtu - NOTIFICATION_OVERHEAD_BYTES, MAX_MESSAGE_BYTES);
  const fitting = Math.floor((payload - STREAM_HEADER_BYTES) / SAMPLE_BYTES);
  const inSpan = Math.floor((rateHz * MAX_SPAN_MS) / 1000);
  return Math.max(1, Math.min(fitting, inSpan));
}

/** @throws ProtocolError when the bytes are not one whole stream packet of this version. */
export function decodeStreamPacket(bytes: Uint8Array): StreamPacket {
  const samples = (bytes.length - STREAM_HEADER_BYTES) / SAMPLE_BYTES;
  if (bytes.length > 0 && bytes[0] !== PROTOCOL_VERSION) {
    throw new ProtocolError('unsupportedVersion', 'stream.version', '1', bytes[0]!);
  }
  if (bytes.length > MAX_MESSAGE_BYTES || samples < 1 || !Number.isInteger(samples)) {
    const expected = `${STREAM_HEADER_BYTES} + ${SAMPLE_BYTES} n bytes, 1 ≤ n ≤ 41`;
    throw new ProtocolError('length', 'stream', expected, bytes.length);
  }
  const flags = bytes[1]!;
  if (flags & LAYOUT_FLAGS) {
    throw new ProtocolError('unknownLayout', 'stream.flags', 'bits 0–3 clear', flags);
  }
  const counts = new Int16Array(samples * COUNTS_PER_SAMPLE);
  for (let i = 0; i < counts.length; i++) {
    counts[i] = uint16(bytes, STREAM_HEADER_BYTES + 2 * i);
  }
  return {
    flags,
    sequence: uint16(bytes, 2),
    firstIndex: uint32(bytes, 4),
    deviceTimeUs: uint32(bytes, 8),
    counts,
  };
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
  const { counts } = packet;
  const samples = counts.length / COUNTS_PER_SAMPLE;
  const most = Math.floor((MAX_MESSAGE_BYTES - STREAM_HEADER_BYTES) / SAMPLE_BYTES);
  integerBetween('stream.samples', samples, 1, most);
  const bytes = new Uint8Array(STREAM_HEADER_BYTES + samples * SAMPLE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, PROTOCOL_VERSION);
  view.setUint8(1, integerBetween('stream.flags', packet.flags, 0, 0xff));
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
  return bytes;
}
