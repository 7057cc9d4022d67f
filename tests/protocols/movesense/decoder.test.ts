import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RAD_PER_DEG, STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import { PacketError, packetDecoder, timingOf } from '../../../src/protocols/index.ts';
import type { MeasurementName } from '../../../src/protocols/movesense/index.ts';
import { decodeAt, descriptionOf, expectHostileBytesAreRead, expectNear } from '../wireHelpers.ts';
import { CAPTURES } from './captures.ts';
import { constant, dataOf, notified, split } from './messages.ts';

/** °/s to rad/s, rounded once. */
const DOUBLE_ROUNDING = 1e-15;

function decoderOf(layout: string | undefined, rateHz = 52) {
  return packetDecoder(descriptionOf({ driver: 'movesense', rateHz, ...(layout && { layout }) }));
}

/** A message of `count` samples of which every acceleration is 1 and every angular rate 2 °/s. */
function imu6Data(timestampMs: number, count: number): Uint8Array {
  return dataOf(timestampMs, [...constant(count, 1), ...constant(count, 2)]);
}

describe('the packets of a Movesense', () => {
  it('tell when they were taken by the clock alone, which wraps at 2³² ms', () => {
    expect(timingOf('movesense')).toEqual({ kind: 'clocked', wrapUs: 4_294_967_296_000 });
  });

  it.each(['IMU6', 'IMU9'] as const)('are the samples that the sensor logged: %s', (layout) => {
    const { data, logged } = CAPTURES[layout];
    const decoder = decoderOf(layout);
    // The first of a length waits for its successor: it could be the first part of a message.
    expect(decodeAt(decoder, notified(layout, data))).toEqual([]);
    const blocks = decodeAt(decoder, notified(layout, data));
    expect(blocks).toHaveLength(2);
    for (const block of blocks) {
      expect(block).toMatchObject({ firstIndex: null, count: 4, deviceTimeUs: 172_460_000 });
      expect([...block.acceleration]).toEqual(logged.acceleration);
      const rates = logged.angularRate!.map((dps) => dps * RAD_PER_DEG);
      expectNear(block.angularRate, rates, DOUBLE_ROUNDING);
      expect(block.magneticField && [...block.magneticField]).toEqual(
        'magneticField' in logged ? logged.magneticField : undefined,
      );
      expect(block.clipped).toBe(false);
    }
    expect(decodeAt(decoder, notified(layout, data))).toHaveLength(1);
  });

  it.each([
    [8 * STANDARD_GRAVITY, 0, true],
    [0, -2000, true],
    [7.8 * STANDARD_GRAVITY, 1970, false],
  ])('are clipped or not at %d m/s² and %d °/s', (force, dps, clipped) => {
    const decoder = decoderOf('IMU6');
    const data = dataOf(0, [0, force, 0, 0, 0, dps]);
    decodeAt(decoder, notified('IMU6', data));
    expect(decodeAt(decoder, notified('IMU6', data)).map((block) => block.clipped)).toEqual([
      clipped,
      clipped,
    ]);
  });

  it('are none in replies, and in data of what the layout has not got', () => {
    const decoder = decoderOf('IMU6');
    for (const bytes of [
      Uint8Array.of(1, 6, 200, 0),
      Uint8Array.of(1, 6, 0x94, 1),
      notified('Magn', CAPTURES.Magn.data),
      notified('IMU9', CAPTURES.IMU9.data),
      Uint8Array.of(2, 77, 1, 2, 3),
    ]) {
      expect(decodeAt(decoder, bytes)).toEqual([]);
      expect(decodeAt(decoder, bytes)).toEqual([]);
    }
  });

  it.each(['IMU6m', 'Acc', 'toString', undefined])('are refused in the layout %s', (layout) => {
    const decode = () => decodeAt(decoderOf(layout), notified('IMU6', CAPTURES.IMU6.data));
    expect(decode).toThrow(PacketError);
    expect(decode).toThrow(
      `its layout ${layout ?? 'none'} does not tell specific force and angular rate; valid are IMU6, IMU9, Acc+Gyro`,
    );
  });

  it('are samples or a PacketError, whatever the bytes are', () => {
    const reference = fc.constantFrom(1, 2, 6, 9);
    const type = fc.constantFrom(2, 2, 2, 3);
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 120 }),
      fc.nat(8).map((n) => imu6Data(1000 * n, n)),
    );
    const damaged = fc
      .tuple(type, reference, body)
      .map(([t, ref, data]) => Uint8Array.of(t, ref, ...data));
    for (const layout of ['IMU6', 'IMU9', 'Acc+Gyro']) {
      expectHostileBytesAreRead(() => decoderOf(layout), damaged);
    }
  });
});

describe('the data messages of a Movesense in two parts', () => {
  /** Of eight samples: at 103 the first part is no whole message, at 105 it could be one. */
  it.each([23, 103, 105])('are joined over an MTU of %d', (mtu) => {
    const decoder = decoderOf('IMU6', 104);
    const found = [0, 1, 2, 3].flatMap((n) => {
      // The shortest MTU holds two parts of one sample.
      const count = mtu === 23 ? 1 : 8;
      return split('IMU6', imu6Data(77 * n, count), mtu).flatMap((part) => decodeAt(decoder, part));
    });
    expect(found.map((block) => block.deviceTimeUs)).toEqual([0, 77_000, 154_000, 231_000]);
    for (const block of found) {
      expect(new Set(block.acceleration)).toEqual(new Set([1]));
      expect(new Set(block.angularRate)).toEqual(new Set([2 * RAD_PER_DEG]));
    }
  });

  it('are lost with their second part, and only they', () => {
    const decoder = decoderOf('IMU6', 104);
    const message = (n: number) => split('IMU6', imu6Data(77 * n, 8), 105);
    for (const part of message(0)) decodeAt(decoder, part);
    expect(decodeAt(decoder, message(1)[0])).toEqual([]);
    const found = message(2).flatMap((part) => decodeAt(decoder, part));
    expect(found.map((block) => block.deviceTimeUs)).toEqual([154_000]);
  });

  it('are refused when only their second part comes', () => {
    const decoder = decoderOf('IMU6');
    const [, rest] = split('IMU6', imu6Data(0, 8), 103);
    expect(() => decodeAt(decoder, rest)).toThrow(
      'IMU6: expected the first part of a message before its second, found none',
    );
  });

  it('are told from whole ones anew when the sensor begins to split', () => {
    const decoder = decoderOf('IMU6');
    const whole = notified('IMU6', imu6Data(0, 4));
    decodeAt(decoder, whole);
    expect(decodeAt(decoder, whole)).toHaveLength(2);
    const parts = (n: number) => split('IMU6', imu6Data(1000 * n, 8), 105);
    decodeAt(decoder, parts(1)[0]);
    expect(() => decodeAt(decoder, parts(1)[1])).toThrow(PacketError);
    const found = parts(2).flatMap((part) => decodeAt(decoder, part));
    expect(found.map(({ count, deviceTimeUs }) => [count, deviceTimeUs])).toEqual([[8, 2_000_000]]);
  });
});

describe('separate streams of a Movesense', () => {
  const PERIOD_MS = 1000 / 52;

  /** Message `n` of four samples; a value tells which sample it is of. */
  function message(name: MeasurementName, n: number, shiftMs = 0): Uint8Array {
    const samples = [0, 1, 2, 3].flatMap((i) => [4 * n + i, name === 'Acc' ? 1 : 2, 0]);
    return notified(name, dataOf(Math.round(1000 + 4 * n * PERIOD_MS + shiftMs), samples));
  }

  /** Which acceleration was paired with which angular rate. */
  function pairsOf(notifications: readonly Uint8Array[]): [force: number, rate: number][] {
    const decoder = decoderOf('Acc+Gyro');
    return notifications.flatMap((bytes) =>
      decodeAt(decoder, bytes).flatMap(({ acceleration, angularRate, count }) =>
        Array.from({ length: count }, (_, i): [number, number] => [
          acceleration[3 * i],
          Math.round(angularRate[3 * i] / RAD_PER_DEG),
        ]),
      ),
    );
  }

  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  const together = (samples: number[]) => samples.map((n): [number, number] => [n, n]);

  it('are the samples that the sensor logged', () => {
    const decoder = decoderOf('Acc+Gyro');
    const notifications = [CAPTURES.Acc, CAPTURES.Gyro, CAPTURES.Acc, CAPTURES.Gyro];
    const blocks = notifications.flatMap(({ name, data }) =>
      decodeAt(decoder, notified(name, data)),
    );
    // The same message twice: the clock does not go on, so the second pair is the first once more.
    expect(blocks[0]).toMatchObject({ firstIndex: null, count: 4, deviceTimeUs: 122_371_000 });
    expect([...blocks[0].acceleration]).toEqual(CAPTURES.Acc.logged.acceleration);
    const rates = CAPTURES.Gyro.logged.angularRate!.map((dps) => dps * RAD_PER_DEG);
    expectNear(blocks[0].angularRate, rates, DOUBLE_ROUNDING);
  });

  it('are paired by the clock', () => {
    const notifications = range(0, 6).flatMap((n) => [message('Acc', n), message('Gyro', n)]);
    expect(pairsOf(notifications)).toEqual(together(range(0, 24)));
  });

  it('are paired where their clocks differ by less than half a period, or their messages overlap', () => {
    const late = range(0, 6).flatMap((n) => [message('Acc', n), message('Gyro', n, 9)]);
    expect(pairsOf(late)).toEqual(together(range(0, 24)));
    // Messages of the angular rate begin two samples later than those of the acceleration.
    const shifted = range(0, 6).flatMap((n) => [
      message('Acc', n),
      message('Gyro', n, 2 * PERIOD_MS),
    ]);
    expect(pairsOf(shifted)).toEqual(range(0, 22).map((n): [number, number] => [n + 2, n]));
  });

  it.each([
    ['Acc', 2],
    ['Gyro', 2],
    ['Gyro', 0],
  ] as const)(
    'lose the partners of a lost message of %s, and no pairing is shifted',
    (name, lost) => {
      const notifications = range(0, 6).flatMap((n) =>
        (['Acc', 'Gyro'] as const)
          .filter((stream) => stream !== name || n !== lost)
          .map((stream) => message(stream, n)),
      );
      const kept = range(0, 24).filter((sample) => Math.floor(sample / 4) !== lost);
      expect(pairsOf(notifications)).toEqual(together(kept));
    },
  );

  it('are paired over the wrap of the clock', () => {
    const decoder = decoderOf('Acc+Gyro');
    const samples = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4];
    const wrap = 2 ** 32;
    const found = [0, 1, 2].flatMap((n) => {
      const timestampMs = (wrap - 100 + Math.round(4 * n * PERIOD_MS)) % wrap;
      const data = dataOf(timestampMs, samples);
      return [notified('Acc', data), notified('Gyro', data)].flatMap((b) => decodeAt(decoder, b));
    });
    expect(found.map(({ deviceTimeUs, count }) => [deviceTimeUs, count])).toEqual([
      [1000 * (wrap - 100), 4],
      [1000 * (wrap - 23), 4],
      [54_000, 4],
    ]);
  });

  it('keep little of a stream whose other one stays away', () => {
    const decoder = decoderOf('Acc+Gyro');
    for (const n of range(0, 1000)) expect(decodeAt(decoder, message('Acc', n))).toEqual([]);
    const found = range(990, 1002).flatMap((n) => decodeAt(decoder, message('Gyro', n)));
    // Eight messages of four samples wait at most.
    expect(found.reduce((count, block) => count + block.count, 0)).toBeLessThanOrEqual(32);
  });
});
