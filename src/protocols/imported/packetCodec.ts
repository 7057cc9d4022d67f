import type { Packet, SensorDescription, TimedSamples } from '../../model/sensor.ts';
import { PacketError } from '../packetError.ts';

/*
 * Little-endian: version (1 byte), flags (1 byte, bit 0: magnetometer), number of samples
 * (uint16), index of the first sample (uint32); then every instant of sampling (float64, µs,
 * hub time); then per sample specific force, angular rate and, where flagged, magnetic field
 * (three float64 each). Doubles, so that a value of a file comes back as it was read.
 */
const VERSION = 1;
const HAS_MAGNETOMETER = 1;
const HEADER_BYTES = 8;
const MAX_SAMPLES = 0xffff;

/** Samples of a file on their way into a recording. Shapes as in `TimedSamples`. */
export type ImportedSamples = Pick<
  TimedSamples,
  'firstIndex' | 'count' | 'timeUs' | 'acceleration' | 'angularRate' | 'magneticField'
>;

/** @throws RangeError for more samples than a packet can count. */
export function encodeImportedPacket(samples: ImportedSamples): Uint8Array {
  const { count, magneticField } = samples;
  if (count > MAX_SAMPLES) throw new RangeError(`${count} samples; valid are 0 to ${MAX_SAMPLES}`);
  const vectors = magneticField ? 3 : 2;
  const bytes = new Uint8Array(HEADER_BYTES + 8 * count * (1 + 3 * vectors));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, VERSION);
  view.setUint8(1, magneticField ? HAS_MAGNETOMETER : 0);
  view.setUint16(2, count, true);
  view.setUint32(4, samples.firstIndex, true);
  let at = HEADER_BYTES;
  for (let i = 0; i < count; i++, at += 8) view.setFloat64(at, samples.timeUs[i], true);
  for (let i = 0; i < count; i++) {
    at = writeVector(view, at, samples.acceleration, i);
    at = writeVector(view, at, samples.angularRate, i);
    if (magneticField) at = writeVector(view, at, magneticField, i);
  }
  return bytes;
}

/** Which samples a packet holds, read from its head; null where it has none. */
export function importedContent(
  bytes: Uint8Array,
): Pick<TimedSamples, 'firstIndex' | 'count'> | null {
  if (bytes.length < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { count: view.getUint16(2, true), firstIndex: view.getUint32(4, true) };
}

/**
 * The samples of one packet; their instants are known, not estimated.
 * @throws PacketError when the bytes are not such a packet or hold a value that is no number.
 */
export function decodeImportedPacket(sensor: SensorDescription, packet: Packet): TimedSamples {
  const { bytes, sensorId } = packet;
  const fail = (reason: string): never => {
    throw new PacketError(sensorId, reason);
  };
  if (bytes.length < HEADER_BYTES) {
    fail(`${bytes.length} bytes are fewer than the ${HEADER_BYTES} of its head`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint8(0);
  if (version !== VERSION) fail(`its version is ${version}; valid is ${VERSION}`);
  const count = view.getUint16(2, true);
  const hasField = (view.getUint8(1) & HAS_MAGNETOMETER) !== 0;
  const expected = HEADER_BYTES + 8 * count * (1 + 3 * (hasField ? 3 : 2));
  if (count === 0 || bytes.length !== expected) {
    fail(`${bytes.length} bytes for ${count} samples, which take ${expected}`);
  }
  const timeUs = new Float64Array(count);
  let at = HEADER_BYTES;
  for (let i = 0; i < count; i++, at += 8) {
    timeUs[i] = view.getFloat64(at, true);
    const isNext = Number.isSafeInteger(timeUs[i]) && !(i > 0 && timeUs[i] <= timeUs[i - 1]);
    if (!isNext) fail(`the instant of its sample ${i} is ${timeUs[i]} µs`);
  }
  const acceleration = new Float64Array(3 * count);
  const angularRate = new Float64Array(3 * count);
  const magneticField = hasField ? new Float64Array(3 * count) : null;
  for (let i = 0; i < count; i++) {
    at = readVector(view, at, acceleration, i);
    at = readVector(view, at, angularRate, i);
    if (magneticField) at = readVector(view, at, magneticField, i);
  }
  for (const values of magneticField
    ? [acceleration, angularRate, magneticField]
    : [acceleration, angularRate]) {
    if (!values.every(Number.isFinite)) fail('it holds a value that is no number');
  }
  return {
    sensorId: sensor.id,
    firstIndex: view.getUint32(4, true),
    count,
    deviceTimeUs: timeUs[0],
    timeUs,
    acceleration,
    angularRate,
    ...(magneticField && { magneticField }),
    // The range of a sensor that only a file knows is unknown.
    clipped: false,
  };
}

function writeVector(view: DataView, at: number, values: Float64Array, sample: number): number {
  view.setFloat64(at, values[3 * sample], true);
  view.setFloat64(at + 8, values[3 * sample + 1], true);
  view.setFloat64(at + 16, values[3 * sample + 2], true);
  return at + 24;
}

function readVector(view: DataView, at: number, values: Float64Array, sample: number): number {
  values[3 * sample] = view.getFloat64(at, true);
  values[3 * sample + 1] = view.getFloat64(at + 8, true);
  values[3 * sample + 2] = view.getFloat64(at + 16, true);
  return at + 24;
}
