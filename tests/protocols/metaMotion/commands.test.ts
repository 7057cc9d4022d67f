import { describe, expect, it } from 'vitest';
import {
  ACCELERATION_RANGES_G,
  ANGULAR_RATE_RANGES_DPS,
  accelerationScaleMps2,
  angularRateScaleRadps,
  configureCommands,
  describeMetaMotion,
  encodeModuleProbe,
  encodeReadBattery,
  startCommands,
  stopCommands,
} from '../../../src/protocols/metaMotion/index.ts';
import { WireError } from '../../../src/protocols/wireError.ts';
import { bytesOf } from '../wireHelpers.ts';

const all = (...hexes: string[]) => hexes.map(bytesOf);

describe('the commands to a MetaMotion', () => {
  it('ask for modules and battery', () => {
    expect(encodeModuleProbe('gyroscope')).toEqual(bytesOf('13 80'));
    expect(encodeModuleProbe('accelerometer')).toEqual(bytesOf('03 80'));
    expect(encodeReadBattery()).toEqual(bytesOf('11 8c'));
  });

  it.each([
    ['bmi160', 2, '03 03 28 03'],
    ['bmi160', 4, '03 03 28 05'],
    ['bmi160', 8, '03 03 28 08'],
    ['bmi160', 16, '03 03 28 0c'],
    ['bmi270', 2, '03 03 28 00'],
    ['bmi270', 16, '03 03 28 03'],
  ] as const)('configure a %s for ±%d g at 100 Hz', (chip, accelerationRangeG, hex) => {
    const angularRateRangeDps = 2000;
    const given = { chip, rateHz: 100, accelerationRangeG, angularRateRangeDps };
    expect(configureCommands(given)).toEqual(all(hex, '13 03 28 00'));
  });

  it('configure the gyroscope from ±2000 °/s down', () => {
    const gyroscope = ANGULAR_RATE_RANGES_DPS.map((angularRateRangeDps) => {
      const given = { chip: 'bmi270', rateHz: 200, accelerationRangeG: 16 } as const;
      return configureCommands({ ...given, angularRateRangeDps })[1];
    });
    expect(ANGULAR_RATE_RANGES_DPS).toEqual([2000, 1000, 500, 250, 125]);
    expect(gyroscope).toEqual(all('13032900', '13032901', '13032902', '13032903', '13032904'));
  });

  it.each([
    [{ rateHz: 60 }, 'rate: expected one of 50, 100, 200 Hz, found 60'],
    [{ accelerationRangeG: 3 }, 'expected one of ±2, ±4, ±8, ±16 g, found 3'],
    [{ angularRateRangeDps: 300 }, 'one of ±2000, ±1000, ±500, ±250, ±125 °/s, found 300'],
  ])('configure nothing that the chip has not got: %j', (wrong, reason) => {
    const right = { rateHz: 100, accelerationRangeG: 16, angularRateRangeDps: 2000 };
    const configure = () => configureCommands({ chip: 'bmi160', ...right, ...wrong });
    expect(configure).toThrow(WireError);
    expect(configure).toThrow(reason);
  });

  it.each([
    ['bmi160', false, '04', '05'],
    ['bmi160', true, '1c', '07'],
    ['bmi270', false, '04', '04'],
    ['bmi270', true, '05', '05'],
  ] as const)('start and stop a %s, packed: %s', (chip, packed, force, rate) => {
    expect(startCommands({ chip, packed })).toEqual(
      all(`03${force}01`, `13${rate}01`, '03020100', '13020100', '030101', '130101'),
    );
    expect(stopCommands({ chip, packed })).toEqual(
      all('030100', '130100', '03020001', '13020001', `03${force}00`, `13${rate}00`),
    );
  });
});

describe('the description of a MetaMotion', () => {
  const link = {
    serial: '043A5B',
    address: 'd1:02:03:04:05:06',
    name: 'MetaWear',
    firmware: '1.7.3',
    chip: 'bmi270',
    rateHz: 100,
    accelerationRangeG: 16,
    angularRateRangeDps: 2000,
  } as const;

  it('has the scales of its ranges and the chip as layout', () => {
    expect(describeMetaMotion(link)).toEqual({
      id: '043A5B',
      driver: 'metaMotion',
      name: 'MetaWear',
      firmware: '1.7.3',
      rateHz: 100,
      accelerationScaleMps2: 9.80665 / 2048,
      angularRateScaleRadps: Math.PI / 180 / 16.4,
      layout: 'bmi270',
    });
    expect(describeMetaMotion({ ...link, serial: null }).id).toBe('D10203040506');
  });

  it('has half the scale at half the range', () => {
    for (const rangeG of ACCELERATION_RANGES_G.slice(1)) {
      expect(accelerationScaleMps2(rangeG) / accelerationScaleMps2(rangeG / 2)).toBe(2);
    }
    // The ratios of the table's decimal fractions are exact to double rounding.
    for (const rangeDps of ANGULAR_RATE_RANGES_DPS.slice(1)) {
      const ratio = angularRateScaleRadps(2 * rangeDps) / angularRateScaleRadps(rangeDps);
      expect(Math.abs(ratio - 2)).toBeLessThan(1e-15);
    }
  });
});
