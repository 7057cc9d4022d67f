import type { SensorId, TimedSamples } from '../model/sensor.ts';
import { protoMessage } from './protoSchema.ts';
import {
  type ProtoReader,
  type ProtoWriter,
  protoReader,
  protoWriter,
  readInteger64,
  tag,
  WIRE,
  writeInteger64,
} from './protoWire.ts';

const FIRST_INDEX = 1;
const DEVICE_TIME_US = 2;
const TIME_US = 3;
const ACCELERATION = 4;
const ANGULAR_RATE = 5;
const CLIPPED = 6;
const MAGNETIC_FIELD = 7;

/** The samples of one packet: m/s², rad/s and the magnetometer's own unit, x y z per sample. */
export const SAMPLES_MESSAGE = protoMessage('Samples', [
  { name: 'first_index', number: FIRST_INDEX, type: 'uint32' },
  { name: 'device_time_us', number: DEVICE_TIME_US, type: 'fixed64' },
  { name: 'time_us', number: TIME_US, type: 'fixed64', repeated: true },
  { name: 'acceleration', number: ACCELERATION, type: 'float', repeated: true },
  { name: 'angular_rate', number: ANGULAR_RATE, type: 'float', repeated: true },
  { name: 'clipped', number: CLIPPED, type: 'bool' },
  { name: 'magnetic_field', number: MAGNETIC_FIELD, type: 'float', repeated: true },
]);

export function encodeSamples(samples: TimedSamples): Uint8Array {
  const writer = protoWriter()
    .uint32(tag(FIRST_INDEX, WIRE.varint))
    .uint32(samples.firstIndex)
    .uint32(tag(DEVICE_TIME_US, WIRE.fixed64));
  writeInteger64(writer, samples.deviceTimeUs);
  writer.uint32(tag(TIME_US, WIRE.bytes)).uint32(8 * samples.timeUs.length);
  for (const timeUs of samples.timeUs) writeInteger64(writer, timeUs);
  writeFloats(writer, ACCELERATION, samples.acceleration);
  writeFloats(writer, ANGULAR_RATE, samples.angularRate);
  writer.uint32(tag(CLIPPED, WIRE.varint)).bool(samples.clipped);
  if (samples.magneticField) writeFloats(writer, MAGNETIC_FIELD, samples.magneticField);
  return writer.finish();
}

export function decodeSamples(sensorId: SensorId, message: Uint8Array): TimedSamples {
  const reader = protoReader(message);
  let firstIndex = 0;
  let deviceTimeUs = 0;
  let timeUs = new Float64Array(0);
  let acceleration = new Float64Array(0);
  let angularRate = new Float64Array(0);
  let clipped = false;
  let magneticField: Float64Array | null = null;
  while (reader.pos < reader.len) {
    const fieldTag = reader.uint32();
    switch (fieldTag) {
      case tag(FIRST_INDEX, WIRE.varint):
        firstIndex = reader.uint32();
        break;
      case tag(DEVICE_TIME_US, WIRE.fixed64):
        deviceTimeUs = readInteger64(reader);
        break;
      case tag(TIME_US, WIRE.bytes):
        timeUs = new Float64Array(reader.uint32() / 8);
        for (let i = 0; i < timeUs.length; i++) timeUs[i] = readInteger64(reader);
        break;
      case tag(ACCELERATION, WIRE.bytes):
        acceleration = readFloats(reader);
        break;
      case tag(ANGULAR_RATE, WIRE.bytes):
        angularRate = readFloats(reader);
        break;
      case tag(CLIPPED, WIRE.varint):
        clipped = reader.bool();
        break;
      case tag(MAGNETIC_FIELD, WIRE.bytes):
        magneticField = readFloats(reader);
        break;
      default:
        reader.skipType(fieldTag & 7);
    }
  }
  const count = timeUs.length;
  return {
    sensorId,
    firstIndex,
    count,
    deviceTimeUs,
    acceleration,
    angularRate,
    ...(magneticField && { magneticField }),
    clipped,
    timeUs,
  };
}

function writeFloats(writer: ProtoWriter, fieldNumber: number, values: Float64Array): void {
  writer.uint32(tag(fieldNumber, WIRE.bytes)).uint32(4 * values.length);
  for (const value of values) writer.float(value);
}

function readFloats(reader: ProtoReader): Float64Array<ArrayBuffer> {
  const values = new Float64Array(reader.uint32() / 4);
  for (let i = 0; i < values.length; i++) values[i] = reader.float();
  return values;
}
