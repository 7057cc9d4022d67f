import { describe, expect, it } from 'vitest';
import type { SensorConfiguration } from '../../../../src/model/sensor.ts';
import { CannotError } from '../../../../src/sensors/ble/index.ts';
import { type MakeLimits, requireWithin } from '../../../../src/sensors/ble/makes/makeLimits.ts';

const LIMITS: MakeLimits = {
  make: 'A Movella DOT',
  ratesHz: [20, 30, 60],
  accelerationRangesG: [16],
  angularRateRangesDps: [2000],
  magnetometer: true,
};
const POSSIBLE: SensorConfiguration = {
  rateHz: 60,
  accelerationRangeG: 16,
  angularRateRangeDps: 2000,
  magnetometer: true,
};

describe('what sensors of a make can be told to measure', () => {
  it('takes what they can', () => {
    expect(() => requireWithin(LIMITS, POSSIBLE)).not.toThrow();
  });

  it.each([
    [{ rateHz: 100 }, 'A Movella DOT measures at 20, 30 or 60 Hz, not 100 Hz'],
    [{ accelerationRangeG: 8 }, 'A Movella DOT measures up to 16 g, not 8 g'],
    [{ angularRateRangeDps: 500 }, 'A Movella DOT measures up to 2000 °/s, not 500 °/s'],
    [{ magnetometer: false }, 'A Movella DOT always sends its magnetometer here'],
  ])('refuses %o with what they can', (changed, sentence) => {
    const refused = () => requireWithin(LIMITS, { ...POSSIBLE, ...changed });
    expect(refused).toThrow(CannotError);
    expect(refused).toThrow(sentence);
  });

  it('asks for no range where the make neither tells nor takes any', () => {
    const limits = { ...LIMITS, accelerationRangesG: null, angularRateRangesDps: null };
    const odd = { ...POSSIBLE, accelerationRangeG: 3, angularRateRangeDps: 7 };
    expect(() => requireWithin(limits, odd)).not.toThrow();
  });

  it('lets the magnetometer be chosen where it can be', () => {
    const limits = { ...LIMITS, magnetometer: 'choice' } as const;
    expect(() => requireWithin(limits, { ...POSSIBLE, magnetometer: false })).not.toThrow();
  });
});
