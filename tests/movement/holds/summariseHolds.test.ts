import { describe, expect, it } from 'vitest';
import type { Hold } from '../../../src/model/hold.ts';
import { summariseHolds } from '../../../src/movement/holds/summariseHolds.ts';

const HOLD: Hold = {
  kind: 'balance',
  number: 1,
  side: 'right',
  startUs: 0,
  endUs: 10e6,
  holdS: 10,
  endedBy: 'footDown',
  touchDowns: 0,
  shankLeanRmsDeg: 1,
  shankLeanRangeDeg: 4,
  shankLeanMeanRateDps: 2,
  shankTiltRmsDeg: 2,
  shankTiltRangeDeg: 6,
  shankTiltMeanRateDps: 3,
  ellipseDeg2: 30,
  inZonePct: 90,
  meanKneeValgusDeg: 1,
  footRollRmsDeg: null,
  peakShankTiltDeg: null,
  heelDown: null,
  quality: 'ok',
  confidence: 1,
};

const TRIAL: Hold = { ...HOLD, kind: 'kneeToWall', shankLeanRmsDeg: null, inZonePct: null };

describe('holds in short', () => {
  it('are told per leg, and right less left', () => {
    const { sides, symmetry } = summariseHolds(
      [
        { ...HOLD, holdS: 20, touchDowns: 1 },
        { ...HOLD, holdS: 10, touchDowns: 2, shankLeanRmsDeg: 2 },
        { ...HOLD, side: 'left', holdS: 12, shankLeanRmsDeg: 4 },
        { ...HOLD, side: 'left', holdS: 0.9, shankLeanRmsDeg: null, endedBy: 'dataLost' },
        { ...HOLD, kind: 'halfKneeling', holdS: 99 },
      ],
      'balance',
    );
    expect(sides.right).toMatchObject({ holds: 2, bestHoldS: 20, meanHoldS: 15, touchDowns: 3 });
    expect(sides.right).toMatchObject({ meanShankLeanRmsDeg: 1.5, meanInZonePct: 90, notOk: 0 });
    expect(sides.left).toMatchObject({ holds: 1, meanHoldS: 12, notOk: 1, heelSeenDown: null });
    expect(symmetry).toMatchObject({ meanHoldS: 3, shankLeanRmsDeg: -2.5, holdLsiPct: 80 });
    expect(symmetry.meanPeakShankTiltDeg).toBeNull();
  });

  it('leave out bad data, and compare nothing with nothing', () => {
    const summary = summariseHolds([{ ...HOLD, quality: 'headingStale' }], 'balance');
    expect(summary.sides.right).toMatchObject({ holds: 0, bestHoldS: null, notOk: 1 });
    expect(Object.values(summary.symmetry)).toEqual([null, null, null, null]);
  });

  it('of the knee to the wall are the deepest and the mean, and say whether heels were seen', () => {
    const trials: Hold[] = [
      ...[40, 42, 41].map((peakShankTiltDeg) => {
        return { ...TRIAL, peakShankTiltDeg, heelDown: 'seen' } as const;
      }),
      { ...TRIAL, side: 'left', peakShankTiltDeg: 36, heelDown: 'seen' },
      { ...TRIAL, side: 'left', peakShankTiltDeg: 38, heelDown: 'assumed' },
    ];
    const { sides, symmetry } = summariseHolds(trials, 'kneeToWall');
    expect(sides.right).toMatchObject({ bestPeakShankTiltDeg: 42, meanPeakShankTiltDeg: 41 });
    expect(sides.right.heelSeenDown).toBe(true);
    expect(sides.left).toMatchObject({ bestPeakShankTiltDeg: 38, heelSeenDown: false });
    expect(symmetry.meanPeakShankTiltDeg).toBe(4);
  });
});
