import { describe, expect, it } from 'vitest';
import { TrialCourse } from '../../src/model/trialCourse.ts';

describe('the trials of a session', () => {
  const course = new TrialCourse();
  course.control({ type: 'trialStart', timeUs: 10, name: 'heels up' });
  course.control({ type: 'trialEnd', timeUs: 20 });
  course.control({ type: 'trialStart', timeUs: 30, name: '' });
  course.control({ type: 'trialStart', timeUs: 40, name: 'barefoot' });

  it('are numbered, and one that begins ends the one before', () => {
    expect(course.trials).toEqual([
      { number: 1, name: 'heels up', startUs: 10, endUs: 20 },
      { number: 2, name: '', startUs: 30, endUs: 40 },
      { number: 3, name: 'barefoot', startUs: 40, endUs: null },
    ]);
  });

  it.each([
    [9, null],
    [10, 1],
    [19, 1],
    [20, null],
    [39, 2],
    [40, 3],
    [1e9, 3],
  ])('at %i µs: %o', (timeUs, number) => {
    expect(course.at(timeUs)?.number ?? null).toBe(number);
  });
});
