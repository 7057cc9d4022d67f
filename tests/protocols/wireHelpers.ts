import fc from 'fast-check';
import { expect } from 'vitest';
import { type DecodedBlock, type SensorDescription, sensorId } from '../../src/model/sensor.ts';
import { type PacketDecoder, PacketError } from '../../src/protocols/index.ts';

export const SENSOR_ID = sensorId('KNEE-1');

/** Bytes as people write them, with or without spaces. */
export function bytesOf(hex: string): Uint8Array {
  const digits = hex.replace(/\s/g, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new Error(`${hex} is not hexadecimal`);
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** A description as a driver would give it, with the counts in SI units already. */
export function descriptionOf(given: Partial<SensorDescription>): SensorDescription {
  return {
    id: SENSOR_ID,
    driver: 'movellaDot',
    name: 'Knee',
    firmware: '',
    rateHz: 100,
    accelerationScaleMps2: 1,
    angularRateScaleRadps: 1,
    ...given,
  };
}

export function decodeAt(decoder: PacketDecoder, bytes: Uint8Array, arrivalUs = 0): DecodedBlock[] {
  return [...decoder.decode({ sensorId: SENSOR_ID, arrivalUs, bytes })];
}

/** x, y, z of one sample. */
export function vectorAt(values: Float64Array, sample = 0): number[] {
  return [...values.subarray(3 * sample, 3 * sample + 3)];
}

/** Each component within `tolerance`. */
export function expectNear(
  found: Iterable<number>,
  expected: Iterable<number>,
  tolerance: number,
): void {
  const values = [...found];
  const wanted = [...expected];
  expect(values).toHaveLength(wanted.length);
  values.forEach((value, i) => {
    expect(Math.abs(value - wanted[i]), `${values} near ${wanted}`).toBeLessThanOrEqual(tolerance);
  });
}

/**
 * Whatever the notifications are, each gives whole finite samples or a PacketError.
 * @param notification such as the sensor sends, damaged or not; any bytes are tried beside
 */
export function expectHostileBytesAreRead(
  decoderOf: () => PacketDecoder,
  notification: fc.Arbitrary<Uint8Array>,
): void {
  const any = fc.oneof(fc.uint8Array({ maxLength: 300 }), notification);
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 12 }), (notifications) => {
      const decoder = decoderOf();
      notifications.forEach((bytes, i) => {
        try {
          for (const block of decodeAt(decoder, bytes, 10_000 * i)) expectWhole(block);
        } catch (error) {
          expect(error).toBeInstanceOf(PacketError);
        }
      });
    }),
    { numRuns: 1000 },
  );
}

function expectWhole(block: DecodedBlock): void {
  expect(block.count).toBeGreaterThan(0);
  const { acceleration, angularRate, magneticField = acceleration } = block;
  for (const values of [acceleration, angularRate, magneticField]) {
    expect(values.length).toBe(3 * block.count);
    expect(values.every(Number.isFinite)).toBe(true);
  }
}
