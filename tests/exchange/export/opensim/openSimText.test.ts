import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  motionHead,
  motionRow,
  orientationsHead,
  orientationsRow,
} from '../../../../src/exchange/export/opensim/openSimText.ts';
import { type Quat, quatNormalize } from '../../../../src/geometry/quaternion.ts';
import { readOpenSim } from './openSimFile.ts';

const part = fc.double({ min: -1, max: 1, noNaN: true });
const quat = fc
  .tuple(part, part, part, part)
  .filter((q) => Math.hypot(...q) > 0.01)
  .map((q): Quat => quatNormalize(q));
const angle = fc.double({ min: -360, max: 360, noNaN: true });
/** Times of a clock of 100 Hz that may begin before zero. */
const firstRow = fc.integer({ min: -10, max: 1_000_000 });

describe('the text files of OpenSim', () => {
  it('give every quaternion back to half of their last digit', () => {
    const rows = fc.array(fc.tuple(quat, quat), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(firstRow, rows, (first, quats) => {
        const text =
          orientationsHead(100, ['femur_r_imu', 'tibia_r_imu']) +
          quats.map((row, i) => orientationsRow((first + i) / 100, row)).join('');
        const file = readOpenSim(text);
        expect(file.labels).toEqual(['femur_r_imu', 'tibia_r_imu']);
        expect(file.timeS).toEqual(quats.map((_, i) => (first + i) / 100));
        for (const [i, row] of quats.entries()) {
          for (const [k, q] of row.entries()) {
            for (const [j, value] of q.entries()) {
              expect(Math.abs(file.rows[i][k][j] - value)).toBeLessThanOrEqual(0.51e-9);
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('give every angle back to half of a millionth of a degree, with counts that fit', () => {
    const rows = fc.array(fc.tuple(angle, angle, angle), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(firstRow, rows, (first, angles) => {
        const text =
          motionHead(angles.length, ['hip_flexion_l', 'knee_angle_l', 'ankle_angle_l']) +
          angles.map((row, i) => motionRow((first + i) / 100, row)).join('');
        const file = readOpenSim(text);
        expect(file.header.get('nColumns')).toBe('4');
        for (const [i, row] of angles.entries()) {
          for (const [k, value] of row.entries()) {
            expect(Math.abs(file.rows[i][k][0] - value)).toBeLessThanOrEqual(0.51e-6);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
