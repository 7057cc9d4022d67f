import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import type { Task } from '../../src/model/task.ts';
import { simulateBalanceSession } from '../../src/simulator/tasks/balanceSession.ts';
import { simulateKneeToWallSession } from '../../src/simulator/tasks/kneeToWallSession.ts';
import { simulateLungeSession } from '../../src/simulator/tasks/lungeSession.ts';
import { simulateStepDownSession } from '../../src/simulator/tasks/stepDownSession.ts';
import { inputsOf, wholeRun } from '../validate/simulator/simulatedFrames.ts';

const FEW = { rateHz: 50, standingS: 4 } as const;

describe('legs that rest otherwise than in standing', () => {
  it.each([
    ['on one leg', () => simulateBalanceSession({ ...FEW, holds: 1, holdS: 6 })],
    ['on a box', () => simulateStepDownSession({ ...FEW, reps: 1 })],
    ['in split stance', () => simulateLungeSession({ ...FEW, reps: 1 })],
    ['in a short split stance', () => simulateKneeToWallSession({ ...FEW, trials: 1 })],
  ])('are not taken for sensors that slipped: %s', (_where, simulate) => {
    const { frames, events } = wholeRun(inputsOf(simulate()), DEFAULT_SETTINGS);
    expect(events.filter(({ type }) => type === 'calibration')).not.toEqual([]);
    expect(events.flatMap((e) => (e.type === 'fault' ? [e.sentence] : []))).toEqual([]);
    expect(frames.length).toBeGreaterThan(1000);
  });

  it('are not on a leg worn alone either, where the task is known', () => {
    const placements = ['right_thigh', 'right_shank'] as const;
    const heard = () => inputsOf(simulateKneeToWallSession({ ...FEW, trials: 1, placements }));
    const faults = (task: Task) =>
      wholeRun(heard(), { ...DEFAULT_SETTINGS, task }).events.filter(
        ({ type }) => type === 'fault',
      );
    expect(faults('weightBearingLunge')).toEqual([]);
    // A thigh that leans back over an upright shank is what a slip looks like to two sensors.
    expect(faults('bilateralSquat')).not.toEqual([]);
  });
});
