import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEG_PER_RAD } from '../../../src/geometry/angles.ts';
import {
  dataMessageMtu,
  decodeDataMessage,
  decodeNotification,
  describeMovesense,
  encodeGet,
  encodeHello,
  encodeSubscribe,
  encodeUnsubscribe,
  MEASUREMENTS,
  measurementOf,
  measurementPath,
  serialInName,
} from '../../../src/protocols/movesense/index.ts';
import { WireError } from '../../../src/protocols/wireError.ts';
import { bytesOf, expectNear } from '../wireHelpers.ts';
import { CAPTURES } from './captures.ts';

/** °/s to rad/s and back, rounded twice. */
const DOUBLE_ROUNDING = 1e-14;

describe('the data messages of a Movesense', () => {
  it.each(Object.values(CAPTURES))(
    'hold what the sensor logged of the same samples: $path',
    ({ name, data, timestampMs, logged }) => {
      const decoded = decodeDataMessage(name, data);
      expect(decoded.timestampMs).toBe(timestampMs);
      const { acceleration, angularRate, magneticField } = decoded;
      // 32-bit numbers, exact in the logbook's text.
      expect(acceleration && [...acceleration]).toEqual(logged.acceleration);
      expect(magneticField && [...magneticField]).toEqual(logged.magneticField);
      const dps = angularRate?.map((rate) => rate * DEG_PER_RAD) ?? [];
      expectNear(dps, logged.angularRate ?? [], DOUBLE_ROUNDING);
      const components = Object.values(logged).map((values) => values.length);
      expect(new Set(components)).toEqual(new Set([3 * decoded.count]));
    },
  );

  it('are the numbers that the captures are known for', () => {
    const imu6 = decodeDataMessage('IMU6', CAPTURES.IMU6.data);
    expect(imu6.timestampMs).toBe(172_460);
    // As printed, to eight digits.
    expectNear(imu6.acceleration!.subarray(0, 3), [-0.97152066, 4.26894808, 8.85615253], 5e-9);
    const firstDps = imu6.angularRate!.subarray(0, 3).map((rate) => rate * DEG_PER_RAD);
    expectNear(firstDps, [-0.98, -1.33, -0.35], 5e-8);
    const imu9 = decodeDataMessage('IMU9', CAPTURES.IMU9.data);
    expectNear(imu9.magneticField!.subarray(0, 3), [31.8265953, -45.6312866, -14.7506456], 5e-8);
    expect(decodeDataMessage('Acc', CAPTURES.Acc.data).timestampMs).toBe(122_371);
  });

  it('have all samples of one quantity before the next: read by turns, no second would be 1 g', () => {
    const { acceleration, count } = decodeDataMessage('IMU6', CAPTURES.IMU6.data);
    expect(count).toBe(4);
    for (let sample = 0; sample < count; sample++) {
      const norm = Math.hypot(...acceleration!.subarray(3 * sample, 3 * sample + 3));
      // The sensor moved gently: 0.2 m/s² covers its four samples.
      expect(Math.abs(norm - 9.80665)).toBeLessThan(0.2);
    }
  });

  it('are refused where they are not whole samples, or a value is no number', () => {
    const { data } = CAPTURES.IMU6;
    expect(() => decodeDataMessage('IMU6', data.subarray(0, -4))).toThrow(
      'IMU6.length: expected 4 + 24 n bytes, n ≥ 1, found 96',
    );
    expect(() => decodeDataMessage('IMU6', data.subarray(0, 4))).toThrow(WireError);
    expect(() => decodeDataMessage('IMU9', data)).toThrow(/4 \+ 36 n bytes/);
    const noNumber = data.slice().fill(0xff, 8, 12);
    expect(() => decodeDataMessage('IMU6', noNumber)).toThrow(
      'IMU6.acceleration: expected a finite',
    );
  });

  it.each([
    ['IMU6', 105],
    ['IMU9', 153],
  ] as const)('of four samples of %s need an MTU of %d', (name, mtu) => {
    expect(dataMessageMtu(name, 4)).toBe(mtu);
    expect(CAPTURES[name].data.length + 5).toBe(mtu);
  });
});

describe('the requests to a Movesense', () => {
  it('are command, reference and path', () => {
    expect(encodeHello(99)).toEqual(Uint8Array.of(0, 99));
    const path = [...'/Meas/IMU6/104'].map((character) => character.charCodeAt(0));
    expect(encodeSubscribe(6, measurementPath('IMU6', 104))).toEqual(Uint8Array.of(1, 6, ...path));
    expect(encodeUnsubscribe(6)).toEqual(Uint8Array.of(2, 6));
    expect(encodeGet(98, '/Info')).toEqual(bytesOf('03 62 2f 49 6e 66 6f'));
  });

  it.each([0, 256, 1.5, Number.NaN])('have no reference %d', (reference) => {
    expect(() => encodeHello(reference)).toThrow('an integer from 1 to 255');
  });

  it.each(['', 'Info', '/', '/Meas/Ä', `/${'x'.repeat(160)}`])('have no path %j', (path) => {
    expect(() => encodeGet(1, path)).toThrow(/request.path: expected \/ and at most 159 printable/);
  });

  it('have no path of a rate that the sensor has not got', () => {
    expect(() => measurementPath('IMU6', 100)).toThrow(
      'one of 13, 26, 52, 104, 208, 416, 833, 1666 Hz, found 100',
    );
  });

  it('have one reference per measurement for good: recordings depend on them', () => {
    const references = Object.entries(MEASUREMENTS).map(([name, { reference }]) => [
      name,
      reference,
    ]);
    expect(Object.fromEntries(references)).toEqual({
      Acc: 1,
      Gyro: 2,
      Magn: 3,
      IMU6: 6,
      IMU6m: 7,
      IMU9: 9,
    });
    expect(measurementOf(7)).toBe('IMU6m');
    expect(measurementOf(5)).toBeNull();
  });
});

describe('the notifications of a Movesense', () => {
  it.each([
    ['01 06 c8 00', { kind: 'reply', reference: 6, status: 200, data: '' }],
    ['01 06 94 01 aa', { kind: 'reply', reference: 6, status: 404, data: 'aa' }],
    ['02 09 01 02', { kind: 'data', reference: 9, data: '0102' }],
    ['03 09 03', { kind: 'continuation', reference: 9, data: '03' }],
    ['02 09', { kind: 'data', reference: 9, data: '' }],
  ])('say in %s what they are', (hex, { data, ...meaning }) => {
    expect(decodeNotification(bytesOf(hex))).toEqual({ ...meaning, data: bytesOf(data) });
  });

  it.each([
    ['', 'at least 2 bytes, found 0'],
    ['02', 'at least 2 bytes, found 1'],
    ['01 06 c8', 'reply.length: expected at least 4 bytes, found 3'],
    ['04 06 00 00', 'expected 1 (reply), 2 (data) or 3 (continuation), found 4'],
  ])('are refused: %j', (hex, reason) => {
    expect(() => decodeNotification(bytesOf(hex))).toThrow(reason);
  });

  it('are read or refused as a WireError, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        try {
          expect(decodeNotification(bytes).reference).toBe(bytes[1]);
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }),
    );
  });
});

describe('the description of a Movesense', () => {
  const link = { serial: '210130000123', name: 'Movesense 210130000123', firmware: '2.3.1' };

  it('has the serial as identity, and a magnetometer where the layout has', () => {
    const imu9 = describeMovesense({ ...link, rateHz: 104, layout: 'IMU9' });
    expect(imu9).toEqual({
      id: '210130000123',
      driver: 'movesense',
      name: 'Movesense 210130000123',
      firmware: '2.3.1',
      rateHz: 104,
      accelerationScaleMps2: 1,
      angularRateScaleRadps: Math.PI / 180,
      magneticScaleUt: 1,
      layout: 'IMU9',
    });
    expect(describeMovesense({ ...link, rateHz: 52, layout: 'Acc+Gyro' })).not.toHaveProperty(
      'magneticScaleUt',
    );
    expect(() => describeMovesense({ ...link, serial: '', rateHz: 52, layout: 'IMU6' })).toThrow(
      /serial: expected 1 to 32 of/,
    );
  });

  it('may take the serial from the name', () => {
    expect(serialInName('Movesense 210130000123')).toBe('210130000123');
    expect(serialInName('Movesense')).toBeNull();
    expect(serialInName('My Movesense 21')).toBeNull();
  });
});
