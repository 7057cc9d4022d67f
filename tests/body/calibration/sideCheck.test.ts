import { describe, expect, it } from 'vitest';
import { SideCheck } from '../../../src/body/calibration/sideCheck.ts';
import type { SensorState } from '../../../src/body/sensorState.ts';
import { RAD_PER_DEG } from '../../../src/geometry/angles.ts';
import { SIDES, type Side } from '../../../src/model/placement.ts';

const RATE_HZ = 100;

function turned(deg: number, rateDps: number): SensorState {
  const half = (deg * RAD_PER_DEG) / 2;
  return {
    orientation: [Math.cos(half), Math.sin(half), 0, 0],
    acceleration: [0, 0, 9.8],
    angularRate: [rateDps * RAD_PER_DEG, 0, 0],
    gyroBias: [0, 0, 0],
    quality: 0,
  };
}

/** Frames of a lift within one second to `deg`, the other leg to `otherDeg`. */
function outcome(lifted: Side, deg: number, otherDeg = 0): string | undefined {
  const check = new SideCheck(RATE_HZ);
  for (let i = 0; i < 20 * RATE_HZ; i++) {
    const t = i / RATE_HZ - 2;
    const on = t > 0 && t < 1;
    const share = on ? Math.sin(Math.PI * t) ** 2 : 0;
    const rate = on ? Math.PI * Math.sin(2 * Math.PI * t) : 0;
    const step = check.step(
      SIDES.map((side) => {
        const size = side === lifted ? deg : otherDeg;
        return { side, thigh: turned(size * share, size * rate), shank: turned(0, size * rate) };
      }),
    );
    if (step) return step.result;
  }
  return undefined;
}

describe('the check of right and left', () => {
  it('is right where the right leg moved alone, and swapped where the left did', () => {
    expect(outcome('right', 60)).toBe('right');
    expect(outcome('left', 60)).toBe('swapped');
  });

  it('stays unclear where both moved, as in a squat', () => {
    expect(outcome('right', 60, 60)).toBe('unclear');
  });

  it('stays unclear after 15 s of nothing, or of too little', () => {
    expect(outcome('right', 0)).toBe('unclear');
    expect(outcome('right', 15)).toBe('unclear');
  });
});
