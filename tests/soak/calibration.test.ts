import { describe, expect, it } from 'vitest';
import { calibrationRun, RUN_KINDS } from './calibrationRuns.ts';

/** A few of the thousand runs of `npm run soak -- calibration`: seeds of their own, all must hold. */
const SEEDS = [2001, 2002, 2003];

describe.each(RUN_KINDS)('sensors worn: %s', (kind) => {
  it('is found, and nothing else is', { timeout: 60_000 }, () => {
    for (const seed of SEEDS) {
      const outcome = calibrationRun(kind, seed);
      expect(outcome, `seed ${seed}`).toMatchObject({ found: true, falseAlarm: false });
    }
  });
});
