import { describe, expect, it } from 'vitest';
import { DEG_PER_RAD } from '../../src/geometry/angles.ts';
import { quatConjugate, quatMultiply } from '../../src/geometry/quaternion.ts';
import { Vqf } from '../../src/orientation/vqf.ts';
import { REAL_DATA_NOTE, REAL_DATA_PRESENT, readTable } from '../tools/realData.ts';

const BROAD_RATE_HZ = 285.7142857142857;

describe.skipIf(!REAL_DATA_PRESENT)(`Vqf on the BROAD recordings${REAL_DATA_NOTE}`, () => {
  // Inclination RMSE of the published implementation on these rows, plus 0.01 deg.
  it.each([
    ['02_undisturbed_slow_rotation_B', 0.44],
    ['07_undisturbed_fast_rotation_B', 1.03],
    ['24_disturbed_tapping_A', 0.62],
  ])('%s: agrees with the published implementation to 0.01 deg', (trial, inclinationLimitDeg) => {
    const d = readTable(`broad/${trial}.csv.gz`);
    const reference = readTable(`broad/${trial}.vqf-reference.csv.gz`);
    const filter = new Vqf(BROAD_RATE_HZ);
    let worstDeg = 0;
    let sum = 0;
    let count = 0;
    let k = 0;
    for (let i = 0; i < d.t.length; i++) {
      filter.update(d.ax[i], d.ay[i], d.az[i], d.gx[i], d.gy[i], d.gz[i]);
      const q = filter.quaternion();
      if (reference.row[k] === i) {
        const published = [
          reference.q6_w[k],
          reference.q6_x[k],
          reference.q6_y[k],
          reference.q6_z[k],
        ] as const;
        const e = quatMultiply(q, quatConjugate(published));
        const angle = 2 * Math.atan2(Math.hypot(e[1], e[2], e[3]), Math.abs(e[0])) * DEG_PER_RAD;
        worstDeg = Math.max(worstDeg, angle);
        k++;
      }
      if (d.moving[i] === 1 && !Number.isNaN(d.ref_qw[i])) {
        const truth = [d.ref_qw[i], d.ref_qx[i], d.ref_qy[i], d.ref_qz[i]] as const;
        const e = quatMultiply(q, quatConjugate(truth));
        const inclination = 2 * Math.acos(Math.min(1, Math.hypot(e[0], e[3]))) * DEG_PER_RAD;
        sum += inclination * inclination;
        count++;
      }
    }
    expect(k).toBe(reference.row.length);
    expect(worstDeg).toBeLessThan(0.01);
    expect(Math.sqrt(sum / count)).toBeLessThan(inclinationLimitDeg);
  });
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

  it('levels a tilted sensor at its first sample', () => {
    const filter = new Vqf(100);
    filter.update(9.80665 * Math.sin(0.5), 0, 9.80665 * Math.cos(0.5), 0, 0, 0);
    const [w, x, y, z] = filter.quaternion();
    expect(2 * (x * z + w * y)).toBeCloseTo(-Math.sin(0.5), 12);
  });

  it('refuses a rate that is none', () => {
    expect(() => new Vqf(0)).toThrow('sampling rate 0 Hz');
  });
});
