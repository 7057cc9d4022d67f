import { describe, expect, it } from 'vitest';
import { gaitRows, holdRows } from '../../src/cli/movementRows.ts';
import type { GaitSummary } from '../../src/model/gait.ts';
import { summariseHolds } from '../../src/movement/holds/summariseHolds.ts';
import { hold } from '../movement/programme/history.ts';

const WALK: GaitSummary = {
  cadencePerMin: 109.4,
  sides: [
    {
      side: 'right',
      strideS: { n: 22, mean: 1.097, sd: 0.021 },
      strideCvPct: 1.9,
      stancePct: { n: 22, mean: 60.4, sd: 1.2 },
      loadingFlexionDeg: { n: 22, mean: 18.3, sd: 2 },
      swingFlexionDeg: null,
      frontal: 'exploratory',
      valgusPeakStanceDeg: null,
      valgusRangeStanceDeg: null,
      shankLeanMidStanceDeg: null,
    },
  ],
  stepS: {
    right: { n: 21, mean: 0.552, sd: 0.01 },
    left: { n: 21, mean: 0.545, sd: 0.01 },
    symmetryPct: 1.28,
  },
  notOk: 0,
  isShort: false,
};

describe('the rows of a walk', () => {
  it('have cadence, strides with their scatter, and steps right against left', () => {
    expect(gaitRows(WALK)).toEqual([
      ['cadence', '109 steps/min'],
      [
        'right stride',
        '1.10 s (SD 0.02) in 22, which vary by 1.9 %; stance 60.4 % (SD 1.2); flexion in loading 18.3° (SD 2.0)',
      ],
      ['step time', 'right 0.552 s, left 0.545 s; right against left +1.3 %'],
    ]);
  });

  it('say when there are few strides, and nothing of steps with one leg', () => {
    const rows = gaitRows({ ...WALK, stepS: null, isShort: true });
    expect(rows[0][1]).toBe('109 steps/min; steady figures want 20 strides of a leg');
    expect(rows).toHaveLength(2);
  });
});

describe('the rows of holds', () => {
  it('of the knee to the wall have the tilt and whether the heel was seen', () => {
    const trial = { kind: 'kneeToWall', heelDown: 'seen' } as const;
    const rows = holdRows(
      summariseHolds(
        [
          hold('right', { ...trial, peakShankTiltDeg: 40 }),
          hold('right', { ...trial, peakShankTiltDeg: 42 }),
          hold('left', { ...trial, peakShankTiltDeg: 38, heelDown: 'assumed' }),
        ],
        'kneeToWall',
      ),
    );
    expect(rows).toEqual([
      [
        'knee to wall, right',
        '2 trials; shank tilt 42.0° at most, 41.0° in the mean; heel seen down',
      ],
      [
        'knee to wall, left',
        '1 trial; shank tilt 38.0° at most, 38.0° in the mean; heel taken to be down',
      ],
      ['right less left', '+3.0° of tilt'],
    ]);
  });

  it('say of a leg on bad data alone that its holds are left out', () => {
    const rows = holdRows(summariseHolds([hold('left', { quality: 'slip' })], 'balance'));
    expect(rows).toEqual([['on one leg, left', '1 left out, not on sound data']]);
  });
});
