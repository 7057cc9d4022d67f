import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeInfo, encodeStreamPacket, STREAM_FLAG } from '../../firmware-protocol/index.ts';
import { type SensorDescription, sensorId } from '../../src/model/sensor.ts';
import { describeSensor, PacketError } from '../../src/protocols/index.ts';
import { decodePacket } from '../../src/protocols/plumbline/decodePacket.ts';

const id = sensorId('PL-0001');
const sensor: SensorDescription = {
  id,
  driver: 'plumbline',
  name: 'Plumbline',
  firmware: '1.0.0',
  rateHz: 100,
  accelerationScaleMps2: 0.005,
  angularRateScaleRadps: 0.001,
};

function packetOf(bytes: Uint8Array) {
  return { sensorId: id, arrivalUs: 1, bytes };
}

function streamOf(counts: number[], magneticCounts: number[] = []) {
  return encodeStreamPacket({
    flags: magneticCounts.length > 0 ? STREAM_FLAG.magnetometer : 0,
    sequence: 7,
    firstIndex: 4_000_000_000,
    deviceTimeUs: 4_294_967_295,
    counts: Int16Array.from(counts),
    magneticCounts: Int16Array.from(magneticCounts),
  });
}

describe('decodePacket', () => {
  it('gives SI units, the index and the device time of the first sample', () => {
    const counts = [1, -2, 2000, 10, 20, -30, 3, 4, 1961, 0, 0, 0];
    const block = decodePacket(sensor, packetOf(streamOf(counts)));
    expect(block).toEqual({
      sensorId: id,
      firstIndex: 4_000_000_000,
      count: 2,
      deviceTimeUs: 4_294_967_295,
      acceleration: Float64Array.of(0.005, -0.01, 10, 0.015, 0.02, 9.805),
      angularRate: Float64Array.of(0.01, 0.02, -0.03, 0, 0, 0),
      clipped: false,
    });
  });

  it('gives the magnetic field in µT, and NaN where the magnetometer had no new reading', () => {
    const bytes = streamOf(Array(12).fill(0), [-32768, -32768, -32768, 100, -200, 0]);
    const withScale = { ...sensor, magneticScaleUt: 0.25 };
    expect(decodePacket(withScale, packetOf(bytes)).magneticField).toEqual(
      Float64Array.of(Number.NaN, Number.NaN, Number.NaN, 25, -50, 0),
    );
    expect(decodePacket(sensor, packetOf(bytes)).magneticField).toBeUndefined();
  });

  it.each([32767, -32767, -32768])('calls a count of %d clipped, in any axis', (count) => {
    for (let axis = 0; axis < 6; axis++) {
      const counts = [0, 0, 0, 0, 0, 0];
      counts[axis] = count;
      expect(decodePacket(sensor, packetOf(streamOf(counts))).clipped).toBe(true);
    }
  });

  it('says in a sentence which sensor sent what it cannot read', () => {
    const decode = () => decodePacket(sensor, packetOf(Uint8Array.of(1, 0, ...new Uint8Array(11))));
    expect(decode).toThrow(PacketError);
    expect(decode).toThrow(
      'Sensor PL-0001 sent a packet that cannot be read: stream: expected 12 + 12 n bytes, 1 ≤ n ≤ 41, found 13.',
    );
  });

  it('answers any bytes with samples or a PacketError, nothing else', () => {
    const anyBytes = fc.uint8Array({ maxLength: 600 });
    const framed = fc
      .tuple(fc.integer({ min: 0, max: 45 }), fc.uint8Array({ minLength: 600, maxLength: 600 }))
      .map(([n, noise]) => {
        const bytes = noise.slice(0, 12 + 12 * n);
        bytes.set([1, 0]);
        return bytes;
      });
    fc.assert(
      fc.property(fc.oneof(anyBytes, framed), (bytes) => {
        try {
          const block = decodePacket(sensor, packetOf(bytes));
          expect(block.acceleration.length).toBe(3 * block.count);
          const sampleBytes = (bytes[1]! & STREAM_FLAG.magnetometer) === 0 ? 12 : 18;
          expect(bytes.length).toBe(12 + sampleBytes * block.count);
        } catch (error) {
          expect(error).toBeInstanceOf(PacketError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('describeSensor', () => {
  it('takes the identity from the serial and the scales from Info', () => {
    const bytes = encodeInfo({
      serial: 'PL-0001',
      firmware: '1.2.3',
      rateHz: 120,
      accelerationScaleMps2: 0.25,
      angularRateScaleRadps: 0.125,
      accelerationRangeG: 16,
      angularRateRangeDps: 2000,
      ringDepthSamples: 3000,
      capabilities: 1,
      magnetometerOn: false,
      magneticScaleUt: 0.5,
      run: 9,
    });
    expect(describeSensor(bytes, 'Knee')).toEqual({
      id: 'PL-0001',
      driver: 'plumbline',
      name: 'Knee',
      firmware: '1.2.3',
      rateHz: 120,
      accelerationScaleMps2: 0.25,
      angularRateScaleRadps: 0.125,
      magneticScaleUt: 0.5,
      run: 9,
      abilities: [],
      ringDepthSamples: 3000,
    });
  });
});
