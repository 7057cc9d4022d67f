import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import { type Quat, quatToRotationVector } from '../../../src/geometry/quaternion.ts';
import { PacketError, packetDecoder, timingOf } from '../../../src/protocols/index.ts';
import {
  decodeDeviceInfo,
  describeMovellaDot,
  type PayloadMode,
} from '../../../src/protocols/movellaDot/index.ts';
import {
  decodeAt,
  descriptionOf,
  expectHostileBytesAreRead,
  expectNear,
  SENSOR_ID,
  vectorAt,
} from '../wireHelpers.ts';
import { payloadOf } from './payloadBytes.ts';

/** Half a unit of the last place of a 32-bit number near 2000. */
const FLOAT32_ROUNDING = 2e-4;

function decoderOf(mode: number | undefined, rateHz = 60) {
  const layout = mode === undefined ? {} : { layout: String(mode) };
  return packetDecoder(descriptionOf({ driver: 'movellaDot', rateHz, ...layout }));
}

describe('the packets of a Movella DOT', () => {
  it('tell when they were taken by the clock alone, which wraps at 2³² µs', () => {
    expect(timingOf('movellaDot')).toEqual({ kind: 'clocked', wrapUs: 4_294_967_296 });
  });

  it('are samples in SI units, with the magnetic field in the unit of the sensor', () => {
    const bytes = payloadOf({
      timestampUs: 4_294_967_295,
      floats: [0.5, -9.75, 1.25, 90, -180, 45],
      int16s: [4096, -8192, 1],
      notificationBytes: 40,
    });
    const [block, ...others] = decodeAt(decoderOf(20), bytes);
    expect(others).toEqual([]);
    expect(block).toEqual({
      sensorId: SENSOR_ID,
      firstIndex: null,
      count: 1,
      deviceTimeUs: 4_294_967_295,
      acceleration: Float64Array.of(0.5, -9.75, 1.25),
      angularRate: Float64Array.of(90 * RAD_PER_DEG, -180 * RAD_PER_DEG, 45 * RAD_PER_DEG),
      magneticField: Float64Array.of(1, -2, 1 / 4096),
      clipped: false,
    });
  });

  it('are the same samples without magnetometer, and with the orientation beside', () => {
    const floats = [0.5, -9.75, 1.25, 90, -180, 45];
    const [plain] = decodeAt(decoderOf(21), payloadOf({ timestampUs: 5, floats }));
    expect(plain).not.toHaveProperty('magneticField');
    const withQuaternion = payloadOf({ timestampUs: 5, floats: [1, 0, 0, 0, ...floats] });
    expect(decodeAt(decoderOf(26), withQuaternion)).toEqual([plain]);
  });

  it('are mean rate and mean force over the period where they hold increments', () => {
    const rateRadps = [1.5, -2, 0.5];
    const angle = Math.hypot(...rateRadps) / 60;
    const sine = Math.sin(angle / 2) / (angle * 60);
    const dq = [Math.cos(angle / 2), ...rateRadps.map((component) => component * sine)];
    const dv = [0.1, -0.16, 0.05];
    const bytes = payloadOf({ timestampUs: 5, floats: [...dq, ...dv], int16s: [1, 2, 3] });
    const [block] = decodeAt(decoderOf(18), bytes);
    // 32-bit numbers near 0.02, times twice the rate.
    expectNear(block.angularRate, rateRadps, 1e-6);
    expectNear(block.acceleration, [6, -9.6, 3], 1e-6);
    const negative = payloadOf({ timestampUs: 5, floats: [...dq.map((c) => -c), ...dv] });
    expectNear(decodeAt(decoderOf(19), negative)[0].angularRate, rateRadps, 1e-6);
  });

  it('stand still where the increments do', () => {
    const bytes = payloadOf({ timestampUs: 5, floats: [1, 0, 0, 0, 0, 0, 0.16] });
    expect(vectorAt(decodeAt(decoderOf(19), bytes)[0].angularRate)).toEqual([0, 0, 0]);
  });

  it('are refused where an increment is no rotation', () => {
    const bytes = payloadOf({ timestampUs: 5, floats: [0, 0, 0, 0, 0, 0, 0.16] });
    expect(() => decodeAt(decoderOf(19), bytes)).toThrow(
      /deltaQuaternion: expected a norm of 1, found 0/,
    );
  });

  it.each([
    ['−16 g in an axis', [-16 * STANDARD_GRAVITY, 0, 0, 0, 0, 0], true],
    ['2000 °/s in an axis', [0, 0, 0, 0, 2000, 0], true],
    ['15.8 g and 1970 °/s', [15.8 * STANDARD_GRAVITY, 0, 0, 0, 0, -1970], false],
  ])('are clipped or not at %s', (_, floats, clipped) => {
    const [block] = decodeAt(decoderOf(21), payloadOf({ timestampUs: 5, floats }));
    expect(block.clipped).toBe(clipped);
    expectNear(
      block.angularRate,
      floats.slice(3).map((dps) => dps * RAD_PER_DEG),
      FLOAT32_ROUNDING,
    );
  });

  it.each([2, 3, 4, 5, 6, 7, 16, 22, 23, 24, 25, 99])(
    'never are samples in mode %d: free acceleration is no specific force',
    (mode) => {
      const decode = () => decodeAt(decoderOf(mode), new Uint8Array(40));
      expect(decode).toThrow(PacketError);
      expect(decode).toThrow(
        new RegExp(
          `mode ${mode}.* does not tell specific force and angular rate; valid are 18, 19, 20, 21, 26`,
        ),
      );
    },
  );

  it('are refused by a sentence where the description has no payload mode', () => {
    expect(() => decodeAt(decoderOf(undefined), new Uint8Array(40))).toThrow(
      'Sensor KNEE-1 sent a packet that cannot be read: payload mode none does not tell',
    );
  });

  it('are samples or a PacketError, whatever the bytes are', () => {
    for (const mode of [18, 19, 20, 21, 26]) {
      const bytes = fc.uint8Array({ minLength: 28, maxLength: 63 });
      const padded = fc.tuple(bytes, fc.integer({ min: 28, max: 63 })).map(([noise, zerosFrom]) => {
        return noise.fill(0, zerosFrom);
      });
      expectHostileBytesAreRead(() => decoderOf(mode), padded);
    }
  });
});

describe('the description of a Movella DOT', () => {
  const info = decodeDeviceInfo(new Uint8Array(34).with(6, 1).with(27, 0x40));

  it.each([
    [20, RAD_PER_DEG],
    [18, 1],
  ] as [PayloadMode, number][])('of mode %d says what its numbers are', (mode, rateScale) => {
    expect(describeMovellaDot({ info, name: 'Left', rateHz: 60, mode })).toEqual({
      id: '4000000000000000',
      driver: 'movellaDot',
      name: 'Left',
      firmware: '1.0.0',
      rateHz: 60,
      accelerationScaleMps2: 1,
      angularRateScaleRadps: rateScale,
      layout: String(mode),
    });
  });
});

describe('quatToRotationVector', () => {
  it('is the axis times the angle, along the shorter way, for any rotation', () => {
    const component = fc.double({ min: -1, max: 1, noNaN: true });
    const tiny = fc.constantFrom(0, 1e-15, 1e-9, 1e-4, 0.5, 3);
    fc.assert(
      fc.property(component, component, component, tiny, (x, y, z, angle) => {
        const norm = Math.hypot(x, y, z);
        fc.pre(norm > 1e-3);
        const axis = [x / norm, y / norm, z / norm];
        const half = axis.map((a) => a * Math.sin(angle / 2));
        const q: Quat = [Math.cos(angle / 2), half[0], half[1], half[2]];
        const opposite: Quat = [-q[0], -q[1], -q[2], -q[3]];
        // Double rounding of the sine and cosine of an angle up to 3.
        for (const same of [q, opposite]) {
          expectNear(
            quatToRotationVector(same),
            axis.map((a) => a * angle),
            1e-14,
          );
        }
      }),
    );
  });
});
