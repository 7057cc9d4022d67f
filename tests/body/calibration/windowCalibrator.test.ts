import { beforeAll, describe, expect, it } from 'vitest';
import type { CalibrationLegInput } from '../../../src/body/calibration/calibrationLegInput.ts';
import { Calibrator } from '../../../src/body/calibration/calibrator.ts';
import { WindowCalibrator } from '../../../src/body/calibration/windowCalibrator.ts';
import { DEG_PER_RAD, wrapAngle } from '../../../src/geometry/angles.ts';
import { quatConjugate, quatMultiply } from '../../../src/geometry/quaternion.ts';
import type { Calibration, CalibrationWindows } from '../../../src/model/calibration.ts';
import { calibrationFrames, RATE_HZ, wear } from './wornSensors.ts';

type Frames = readonly (readonly CalibrationLegInput[] | null)[];

function windows(
  standing: readonly [number, number],
  functional: readonly [number, number],
  method: CalibrationWindows['method'] = 'givenWindows',
): CalibrationWindows {
  const us = ([from, to]: readonly [number, number]) => ({ fromUs: from * 1e6, toUs: to * 1e6 });
  return { standing: us(standing), functional: us(functional), method };
}

function calibrateOn(frames: Frames, given: CalibrationWindows): Calibration | null | 'pending' {
  const calibrator = new WindowCalibrator(RATE_HZ, given, 'cal-1');
  for (const [i, legs] of frames.entries()) {
    const found = calibrator.step(legs ?? [], (i * 1e6) / RATE_HZ);
    if (found !== 'pending') return found;
  }
  return 'pending';
}

function calibrationOf(found: Calibration | null | 'pending'): Calibration {
  if (found === null || found === 'pending') throw new Error(`no calibration: ${found}`);
  return found;
}

let frames: CalibrationLegInput[][];

beforeAll(() => {
  frames = calibrationFrames(wear({ seed: 2, reps: 0 }));
});

describe('calibrating on named stretches', () => {
  it('finds the same axes as when it looks for the movement itself', () => {
    const live = new Calibrator(RATE_HZ, 1);
    const steps = frames.map((legs, i) => live.step(legs, i * 10_000));
    const auto = calibrationOf(steps.find((step) => step?.calibration)?.calibration ?? null);
    const named = calibrationOf(calibrateOn(frames, windows([1, 5], [5, 22])));
    expect(named).toMatchObject({ method: 'givenWindows', verdict: 'good', standingS: 4 });
    for (const [i, leg] of named.legs.entries()) {
      for (const segment of ['thigh', 'shank'] as const) {
        const [w] = quatMultiply(
          quatConjugate(leg[segment].segmentToSensor),
          auto.legs[i][segment].segmentToSensor,
        );
        // Both look at the same squats; the standing differs by a second of sway.
        expect(2 * Math.acos(Math.min(1, Math.abs(w))) * DEG_PER_RAD).toBeLessThan(1);
      }
    }
  });

  it('is pending until both have passed', () => {
    expect(calibrateOn(frames.slice(0, 2199), windows([1, 5], [5, 22]))).toBe('pending');
  });

  it('gives none where too little was delivered in them', () => {
    const silent = frames.map((legs, i) => (i < 460 ? null : legs));
    expect(calibrateOn(silent, windows([1, 5], [5, 22]))).toBeNull();
    expect(calibrateOn(frames, windows([1, 5], [5, 6.9]))).toBeNull();
  });

  it('calibrates the leg that was there in both, whatever the other did', () => {
    const both = calibrationOf(calibrateOn(frames, windows([1, 5], [5, 22])));
    const leftAway = frames.map((legs, i) => (i < 300 || i >= 900 ? legs.slice(0, 1) : legs));
    const { legs, reasons } = calibrationOf(calibrateOn(leftAway, windows([1, 3], [5, 22])));
    expect(legs.map(({ side }) => side)).toEqual(['right']);
    expect(legs[0].axisShare).toBeCloseTo(both.legs[0].axisShare, 2);
    expect(reasons.join()).toContain('only 2.0 s of standing');
  });

  it.each([5, 7.4, 8.3, 9.5, 11.2])(
    'knows flexion from extension when the movement begins in the middle, at %f s',
    (from) => {
      const { legs } = calibrationOf(calibrateOn(frames, windows([1, 4.5], [from, 22])));
      const whole = calibrationOf(calibrateOn(frames, windows([1, 4.5], [4.5, 22])));
      for (const [i, leg] of legs.entries()) {
        const apart = wrapAngle(leg.legForwardRad - whole.legs[i].legForwardRad);
        expect(Math.abs(apart) * DEG_PER_RAD).toBeLessThan(5);
      }
    },
  );

  it('is redo when the standing was none, and gives its axes all the same', () => {
    const found = calibrationOf(calibrateOn(frames, windows([8, 14], [8, 22])));
    expect(found.verdict).toBe('redo');
    expect(found.reasons.join()).toContain('of the standing was not still');
    expect(found.legs).toHaveLength(2);
  });

  it('is redo and refines nothing on the assessed movement', () => {
    const found = calibrationOf(calibrateOn(frames, windows([1, 5], [5, 22], 'assessedMovement')));
    expect(found).toMatchObject({ method: 'assessedMovement', verdict: 'redo' });
    for (const leg of found.legs) {
      expect(leg).toMatchObject({ refinement: 'none', refinementDeg: [0, 0] });
    }
  });
});
