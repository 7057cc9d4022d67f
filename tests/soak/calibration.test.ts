import { describe, expect, it } from 'vitest';
import { AXIS_KINDS, axisErrorRun } from './axisErrors.ts';
import { calibrationRun, RUN_KINDS } from './calibrationRuns.ts';

/** A few of the thousand runs of `npm run soak -- calibration`: seeds of their own, all must hold. */
const SEEDS = [2001, 2002];
/** Enough that some of the axes are off by 6°. */
const AXIS_SEEDS = [2001, 2002, 2003, 2004, 2005];

describe.each(RUN_KINDS)('sensors worn: %s', (kind) => {
  it('is found, and nothing else is', { timeout: 60_000 }, () => {
    for (const seed of SEEDS) {
      const outcome = calibrationRun(kind, seed);
      expect(outcome, `seed ${seed}`).toMatchObject({ found: true, falseAlarm: false });
    }
  });
});

it('swapped sensors are found where they make the squats look shallow', { timeout: 60_000 }, () => {
  expect(calibrationRun('swap', 10)).toMatchObject({ found: true, falseAlarm: false });
});

describe.each(AXIS_KINDS)('axes of a calibration: %s', (kind) => {
  it('are not called good where one is 6° off', { timeout: 60_000 }, () => {
    const runs = AXIS_SEEDS.flatMap((seed) => axisErrorRun(kind, seed) ?? []);
    for (const run of runs) {
      expect(run.verdict === 'good' && run.worstErrorDeg >= 6).toBe(false);
    }
    // It cannot pass by calling nothing good, nor by having nothing wrong to judge.
    if (kind === 'nominal') expect(runs.some(({ verdict }) => verdict === 'good')).toBe(true);
    else expect(runs.some(({ worstErrorDeg }) => worstErrorDeg >= 6)).toBe(true);
  });
});
