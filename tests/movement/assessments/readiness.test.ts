import { describe, expect, it } from 'vitest';
import type { AssessmentId } from '../../../src/model/assessment.ts';
import type { Placement } from '../../../src/model/placement.ts';
import { DEFAULT_SETTINGS, type SubjectSettings } from '../../../src/model/settings.ts';
import { assessmentOf } from '../../../src/movement/assessments/assessments.ts';
import { readiness, type WornSensor } from '../../../src/movement/assessments/readiness.ts';

const worn = (rateHz: number, ...placements: Placement[]): WornSensor[] =>
  placements.map((placement) => ({ placement, rateHz }));
const RIGHT = ['right_thigh', 'right_shank'] as const;
const BOTH = [...RIGHT, 'left_thigh', 'left_shank'] as const;

describe('readiness for an assessment', () => {
  it('is full with thigh and shank of both legs at the rate it needs', () => {
    const good = { calibration: 'good' } as const;
    expect(readiness(assessmentOf('overheadSquat'), worn(60, ...BOTH), good)).toEqual({
      state: 'ready',
      missing: [],
      works: ['this gives both knees, left against right'],
      mind: [],
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

  it('takes a rate that is counted a packet short for what it is set to', () => {
    const counted = readiness(assessmentOf('dropVerticalJump'), worn(115, ...BOTH));
    expect(counted.state).toBe('ready');
    expect(readiness(assessmentOf('dropVerticalJump'), worn(113, ...BOTH)).state).toBe('partly');
  });

  it.each([
    [undefined, 'ready', [], ['calibrate when the session begins']],
    [null, 'notReady', ['calibrate: stand still'], []],
    ['redo', 'partly', ['calibrate again, the last was not sound'], []],
    ['usable', 'ready', [], ['the calibration is usable, not good']],
  ] as const)('with the calibration %s is %s', (calibration, state, missing, mind) => {
    const facts = calibration === undefined ? {} : { calibration };
    const found = readiness(assessmentOf('gait'), worn(100, ...BOTH), facts);
    expect(found.state).toBe(state);
    expect(found.works.length > 0).toBe(state !== 'notReady');
    for (const [i, words] of missing.entries()) expect(found.missing[i]).toContain(words);
    for (const [i, words] of mind.entries()) expect(found.mind[i]).toContain(words);
    expect([found.missing.length, found.mind.length]).toEqual([missing.length, mind.length]);
  });

  it('tells which facts of the body are the defaults, where figures rest on them', () => {
    const { subject } = DEFAULT_SETTINGS;
    const mindOf = (id: AssessmentId, given: SubjectSettings) =>
      readiness(assessmentOf(id), worn(200, ...BOTH), { calibration: 'good', subject: given }).mind;
    expect(mindOf('lateralStepDown', subject)).toEqual([
      expect.stringContaining('for a height of 1.75 m'),
      expect.stringContaining('taken to point 7° outward'),
    ]);
    const measured = { ...subject, shankLengthM: 0.4, toeOutDeg: { right: 7, left: 5 } };
    expect(mindOf('lateralStepDown', measured)).toEqual([]);
    expect(mindOf('gait', subject)).toEqual([]);
  });
});
