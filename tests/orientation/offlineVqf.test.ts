import { describe, expect, it } from 'vitest';
import { DEG_PER_RAD } from '../../src/geometry/angles.ts';
import { orientOffline } from '../../src/orientation/offlineVqf.ts';
import { REAL_DATA_NOTE, REAL_DATA_PRESENT } from '../tools/realData.ts';
import { angleBetweenDeg, publishedQuaternion, quaternionAt, readBroad } from './broad.ts';
import { turningSensor } from './turningSensor.ts';

describe.skipIf(!REAL_DATA_PRESENT)(
  `orientOffline on the BROAD recordings${REAL_DATA_NOTE}`,
  () => {
    // RMSE of the published implementation on these rows: inclination, and 9-axis total; plus 0.01 deg.
    it.each([
      ['02_undisturbed_slow_rotation_B', 0.34, 1.03],
      ['07_undisturbed_fast_rotation_B', 0.97, 1.72],
      ['24_disturbed_tapping_A', 0.53, 1.18],
    ])(
      '%s: agrees with the published implementation to 0.01 deg',
      (name, inclinationLimitDeg, totalLimitDeg) => {
        const trial = readBroad(name);
        const { quaternion6D, quaternion9D } = orientOffline(trial);
        if (quaternion9D === null)
          throw new Error('no 9-axis attitude of a recording with a magnetometer');
        let worstDeg = 0;
        trial.published.row.forEach((sample, row) => {
          const q6 = publishedQuaternion(trial, 'offline6', row);
          const q9 = publishedQuaternion(trial, 'offline9', row);
          worstDeg = Math.max(
            worstDeg,
            angleBetweenDeg(quaternionAt(quaternion6D, sample), q6),
            angleBetweenDeg(quaternionAt(quaternion9D, sample), q9),
          );
        });
        expect(worstDeg).toBeLessThan(0.01);
        const [totalDeg, , inclinationDeg] = trial.score((i) => quaternionAt(quaternion9D, i));
        expect(totalDeg).toBeLessThan(totalLimitDeg);
        expect(inclinationDeg).toBeLessThan(inclinationLimitDeg);
      },
    );
  },
);

describe('orientOffline', () => {
  const bias = [0.01, -0.008, 0.005] as const;
  const recording = turningSensor({ rateHz: 100, seconds: 60, bias });

  it('knows the bias at the first sample already, for it has seen the rest', () => {
    const { biasRadps, biasSigmaRadps } = orientOffline(recording);
    bias.forEach((b, axis) => {
      expect(Math.abs(biasRadps[axis] - b)).toBeLessThan(0.03 / DEG_PER_RAD);
    });
    expect(biasSigmaRadps[0]).toBeLessThan(0.1 / DEG_PER_RAD);
  });

  it('keeps within a degree of the truth from the first sample to the last', () => {
    const { quaternion9D } = orientOffline(recording);
    if (quaternion9D === null)
      throw new Error('no 9-axis attitude of a recording with a magnetometer');
    recording.truth.forEach((truth, i) => {
      expect(angleBetweenDeg(quaternionAt(quaternion9D, i), truth)).toBeLessThan(1);
    });
  });

  it('does as well where the field was not measured for the first 5 s and every other sample', () => {
    const magneticField = recording.magneticField.map((v, i) => {
      const sample = Math.floor(i / 3);
      return sample < 500 || sample % 2 === 1 ? 0 : v;
    });
    const { quaternion9D } = orientOffline({ ...recording, magneticField });
    if (quaternion9D === null)
      throw new Error('no 9-axis attitude of a recording with a magnetometer');
    recording.truth.forEach((truth, i) => {
      expect(angleBetweenDeg(quaternionAt(quaternion9D, i), truth)).toBeLessThan(1);
    });
  });

  it('gives the same bits every time and leaves its input alone', () => {
    const copy = recording.acceleration.slice();
    expect(orientOffline(recording)).toStrictEqual(orientOffline(recording));
    expect(recording.acceleration).toStrictEqual(copy);
  });

  it('gives the same 6-axis attitude without a magnetometer, and no 9-axis one', () => {
    const without = orientOffline({ ...recording, magneticField: null });
    expect(without.quaternion9D).toBeNull();
    expect(without.quaternion6D).toStrictEqual(orientOffline(recording).quaternion6D);
  });

  it('gives nothing for nothing', () => {
    const none = new Float64Array(0);
    const columns = { rateHz: 100, acceleration: none, angularRate: none, magneticField: null };
    expect(orientOffline(columns).quaternion6D.length).toBe(0);
  });

  it('refuses columns that do not belong together', () => {
    const columns = { ...recording, angularRate: new Float64Array(3) };
    expect(() => orientOffline(columns)).toThrow(
      'columns of 18000 accelerations, 3 angular rates and 18000 magnetic fields',
    );
  });
});
