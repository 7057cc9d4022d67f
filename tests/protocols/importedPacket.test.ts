import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SensorDescription, sensorId } from '../../src/model/sensor.ts';
import { decodeImportedPacket } from '../../src/protocols/imported/packetCodec.ts';
import {
  encodeImportedPacket,
  type ImportedSamples,
  PacketError,
} from '../../src/protocols/index.ts';

const SENSOR: SensorDescription = {
  id: sensorId('left_thigh'),
  driver: 'imported',
  name: 'left_thigh of jumps.csv',
  firmware: '',
  rateHz: 100,
  accelerationScaleMps2: 1,
  angularRateScaleRadps: 1,
};

function decode(bytes: Uint8Array) {
  return decodeImportedPacket(SENSOR, { sensorId: SENSOR.id, arrivalUs: 0, bytes });
}

function samples(count: number, withField: boolean): ImportedSamples {
  const vectors = (from: number): Float64Array =>
    Float64Array.from({ length: 3 * count }, (_, i) => (from + i) / 7);
  return {
    firstIndex: 4_000_000_000,
    count,
    timeUs: Float64Array.from({ length: count }, (_, i) => 946_684_800_000_000 + 10_007 * i),
    acceleration: vectors(1),
    angularRate: vectors(1000),
    ...(withField && { magneticField: vectors(-50) }),
  };
}

describe('the packet of an imported sensor', () => {
  it.each([false, true])('gives back every double as it was, with magnetometer: %s', (field) => {
    const given = samples(5, field);
    const decoded = decode(encodeImportedPacket(given));
    expect(decoded).toMatchObject({ ...given, sensorId: 'left_thigh', clipped: false });
    expect('magneticField' in decoded).toBe(field);
  });

  it('refuses more samples than it can count', () => {
    const given = samples(65_536, false);
    expect(() => encodeImportedPacket(given)).toThrow('65536 samples; valid are 0 to 65535');
  });

  it.each([
    [
      'a head cut short',
      (bytes: Uint8Array) => bytes.subarray(0, 7),
      /7 bytes are fewer than the 8/,
    ],
    ['another version', (bytes: Uint8Array) => bytes.with(0, 2), /its version is 2; valid is 1/],
    [
      'a sample cut off',
      (bytes: Uint8Array) => bytes.subarray(0, -8),
      /bytes for 5 samples, which take/,
    ],
    ['no samples', (bytes: Uint8Array) => bytes.subarray(0, 8).with(2, 0), /8 bytes for 0 samples/],
    ['times that stand still', (bytes: Uint8Array) => bytes.copyWithin(16, 8, 16), /sample 1 is/],
    ['a value that is no number', (bytes: Uint8Array) => bytes.fill(0xff, 48, 56), /no number/],
  ])('is refused with %s', (_, damage, reason) => {
    const bytes = damage(encodeImportedPacket(samples(5, false)));
    expect(() => decode(bytes)).toThrow(PacketError);
    expect(() => decode(bytes)).toThrow(reason);
  });

  it('is read or refused as a packet error, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          expect(decode(bytes).acceleration.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(PacketError);
        }
      }),
    );
  });
});
