import { describe, expect, it } from 'vitest';
import { DEG_PER_RAD } from '../../src/geometry/angles.ts';
import { IDENTITY, multiply, transpose } from '../../src/geometry/rotation.ts';
import { FaultyMount, NO_MOUNT_FAULTS, wornAt } from '../../src/simulator/mountFaults.ts';

const MOUNT = { positionM: [0, 0, 0], rotation: IDENTITY } as const;
const STILL = { specificForce: [0, 9.8, 0], angularRate: [0, 0, 0] } as const;

describe('sensors worn wrongly', () => {
  it('sit on the other segment, or the other leg, and the rest where it is said', () => {
    const swapped = { ...NO_MOUNT_FAULTS, swappedLegs: ['right'] as const };
    expect(wornAt('right_thigh', swapped)).toBe('right_shank');
    expect(wornAt('right_shank', swapped)).toBe('right_thigh');
    expect(wornAt('left_thigh', swapped)).toBe('left_thigh');
    const mirrored = { ...NO_MOUNT_FAULTS, sidesSwapped: true };
    expect(wornAt('left_shank', mirrored)).toBe('right_shank');
    expect(wornAt('pelvis', mirrored)).toBe('pelvis');
  });

  it('feel their own turn when they slip: the rate integrates to the angle', () => {
    const slips = [{ placement: 'left_shank', atS: 1, deg: 12, aboutAxis: [0, 2, 0] }] as const;
    const mount = new FaultyMount(MOUNT, 'left_shank', { ...NO_MOUNT_FAULTS, slips });
    let angle = 0;
    // Midpoint rule over 0.3 s in steps of 1 ms: its error is far below 0.001°.
    for (let i = 0; i < 400; i++)
      angle += mount.withSlip(STILL, 0.95 + (i + 0.5) / 1000).angularRate[1] / 1000;
    expect(angle * DEG_PER_RAD).toBeCloseTo(12, 3);
    const turn = multiply(mount.at(2).rotation, transpose(mount.at(0).rotation));
    expect(Math.acos((turn[0] + turn[4] + turn[8] - 1) / 2) * DEG_PER_RAD).toBeCloseTo(12, 9);
  });

  it('point their up axis to the feet when upside down', () => {
    const faults = { ...NO_MOUNT_FAULTS, upsideDown: ['right_thigh'] as const };
    expect(new FaultyMount(MOUNT, 'right_thigh', faults).at(0).rotation[4]).toBeCloseTo(-1, 12);
    expect(new FaultyMount(MOUNT, 'left_thigh', faults).at(0).rotation[4]).toBe(1);
  });
});
