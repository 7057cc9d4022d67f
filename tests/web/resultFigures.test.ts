import { describe, expect, it } from 'vitest';
import { resultFigures } from '../../dashboards/live/src/store/resultFigures.ts';
import { EMPTY_SNAPSHOT } from '../../src/stream/snapshotKeeper.ts';
import { holdOf, landingOf, strideOf } from '../movement/otherResults.ts';

const rowOf = (figures: ReturnType<typeof resultFigures>, label: string) =>
  figures.rows.find((row) => row.label === label);

describe('what a set of something else came to', () => {
  it('counts landings on sound data and tells the last one', () => {
    const landings = [landingOf(1), landingOf(2, { counted: false }), landingOf(3)];
    const figures = resultFigures('landings', { ...EMPTY_SNAPSHOT, landings }, 'deg');
    expect(figures).toMatchObject({ count: 2, noun: 'landings', note: '1 not counted' });
    expect(rowOf(figures, 'Knee, furthest in')).toMatchObject({ left: '11° slightly in' });
    expect(rowOf(figures, 'Jump height')).toMatchObject({ both: '30 cm' });
    expect(rowOf(figures, 'Time on the floor')).toMatchObject({ both: '0.31 s' });
    expect(rowOf(figures, 'Feet apart in time')).toMatchObject({ both: '12 ms, left first' });
  });

  it('counts landings that are no longer kept', () => {
    const landings = [landingOf(11), landingOf(12)];
    expect(resultFigures('landings', { ...EMPTY_SNAPSHOT, landings }, 'deg').count).toBe(12);
  });

  it('tells holds of each leg, and none of a leg that has none', () => {
    const holds = [holdOf('left', 1), holdOf('left', 2, { holdS: 9.26, endedBy: 'timeout' })];
    const figures = resultFigures('holds', { ...EMPTY_SNAPSHOT, holds }, 'deg');
    expect(figures).toMatchObject({ count: 2, noun: 'holds', note: '' });
    expect(rowOf(figures, 'Held')).toMatchObject({ left: '9.3 s', right: '–' });
    expect(rowOf(figures, 'Longest')).toMatchObject({ left: '14.0 s' });
    expect(rowOf(figures, 'In zone')).toMatchObject({ left: '91 %' });
    expect(rowOf(figures, 'Ended by')).toMatchObject({ left: 'full time', right: '–' });
  });

  it('tells the knee to the wall by its tilt, and whether the heel was seen', () => {
    const wall = { kind: 'kneeToWall', peakShankTiltDeg: 38.4, heelDown: 'assumed' } as const;
    const holds = [holdOf('right', 1, wall)];
    const figures = resultFigures('holds', { ...EMPTY_SNAPSHOT, holds }, 'deg');
    expect(figures.noun).toBe('trials');
    expect(rowOf(figures, 'Shank forward')).toMatchObject({ right: '38°' });
    expect(rowOf(figures, 'Heel')).toMatchObject({ right: 'not seen' });
  });

  it('counts the strides of both legs by their numbers', () => {
    const strides = [strideOf('left', 44), strideOf('right', 45)];
    const figures = resultFigures('strides', { ...EMPTY_SNAPSHOT, strides }, 'deg');
    expect(figures).toMatchObject({ count: 89, noun: 'strides' });
    expect(rowOf(figures, 'Stance')).toMatchObject({ left: '61 %', right: '61 %' });
  });

  it('is there before the first', () => {
    for (const kind of ['landings', 'holds', 'strides'] as const) {
      const { count, rows } = resultFigures(kind, EMPTY_SNAPSHOT, 'deg');
      expect(count).toBe(0);
      expect(rows.length).toBeGreaterThan(0);
    }
  });
});
