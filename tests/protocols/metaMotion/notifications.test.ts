import { describe, expect, it } from 'vitest';
import { DEG_PER_RAD, STANDARD_GRAVITY } from '../../../src/geometry/angles.ts';
import {
  accelerationScaleMps2,
  angularRateScaleRadps,
  batteryIn,
  type Chip,
  chipOf,
  decodeNotification,
  fusionOutputIn,
  inertialCountsIn,
  magneticFieldIn,
  moduleInfoIn,
} from '../../../src/protocols/metaMotion/index.ts';
import { WireError } from '../../../src/protocols/wireError.ts';
import { bytesOf, expectNear } from '../wireHelpers.ts';
import {
  ACCELERATIONS,
  ANGULAR_RATES,
  BATTERY,
  CORRECTED_ACCELERATION,
  GRAVITY,
  MAGNETIC_FIELD,
  QUATERNION,
  ROUNDING,
} from './vectors.ts';

const notificationOf = (hex: string) => decodeNotification(bytesOf(hex));

function countsOf(chip: Chip, hex: string) {
  return inertialCountsIn(chip, notificationOf(hex));
}

describe('the notifications of a MetaMotion', () => {
  it.each(ACCELERATIONS)('hold specific force: $name at ±$range g', ({ hex, range, samples }) => {
    const { stream, counts } = countsOf('bmi160', hex)!;
    expect(stream).toBe('acceleration');
    const scaleG = accelerationScaleMps2(range) / STANDARD_GRAVITY;
    expectNear(
      [...counts].map((count) => count * scaleG),
      samples.flat(),
      ROUNDING,
    );
  });

  it.each(ANGULAR_RATES)('hold angular rate: $name at ±$range °/s', ({ hex, range, samples }) => {
    const { stream, counts } = countsOf('bmi160', hex)!;
    expect(stream).toBe('angularRate');
    const scaleDps = angularRateScaleRadps(range) * DEG_PER_RAD;
    expectNear(
      [...counts].map((count) => count * scaleDps),
      samples.flat(),
      ROUNDING,
    );
  });

  it('come from other registers of a BMI270', () => {
    const [single, packed] = ANGULAR_RATES.map(({ hex }) => hex.slice(4));
    expect(countsOf('bmi270', `1304${single}`)).toEqual(countsOf('bmi160', `1305${single}`));
    expect(countsOf('bmi270', `1305${packed}`)).toEqual(countsOf('bmi160', `1307${packed}`));
    const [one, three] = ACCELERATIONS.map(({ hex }) => hex.slice(4));
    expect(countsOf('bmi270', `0304${one}`)).toEqual(countsOf('bmi160', `0304${one}`));
    expect(countsOf('bmi270', `0305${three}`)).toEqual(countsOf('bmi160', `031c${three}`));
  });

  it.each([
    ['bmi270', '130500000000 0000', 'bmi270.angularRate.length: expected 18 bytes, found 6'],
    ['bmi160', `1305${'00'.repeat(18)}`, 'bmi160.angularRate.length: expected 6 bytes, found 18'],
    [
      'bmi160',
      '1304000000000000',
      'bmi160.angularRate.register: expected 5 (single) or 7 (packed)',
    ],
    ['bmi270', `031c${'00'.repeat(18)}`, 'expected 4 (single) or 5 (packed), found 28'],
  ] as const)('of a %s are no other chip’s', (chip, hex, reason) => {
    expect(() => countsOf(chip, hex)).toThrow(WireError);
    expect(() => countsOf(chip, hex)).toThrow(reason);
  });

  it('of others than the two hold no counts of them', () => {
    expect(countsOf('bmi160', MAGNETIC_FIELD.hex)).toBeNull();
    expect(countsOf('bmi160', BATTERY.hex)).toBeNull();
    expect(countsOf('bmi160', '13800001')).toBeNull();
  });

  it('hold magnetic field', () => {
    expect(magneticFieldIn(notificationOf(MAGNETIC_FIELD.hex))).toEqual([MAGNETIC_FIELD.fieldUt]);
    const three = magneticFieldIn(notificationOf(`1509${MAGNETIC_FIELD.hex.slice(4).repeat(3)}`));
    expect(three).toEqual([MAGNETIC_FIELD.fieldUt, MAGNETIC_FIELD.fieldUt, MAGNETIC_FIELD.fieldUt]);
    expect(() => magneticFieldIn(notificationOf('150500'))).toThrow('expected 6 bytes, found 1');
    expect(() => magneticFieldIn(notificationOf(BATTERY.hex))).toThrow('expected 21, found 17');
  });

  it('hold the battery', () => {
    const { percent, millivolts } = BATTERY;
    expect(batteryIn(notificationOf(BATTERY.hex))).toEqual({ percent, millivolts });
    expect(() => batteryIn(notificationOf('118c653410'))).toThrow('0 to 100 %, found 101');
    expect(() => batteryIn(notificationOf('110c633410'))).toThrow('the answer 11 8c, found 11 c');
  });

  it('say which chip a board has', () => {
    expect(moduleInfoIn(notificationOf('13800001'))).toEqual({
      module: 0x13,
      implementation: 0,
      revision: 1,
    });
    expect(chipOf(moduleInfoIn(notificationOf('13800001')))).toBe('bmi160');
    expect(chipOf(moduleInfoIn(notificationOf('13800100')))).toBe('bmi270');
    const absent = moduleInfoIn(notificationOf('1380'));
    expect(absent).toEqual({ module: 0x13, implementation: null, revision: null });
    expect(() => chipOf(absent)).toThrow(
      'gyroscope: expected 0 (BMI160) or 1 (BMI270), found none',
    );
    expect(() => chipOf(moduleInfoIn(notificationOf('03800100')))).toThrow('found 3');
    expect(() => moduleInfoIn(notificationOf('1305'))).toThrow('module.register: expected 128');
  });
});

describe('the fusion of a MetaMotion', () => {
  const outputOf = (hex: string) => fusionOutputIn(notificationOf(hex));

  it('tells orientation, gravity and the corrected acceleration', () => {
    const orientation = outputOf(QUATERNION.hex);
    if (orientation.kind !== 'quaternion') throw new Error(orientation.kind);
    expectNear(orientation.quaternion, QUATERNION.quaternion, ROUNDING);
    const gravity = outputOf(GRAVITY.hex);
    if (gravity.kind !== 'gravity') throw new Error(gravity.kind);
    expectNear(
      gravity.vector.map((g) => g / STANDARD_GRAVITY),
      GRAVITY.gravityG,
      ROUNDING,
    );
    const corrected = outputOf(CORRECTED_ACCELERATION.hex);
    if (corrected.kind !== 'correctedAcceleration') throw new Error(corrected.kind);
    expect(corrected.accuracy).toBe(0);
    const correctedG = corrected.vector.map((force) => force / STANDARD_GRAVITY);
    expectNear(correctedG, CORRECTED_ACCELERATION.accelerationG, 5e-5);
  });

  it('tells the rest of what it makes', () => {
    const one = '0000803f';
    const half = '0000003f';
    expect(outputOf(`1905${one}${half}${one}03`)).toEqual({
      kind: 'correctedAngularRate',
      vector: [Math.PI / 180, Math.PI / 360, Math.PI / 180],
      accuracy: 3,
    });
    expect(outputOf(`1906${one}${half}${one}02`)).toEqual({
      kind: 'correctedMagneticField',
      vector: [1, 0.5, 1],
      accuracy: 2,
    });
    expect(outputOf(`1908${one}${half}${half}${one}`)).toEqual({
      kind: 'eulerAngles',
      headingDeg: 1,
      pitchDeg: 0.5,
      rollDeg: 0.5,
      yawDeg: 1,
    });
    expect(outputOf(`190a${one}${half}${half}`)).toEqual({
      kind: 'linearAcceleration',
      vector: [1, 0.5, 0.5],
    });
  });

  it.each([
    ['190b', 'expected 4 (correctedAcceleration), 5 (correctedAngularRate)'],
    ['19070000', 'fusion.quaternion.length: expected 16 bytes, found 2'],
    ['1909ffffffffffffffffffffffff', 'fusion.gravity: expected a finite number, found NaN'],
    [BATTERY.hex, 'fusion.module: expected 25, found 17'],
  ])('is refused as %s', (hex, reason) => {
    expect(() => outputOf(hex)).toThrow(WireError);
    expect(() => outputOf(hex)).toThrow(reason);
  });
});
