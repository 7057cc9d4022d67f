import { describe, expect, it } from 'vitest';
import { CUE_HEADLINES, cueRun } from './cueRuns.ts';
import { RULE_P95_MS, TRANSPORT_P95_MS, tallied } from './cues.ts';

const REPS = 13;

/** The short form of `npm run soak -- cues` (O12, p95 in time and none wrong): with so few reps a single wrong one is too many. */
describe('cues on simulated people', () => {
  it.each(CUE_HEADLINES)('by %s are on the reps that are due one, in time', (headline) => {
    const { neutral, falseCues, due, missed, stray, ruleMs, transportMs } = tallied([
      cueRun(8, headline, REPS, 'truth'),
    ]);
    expect([neutral, due, ruleMs.length, transportMs.length]).toEqual([6, 6, 6, 6]);
    expect({ falseCues, missed, stray }).toEqual({ falseCues: 0, missed: 0, stray: 0 });
    expect(Math.max(...ruleMs)).toBeLessThanOrEqual(RULE_P95_MS);
    expect(Math.max(...transportMs)).toBeLessThanOrEqual(TRANSPORT_P95_MS);
  });

  it('come out the same when the session is heard again', () => {
    const [a, b] = [0, 1].map(() => cueRun(3, 'kneeMedialDeviation', 5, 'truth'));
    expect(a).toEqual(b);
  });
});
