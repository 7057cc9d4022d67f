import { describe, expect, it } from 'vitest';
import { simulateSquatSession } from '../../../src/simulator/squatSession.ts';
import { simulateGaitSession } from '../../../src/simulator/tasks/gaitSession.ts';
import { simulateLandingSession } from '../../../src/simulator/tasks/landingSession.ts';
import { eventsOf, scoreHolds } from './simulatedHolds.ts';

/** Of foot up and foot down; the foot is up, for the truth, once its ankle is 6 cm higher. */
const TIME_S = 0.2;
const RMS_DEG = 0.3;

describe('simulated holds on one leg, sensors in any mounting', () => {
  it.each([
    [1, 'right', 1, 0],
    [2, 'left', 3.5, 2],
  ] as const)('seed %i, %s: by %f° of unrest with %i touches', (seed, stanceSide, unrestDeg, n) => {
    const { errors, wrong } = scoreHolds({
      seed,
      stanceSide,
      unrestDeg,
      touchDowns: n,
      holds: 1,
      holdS: 8,
    });
    expect(wrong).toBe('');
    for (const error of errors) {
      expect(Math.abs(error.startS)).toBeLessThan(TIME_S);
      expect(Math.abs(error.endS)).toBeLessThan(TIME_S);
      expect(Math.abs(error.leanRmsDeg)).toBeLessThan(RMS_DEG);
      expect(Math.abs(error.tiltRmsDeg)).toBeLessThan(RMS_DEG);
      const rmsDeg = error.hold.shankLeanRmsDeg ?? Number.NaN;
      // 8 s of sway at 0.4 Hz scatter by a third; good and poor lie further apart than that.
      if (unrestDeg === 1) expect(rmsDeg).toBeLessThan(1.5);
      else expect(rmsDeg).toBeGreaterThan(2);
    }
  });

  it.each([
    ['squats', () => simulateSquatSession({ seed: 3, reps: 5 })],
    ['walking', () => simulateGaitSession({ seed: 3, strides: 12 })],
    ['landings', () => simulateLandingSession({ seed: 3, landings: 3 })],
  ])('are none in %s', (_, simulate) => {
    const types = eventsOf(simulate(), 'balance').map(({ type }) => type);
    expect(types).toContain('calibration');
    expect(types).not.toContain('hold');
  });
});
