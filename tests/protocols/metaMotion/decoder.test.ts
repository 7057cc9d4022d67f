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
import { type DeliveryOptions, deliveriesOf } from './delivery.ts';
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
  const NOTIFICATIONS = 1200;
  const LOST = 200;

  /** How many samples later than its partner each acceleration was taken, in order of pairs. */
  function shiftsOf(options: DeliveryOptions): number[] {
    const decoder = decoderOf('bmi160', options.rateHz);
    return deliveriesOf(options).flatMap(({ bytes, arrivalUs }) =>
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

  /** Either sensor first, by what lies between the two interrupts of one chip. */
  const laters = [-300, 300];

  it.each(airs)('are paired as they were taken: %o', (air) => {
    for (const angularRateLaterUs of [...laters, 0]) {
      const shifts = shiftsOf({ ...air, notifications: NOTIFICATIONS, angularRateLaterUs });
      expect(shifts).toHaveLength(NOTIFICATIONS * (air.packed ? 3 : 1));
      expect(new Set(shifts)).toEqual(new Set([0]));
    }
  });

  it.each(airs)('lose the partner of a lost notification and nothing else: %o', (air) => {
    const samples = air.packed ? 3 : 1;
    for (const lost of ['acceleration', 'angularRate'] as const) {
      for (const angularRateLaterUs of laters) {
        const isLost: DeliveryOptions['isLost'] = (stream, n) => stream === lost && n === LOST;
        const shifts = shiftsOf({
          ...air,
          notifications: NOTIFICATIONS,
          angularRateLaterUs,
          isLost,
        });
        expect(shifts).toEqual(Array((NOTIFICATIONS - 1) * samples).fill(0));
      }
    }
  });

  it.each(airs)(
    'go wrong for one notification where both lost neighbours of one another: %o',
    (air) => {
      const samples = air.packed ? 3 : 1;
      for (const angularRateLaterUs of laters) {
        const [first, second] =
          angularRateLaterUs > 0
            ? (['acceleration', 'angularRate'] as const)
            : (['angularRate', 'acceleration'] as const);
        // They still come by turns, so that nothing tells of it.
        const isLost: DeliveryOptions['isLost'] = (stream, n) =>
          (stream === second && n === LOST) || (stream === first && n === LOST + 1);
        const given = { ...air, notifications: NOTIFICATIONS, angularRateLaterUs, isLost };
        const shifts = shiftsOf(given);
        expect(shifts).toHaveLength((NOTIFICATIONS - 1) * samples);
        expect(shifts.filter((shift) => shift !== 0)).toHaveLength(samples);
      }
    },
  );

  it.each(airs)(
    'are paired aright again within 3 s of losses that follow one another: %o',
    (air) => {
      const samples = air.packed ? 3 : 1;
      for (const lost of ['acceleration', 'angularRate'] as const) {
        for (const angularRateLaterUs of laters) {
          const isLost: DeliveryOptions['isLost'] = (stream, n) =>
            stream === lost && [LOST, LOST + 2, LOST + 7].includes(n);
          const given = { ...air, notifications: NOTIFICATIONS, angularRateLaterUs, isLost };
          const shifts = shiftsOf(given);
          const tail = shifts.slice(LOST * samples + 3 * air.rateHz);
          expect(tail.length).toBeGreaterThan(300);
          expect(new Set(tail)).toEqual(new Set([0]));
          expect(Math.max(...shifts.map(Math.abs))).toBeLessThanOrEqual(2 * samples);
        }
      }
    },
  );

  it.each(airs)('are not taken for shifted by a stall: %o', (air) => {
    for (const angularRateLaterUs of laters) {
      const stall = { fromUs: 1_900_000, untilUs: 2_300_000 };
      const shifts = shiftsOf({ ...air, notifications: NOTIFICATIONS, angularRateLaterUs, stall });
      expect(shifts).toHaveLength(NOTIFICATIONS * (air.packed ? 3 : 1));
      expect(new Set(shifts)).toEqual(new Set([0]));
    }
  });

  it.each(airs)('are paired aright within some seconds, whichever begins later: %o', (air) => {
    for (const late of ['acceleration', 'angularRate'] as const) {
      for (const angularRateLaterUs of laters) {
        const isLost: DeliveryOptions['isLost'] = (stream, n) => stream === late && n < 20;
        const shifts = shiftsOf({
          ...air,
          notifications: NOTIFICATIONS,
          angularRateLaterUs,
          isLost,
        });
        // Two means of a second tell; where phases hardly move, both streams fall apart for one more.
        const withinS = air.rateError === 0.0003 ? 5 : 3;
        const tail = shifts.slice(withinS * air.rateHz);
        expect(tail.length).toBeGreaterThan(150);
        expect(new Set(tail)).toEqual(new Set([0]));
      }
    }
  });

  it('are paired to the sample where their packed notifications do not begin together', () => {
    const air = { packed: true, intervalUs: 15_000, rateHz: 100, rateError: 0.003 };
    // Begun one sampling period later: the angular rate of notification n is of samples 3 n + 1 to 3 n + 3.
    const shifts = shiftsOf({ ...air, notifications: NOTIFICATIONS, angularRateLaterUs: 10_000 });
    // The counts name them as if they began together.
    expect(new Set(shifts.slice(3 * air.rateHz))).toEqual(new Set([1]));
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
