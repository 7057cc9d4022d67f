import { describe, expect, it } from 'vitest';
import { DEG_PER_RAD, wrapAngle } from '../../src/geometry/angles.ts';
import type { Quat } from '../../src/geometry/quaternion.ts';
import type { Vec3 } from '../../src/geometry/vector.ts';
import { DEFAULT_ORIENTATION } from '../../src/orientation/settings.ts';
import { Vqf } from '../../src/orientation/vqf.ts';
import { REAL_DATA_NOTE, REAL_DATA_PRESENT } from '../tools/realData.ts';
import { angleBetweenDeg, publishedQuaternion, readBroad } from './broad.ts';
import { EARTH_FIELD, turningSensor } from './turningSensor.ts';

describe.skipIf(!REAL_DATA_PRESENT)(`Vqf on the BROAD recordings${REAL_DATA_NOTE}`, () => {
  // RMSE of the published implementation on these rows: inclination plus 0.01 deg, total plus 0.02.
  it.each([
    ['02_undisturbed_slow_rotation_B', 0.44, 1.4],
    ['07_undisturbed_fast_rotation_B', 1.03, 1.77],
    ['24_disturbed_tapping_A', 0.62, 1.57],
  ])(
    '%s: agrees with the published implementation to 0.01 deg',
    (name, inclinationLimitDeg, totalLimitDeg) => {
      const trial = readBroad(name);
      const { acceleration, angularRate, magneticField, published } = trial;
      const filter = new Vqf(trial.rateHz);
      const six: Quat[] = [];
      const nine: Quat[] = [];
      const heading: number[] = [];
      for (let at = 0; at < acceleration.length; at += 3) {
        filter.updateAt(acceleration, angularRate, at);
        filter.updateMagnetometerAt(magneticField, at);
        six.push(filter.quaternion());
        nine.push(filter.quaternion9D());
        heading.push(filter.headingRad);
      }
      let worstDeg = 0;
      published.row.forEach((sample, row) => {
        const q6 = publishedQuaternion(trial, 'q6', row);
        const q9 = publishedQuaternion(trial, 'q9', row);
        worstDeg = Math.max(
          worstDeg,
          angleBetweenDeg(six[sample], q6),
          angleBetweenDeg(nine[sample], q9),
        );
        // The columns named bias hold the heading of samples 3 n, 3 n + 1, 3 n + 2, then zeros.
        ['bias_x', 'bias_y', 'bias_z'].forEach((column, axis) => {
          if (3 * sample + axis >= heading.length) return;
          const difference = wrapAngle(heading[3 * sample + axis] - published[column][row]);
          worstDeg = Math.max(worstDeg, Math.abs(difference) * DEG_PER_RAD);
        });
      });
      expect(worstDeg).toBeLessThan(0.01);
      expect(trial.score((i) => six[i])[2]).toBeLessThan(inclinationLimitDeg);
      expect(trial.score((i) => nine[i])[0]).toBeLessThan(totalLimitDeg);
    },
  );
});

describe('Vqf', () => {
  it('finds a constant gyroscope bias at rest and stops drifting', () => {
    const filter = new Vqf(100);
    const bias = [0.01, -0.008, 0.005] as const;
    for (let i = 0; i < 3000; i++) filter.update(0, 0, 9.80665, ...bias);
    filter.bias.forEach((b, axis) => {
      // 0.01 deg/s, a third of the filter's own converged uncertainty at rest.
      expect(Math.abs(b - bias[axis])).toBeLessThan(0.01 / DEG_PER_RAD);
    });
    expect(filter.atRest).toBe(true);
  });

  it('finds the horizontal bias of a sensor that never rests', () => {
    const filter = new Vqf(100, { ...DEFAULT_ORIENTATION, restMinS: Number.POSITIVE_INFINITY });
    const bias: Vec3 = [0.01, -0.008, 0.005];
    const r = turningSensor({ rateHz: 100, seconds: 120, bias });
    for (let at = 0; at < r.acceleration.length; at += 3) {
      filter.updateAt(r.acceleration, r.angularRate, at);
    }
    expect(filter.atRest).toBe(false);
    filter.bias.forEach((b, axis) => {
      // The published uncertainty while moving, 0.1 deg/s.
      expect(Math.abs(b - bias[axis])).toBeLessThan(0.1 / DEG_PER_RAD);
    });
  });

  it('levels a tilted sensor at its first sample', () => {
    const filter = new Vqf(100);
    filter.update(9.80665 * Math.sin(0.5), 0, 9.80665 * Math.cos(0.5), 0, 0, 0);
    const [w, x, y, z] = filter.quaternion();
    expect(2 * (x * z + w * y)).toBeCloseTo(-Math.sin(0.5), 12);
  });

  it('is level at the first sample behind a gap in which it was tilted, and keeps its bias', () => {
    const bias = 0.01;
    const filter = new Vqf(100);
    for (let i = 0; i < 3000; i++) filter.update(0, 0, 9.80665, bias, 0, 0);
    filter.interrupt();
    filter.update(9.80665 * Math.sin(0.5), 0, 9.80665 * Math.cos(0.5), bias, 0, 0);
    const [w, x, y, z] = filter.quaternion();
    expect(2 * (x * z + w * y)).toBeCloseTo(-Math.sin(0.5), 9);
    // Half a radian between two samples would look like 50 rad/s of bias.
    expect(filter.bias[0]).toBeCloseTo(bias, 4);
    expect(filter.bias[1]).toBeCloseTo(0, 4);
  });

  it('refuses a rate that is none', () => {
    expect(() => new Vqf(0)).toThrow('sampling rate 0 Hz');
  });

  it('gives the same bits from numbers and from columns, and whoever reads in between', () => {
    const r = turningSensor({ rateHz: 100, seconds: 60, bias: [0.01, -0.008, 0.005] });
    const { acceleration: a, angularRate: w, magneticField: m } = r;
    const stepped = new Vqf(100);
    const batch = new Vqf(100);
    for (let at = 0; at < a.length; at += 3) {
      stepped.update(a[at], a[at + 1], a[at + 2], w[at], w[at + 1], w[at + 2]);
      stepped.quaternion9D();
      stepped.updateMagnetometer(m[at], m[at + 1], m[at + 2]);
      batch.updateAt(a, w, at);
      batch.updateMagnetometerAt(m, at);
    }
    expect(stepped.quaternion9D()).toStrictEqual(batch.quaternion9D());
    expect(stepped.bias).toStrictEqual(batch.bias);
    expect(stepped.biasSigma).toBe(batch.biasSigma);
  });

  it('keeps the magnetometer out of the 6-axis attitude, to the bit', () => {
    const r = turningSensor({ rateHz: 100, seconds: 30 });
    const [with9, without] = [new Vqf(100), new Vqf(100)];
    for (let at = 0; at < r.acceleration.length; at += 3) {
      with9.updateAt(r.acceleration, r.angularRate, at);
      with9.updateMagnetometerAt(r.magneticField, at);
      without.updateAt(r.acceleration, r.angularRate, at);
    }
    expect(with9.quaternion()).toStrictEqual(without.quaternion());
    expect(without.quaternion9D()).toStrictEqual(without.quaternion());
    expect(without.magneticallyDisturbed).toBe(true);
  });

  it('points its 9-axis y to magnetic north at its first sample', () => {
    const filter = new Vqf(100);
    filter.update(0, 0, 9.81, 0, 0, 0);
    // The sensor's x points north.
    filter.updateMagnetometer(16, 0, -42);
    const [w, x, y, z] = filter.quaternion9D();
    expect([w, x, y, z]).toEqual(
      [Math.SQRT1_2, 0, 0, Math.SQRT1_2].map((v) => expect.closeTo(v, 12)),
    );
  });

  it('takes three zeros for a field that was not measured', () => {
    const filter = new Vqf(100);
    filter.update(0, 0, 9.81, 0, 0, 0);
    filter.updateMagnetometer(16, 0, -42);
    const heading = filter.headingRad;
    filter.update(0, 0, 9.81, 0, 0, 0);
    filter.updateMagnetometer(0, 0, 0);
    expect(filter.headingRad).toBe(heading);
  });

  it('stays finite at 5 Hz, where the field comes more slowly than its low-pass', () => {
    const r = turningSensor({ rateHz: 5, seconds: 60 });
    const filter = new Vqf(5);
    for (let at = 0; at < r.acceleration.length; at += 3) {
      filter.updateAt(r.acceleration, r.angularRate, at);
      filter.updateMagnetometerAt(r.magneticField, at);
    }
    expect(Math.hypot(...filter.quaternion9D())).toBeCloseTo(1, 9);
    expect(filter.magneticallyDisturbed).toBe(false);
  });
});

describe('Vqf beside a piece of iron', () => {
  const RATE_HZ = 100;
  const IRON: Vec3 = [20, 0, 5];
  const bent: Vec3 = [EARTH_FIELD[0] + IRON[0], EARTH_FIELD[1] + IRON[1], EARTH_FIELD[2] + IRON[2]];

  /** Largest error of the 9-axis attitude from `fromS` on, deg, and when disturbance was told, s. */
  function run(iron: (timeS: number) => boolean, fromS: number, settings = DEFAULT_ORIENTATION) {
    const fieldAt = (t: number): Vec3 => (iron(t) ? bent : EARTH_FIELD);
    const r = turningSensor({ rateHz: RATE_HZ, seconds: 140, fieldAt });
    const filter = new Vqf(RATE_HZ, settings);
    const disturbedS: number[] = [];
    let worstDeg = 0;
    r.truth.forEach((truth, i) => {
      filter.updateAt(r.acceleration, r.angularRate, 3 * i);
      filter.updateMagnetometerAt(r.magneticField, 3 * i);
      if (i < fromS * RATE_HZ) return;
      worstDeg = Math.max(worstDeg, angleBetweenDeg(filter.quaternion9D(), truth));
      if (filter.magneticallyDisturbed) disturbedS.push(i / RATE_HZ);
    });
    return { worstDeg, disturbedS };
  }

  it('is not dragged along by a field that is bent for 10 s', () => {
    const { worstDeg, disturbedS } = run((t) => t >= 60 && t < 70, 40);
    expect(worstDeg).toBeLessThan(2);
    expect(disturbedS[0]).toBeGreaterThanOrEqual(60);
    expect(disturbedS[0]).toBeLessThan(60.2);
    expect(disturbedS.at(-1)).toBeGreaterThan(69.9);
    expect(disturbedS.at(-1)).toBeLessThan(70.7);
  });

  it('would be dragged along if every field counted as undisturbed', () => {
    const trusting = {
      ...DEFAULT_ORIENTATION,
      magneticNormThreshold: 1,
      magneticDipThresholdDeg: 180,
    };
    expect(run((t) => t >= 60 && t < 70, 40, trusting).worstDeg).toBeGreaterThan(20);
  });

  it('accepts another field after 20 s of turning in it', () => {
    // Half of the time is turning, some of it slower than what counts.
    const { disturbedS } = run((t) => t >= 60, 60);
    expect(disturbedS.at(-1)).toBeGreaterThan(60 + 20);
    expect(disturbedS.at(-1)).toBeLessThan(60 + 60);
  });
});
