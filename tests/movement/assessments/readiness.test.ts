import { describe, expect, it } from 'vitest';
import type { Placement } from '../../../src/model/placement.ts';
import { assessmentOf } from '../../../src/movement/assessments/assessments.ts';
import { readiness, type WornSensor } from '../../../src/movement/assessments/readiness.ts';

const worn = (rateHz: number, ...placements: Placement[]): WornSensor[] =>
  placements.map((placement) => ({ placement, rateHz }));
const RIGHT = ['right_thigh', 'right_shank'] as const;
const BOTH = [...RIGHT, 'left_thigh', 'left_shank'] as const;

describe('readiness for an assessment', () => {
  it('is full with thigh and shank of both legs at the rate it needs', () => {
    expect(readiness(assessmentOf('overheadSquat'), worn(60, ...BOTH))).toEqual({
      state: 'ready',
      missing: [],
      works: ['this gives both knees, left against right'],
      legs: ['right', 'left'],
    });
  });

  it('names each sensor that is missing, and what works without it', () => {
    const { state, missing, works, legs } = readiness(
      assessmentOf('overheadSquat'),
      worn(100, ...RIGHT, 'left_thigh'),
    );
    expect(state).toBe('partly');
    expect(missing).toEqual(['wear a sensor on the left shank']);
    expect(works).toEqual(['this gives the knee of one leg (right)']);
    expect(legs).toEqual(['right']);
  });

  it('names all of them where nothing is worn', () => {
    const { state, missing, works } = readiness(assessmentOf('gait'), []);
    expect(state).toBe('notReady');
    expect(missing).toHaveLength(4);
    expect(works).toEqual([]);
  });

  it('tells the rate of a sensor that is too slow, and what is measured all the same', () => {
    const sensors = [
      ...worn(200, 'right_thigh', 'left_thigh', 'left_shank'),
      ...worn(60, 'right_shank'),
    ];
    const { state, missing, works } = readiness(assessmentOf('dropVerticalJump'), sensors);
    expect(state).toBe('partly');
    expect(missing).toEqual(['landings need 120 samples/s or more; the right shank sends 60']);
    expect(works[1]).toContain('contact and impact are not assessed');
  });

  it('needs a shank alone for the knee to the wall', () => {
    const one = readiness(assessmentOf('weightBearingLunge'), worn(60, 'left_shank'));
    expect(one).toMatchObject({ state: 'partly', legs: ['left'] });
    const both = readiness(
      assessmentOf('weightBearingLunge'),
      worn(60, 'left_shank', 'right_shank'),
    );
    expect(both.state).toBe('ready');
  });
});
