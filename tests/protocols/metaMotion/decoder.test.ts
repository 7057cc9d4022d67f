import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import { PacketError, packetDecoder, timingOf } from '../../../src/protocols/index.ts';
import { describeMetaMotion } from '../../../src/protocols/metaMotion/index.ts';
import {
  bytesOf,
  decodeAt,
  descriptionOf,
  expectHostileBytesAreRead,
  expectNear,
  SENSOR_ID,
} from '../wireHelpers.ts';
import { type Delivery, type DeliveryOptions, deliveriesOf } from './delivery.ts';
import {
  ACCELERATIONS,
  ANGULAR_RATES,
  BATTERY,
  MAGNETIC_FIELD,
  QUATERNION,
  ROUNDING,
} from './vectors.ts';

function decoderOf(layout: string | undefined, rateHz = 100) {
  return packetDecoder(descriptionOf({ driver: 'metaMotion', rateHz, ...(layout && { layout }) }));
}

describe('the packets of a MetaMotion', () => {
  it('have no clock and no index', () => {
    expect(timingOf('metaMotion')).toEqual({ kind: 'arrivals' });
  });

  it('are samples once both streams have come: the packed vectors of the vendor', () => {
    const sensor = describeMetaMotion({
      serial: '043A5B',
      address: '',
      name: 'MetaWear',
      firmware: '',
      chip: 'bmi160',
      rateHz: 100,
      accelerationRangeG: 8,
      angularRateRangeDps: 1000,
    });
    const decoder = packetDecoder(sensor);
    expect(decodeAt(decoder, bytesOf(ACCELERATIONS[1].hex))).toEqual([]);
    const [block, ...others] = decodeAt(decoder, bytesOf(ANGULAR_RATES[1].hex));
    expect(others).toEqual([]);
    expect(block).toMatchObject({
      sensorId: SENSOR_ID,
      firstIndex: null,
      count: 3,
      deviceTimeUs: null,
      clipped: false,
    });
    const forceG = block.acceleration.map((force) => force / STANDARD_GRAVITY);
    expectNear(forceG, ACCELERATIONS[1].samples.flat(), ROUNDING);
    const dps = block.angularRate.map((rate) => (rate * 180) / Math.PI);
    expectNear(dps, ANGULAR_RATES[1].samples.flat(), ROUNDING);
  });

  it('may be single in one stream and packed in the other', () => {
    const decoder = decoderOf('bmi160');
    expect(decodeAt(decoder, bytesOf('1307 0100 0000 0000 0200 0000 0000 0300 0000 0000'))).toEqual(
      [],
    );
    const found = ['0100', '0200', '0300'].flatMap((x) => {
      return decodeAt(decoder, bytesOf(`0304 ${x} 0000 0000`));
    });
    expect(found.map(({ count }) => count)).toEqual([1, 1, 1]);
    expect(found.map(({ acceleration, angularRate }) => acceleration[0] - angularRate[0])).toEqual([
      0, 0, 0,
    ]);
  });

  it.each([
    ['ff7f', '0000', true],
    ['0000', '0080', true],
    ['fe7f', '0280', false],
  ])('are clipped or not at counts of %s and %s', (force, rate, clipped) => {
    const decoder = decoderOf('bmi270');
    decodeAt(decoder, bytesOf(`0304 0000 ${force} 0000`));
    expect(decodeAt(decoder, bytesOf(`1304 0000 0000 ${rate}`))[0].clipped).toBe(clipped);
  });

  it.each([BATTERY.hex, MAGNETIC_FIELD.hex, QUATERNION.hex, '13800001', '0380', '0b80 02 01'])(
    'are none in what is not of the two: %s',
    (hex) => {
      expect(decodeAt(decoderOf('bmi160'), bytesOf(hex))).toEqual([]);
    },
  );

  it.each([
    ['', 'at least 2 bytes, found 0'],
    ['03', 'at least 2 bytes, found 1'],
    ['0304 0000', 'bmi160.acceleration.length: expected 6 bytes, found 2'],
    ['4204 0000', 'module: expected one of 3, 17, 19, 21, 25, found 66'],
  ])('are refused: %j', (hex, reason) => {
    expect(() => decodeAt(decoderOf('bmi160'), bytesOf(hex))).toThrow(PacketError);
    expect(() => decodeAt(decoderOf('bmi160'), bytesOf(hex))).toThrow(reason);
  });

  it.each(['bmi323', undefined])('are refused with the chip %s', (layout) => {
    expect(() => decodeAt(decoderOf(layout), bytesOf('0304000000000000'))).toThrow(
      `its layout ${layout ?? 'none'} is no inertial chip; valid are bmi160, bmi270`,
    );
  });

  it('are samples or a PacketError, whatever the bytes are', () => {
    const header = fc.constantFrom('0304', '031c', '0305', '1304', '1305', '1307', '1507', '1907');
    const data = fc.oneof(...[6, 18, 7].map((n) => fc.uint8Array({ minLength: n, maxLength: n })));
    const framed = fc.tuple(header, data).map(([hex, rest]) => {
      return Uint8Array.of(...bytesOf(hex), ...rest);
    });
    for (const chip of ['bmi160', 'bmi270']) {
      expectHostileBytesAreRead(() => decoderOf(chip), framed);
    }
  });
});

describe('the two streams of a MetaMotion', () => {
  const NOTIFICATIONS = 900;
  const LOST = 200;

  /** How many samples later than its partner each acceleration was taken, in order of pairs. */
  function shiftsOf(deliveries: readonly Delivery[]): number[] {
    const decoder = decoderOf('bmi160');
    return deliveries.flatMap(({ bytes, arrivalUs }) =>
      decodeAt(decoder, bytes, arrivalUs).flatMap(({ acceleration, angularRate, count }) =>
        Array.from({ length: count }, (_, i) => acceleration[3 * i] - angularRate[3 * i]),
      ),
    );
  }

  const airs = [7500, 15_000, 30_000].flatMap((intervalUs) =>
    [true, false].flatMap((packed) =>
      [100, 200].flatMap((rateHz) =>
        [-0.008, 0.0003, 0.003].map((rateError) => ({ intervalUs, packed, rateHz, rateError })),
      ),
    ),
  );

  /**
   * Where notifications keep their phase to the radio's events for minutes, an event may fall between
   * the two of a pair every time: order and arrival then look as if they were of neighbours.
   */
  const isInStep = (air: (typeof airs)[number]) =>
    air.rateError === 0.0003 && air.intervalUs >= 15_000 && air.rateHz === 100;
  const moving = airs.filter((air) => !isInStep(air));
  const inStep = airs.filter(isInStep);

  /** Either sensor first, by what lies between the two interrupts of one chip. */
  const laters = [-300, 300];

  it.each(moving)('are paired as they were taken: %o', (air) => {
    for (const angularRateLaterUs of [...laters, 0, 1500]) {
      const shifts = shiftsOf(
        deliveriesOf({ ...air, notifications: NOTIFICATIONS, angularRateLaterUs }),
      );
      expect(shifts).toHaveLength(NOTIFICATIONS * (air.packed ? 3 : 1));
      expect(new Set(shifts)).toEqual(new Set([0]));
    }
  });

  it.each(inStep)('are paired within one notification, in step with the radio: %o', (air) => {
    const samples = air.packed ? 3 : 1;
    for (const angularRateLaterUs of [...laters, 0, 1500]) {
      const shifts = shiftsOf(
        deliveriesOf({ ...air, notifications: NOTIFICATIONS, angularRateLaterUs }),
      );
      expect(shifts.length).toBeGreaterThan(0.98 * NOTIFICATIONS * samples);
      expect(Math.max(...shifts.map(Math.abs))).toBeLessThanOrEqual(samples);
    }
  });

  it.each(moving)('lose the partner of a lost notification and nothing else: %o', (air) => {
    const samples = air.packed ? 3 : 1;
    for (const lost of ['acceleration', 'angularRate'] as const) {
      for (const angularRateLaterUs of laters) {
        const isLost: DeliveryOptions['isLost'] = (stream, n) => stream === lost && n === LOST;
        const shifts = shiftsOf(
          deliveriesOf({ ...air, notifications: NOTIFICATIONS, angularRateLaterUs, isLost }),
        );
        expect(shifts).toEqual(Array((NOTIFICATIONS - 1) * samples).fill(0));
      }
    }
  });

  it.each(airs)(
    'are paired aright again after a loss that their order does not tell: %o',
    (air) => {
      const samples = air.packed ? 3 : 1;
      for (const angularRateLaterUs of laters) {
        // The second of one pair and the first of the next: they still come by turns.
        const [first, second] =
          angularRateLaterUs > 0
            ? (['acceleration', 'angularRate'] as const)
            : (['angularRate', 'acceleration'] as const);
        const isLost: DeliveryOptions['isLost'] = (stream, n) =>
          (stream === second && n === LOST) || (stream === first && n === LOST + 1);
        const shifts = shiftsOf(
          deliveriesOf({ ...air, notifications: NOTIFICATIONS, angularRateLaterUs, isLost }),
        );
        // Four means of 64 pairs agree, one more where the first was half shifted; a last one for the rest.
        const noticed = 6 * 64;
        const tail = shifts.slice((LOST + noticed) * samples);
        expect(tail.length).toBeGreaterThan(300);
        expect(new Set(tail)).toEqual(new Set([0]));
        expect(Math.max(...shifts.map(Math.abs))).toBeLessThanOrEqual(samples);
        expect(shifts.length).toBeGreaterThanOrEqual((NOTIFICATIONS - 3) * samples);
      }
    },
  );

  it.each(moving)('are not taken for shifted by a stall: %o', (air) => {
    for (const angularRateLaterUs of laters) {
      const stall = { fromUs: 1_900_000, untilUs: 2_300_000 };
      const shifts = shiftsOf(
        deliveriesOf({ ...air, notifications: NOTIFICATIONS, angularRateLaterUs, stall }),
      );
      expect(shifts).toHaveLength(NOTIFICATIONS * (air.packed ? 3 : 1));
      expect(new Set(shifts)).toEqual(new Set([0]));
    }
  });

  it.each(airs)('are paired within one notification soon, whichever begins later: %o', (air) => {
    const samples = air.packed ? 3 : 1;
    for (const late of ['acceleration', 'angularRate'] as const) {
      for (const angularRateLaterUs of laters) {
        const isLost: DeliveryOptions['isLost'] = (stream, n) => stream === late && n < 20;
        const shifts = shiftsOf(
          deliveriesOf({ ...air, notifications: NOTIFICATIONS, angularRateLaterUs, isLost }),
        );
        // One mean of 64 pairs tells how far apart they began, to the notification: nearer only their
        // beginning together would, as the hub begins them.
        const tail = shifts.slice(3 * 64 * samples);
        expect(tail.length).toBeGreaterThan(300);
        expect(Math.max(...tail.map(Math.abs))).toBeLessThanOrEqual(samples);
      }
    }
  });

  it('are paired to the sample where their packed notifications do not begin together', () => {
    const air = { packed: true, intervalUs: 15_000, rateHz: 100, rateError: 0.003 };
    // Begun one sampling period later: the angular rate of notification n is of samples 3 n + 1 to 3 n + 3.
    const deliveries = deliveriesOf({
      ...air,
      notifications: NOTIFICATIONS,
      angularRateLaterUs: 10_000,
    });
    const shifts = shiftsOf(deliveries);
    // The counts name them as if they began together.
    expect(new Set(shifts.slice(3 * 3 * 64))).toEqual(new Set([1]));
  });

  it('keep little of one whose other one stays away', () => {
    const decoder = decoderOf('bmi160');
    for (let n = 0; n < 1000; n++) decodeAt(decoder, bytesOf('0304 0100 0000 0000'), 0);
    const found = Array.from({ length: 20 }, () => {
      return decodeAt(decoder, bytesOf('1305 0100 0000 0000'), 0).length;
    });
    // Eight notifications wait at most, though all came at the same instant.
    expect(found.reduce((sum, count) => sum + count)).toBe(8);
  });
});
