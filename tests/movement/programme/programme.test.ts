import { describe, expect, it } from 'vitest';
import { doseOf } from '../../../src/movement/programme/dose.ts';
import {
  assessmentOfStep,
  PROGRAMME,
  programmeSchema,
  STEP_IDS,
  stepAssessmentsSchema,
} from '../../../src/movement/programme/programme.ts';

/** What is said of the programme with another value at a path; undefined takes it away. */
function problemsWith(path: string, value: unknown): string {
  const json: unknown = structuredClone(PROGRAMME);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const owner = keys.reduce((each, key) => (each as Record<string, unknown>)[key], json);
  Object.assign(owner as object, { [last]: value });
  const issues = programmeSchema.safeParse(json).error?.issues ?? [];
  return issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n');
}

describe('the programme', () => {
  it('has three tracks of twelve steps, each measured by an assessment', () => {
    expect(PROGRAMME.tracks.map(({ steps }) => steps.length)).toEqual([4, 3, 5]);
    for (const id of STEP_IDS) expect(assessmentOfStep(id)).toBeDefined();
    expect(assessmentOfStep('RNT9')).toBeUndefined();
  });

  it.each([
    ['tracks.0.steps.1.id', 'SLB1', 'tracks.0.steps.1.id: SLB1 is there twice'],
    ['tracks.1.entry', 'always', 'tracks.1.entry: Invalid option: expected one of "SLB1 passed"'],
    ['tracks.1.steps.0.seedDose', 'many', 'tracks.1.steps.0.seedDose: valid are "10-20 reps"'],
    [
      'tracks.1.steps.0.advance.repsMin',
      undefined,
      'tracks.1.steps.0.advance: valid are the gates of reps',
    ],
    ['tracks.1.steps.0.advance.pctDepthReached', 120, 'tracks.1.steps.0.advance'],
    ['pain.stopAbove', 12, 'pain.stopAbove: valid are 0 to 10'],
    [
      'graduation.test',
      ['squat'],
      'graduation.test.0: Invalid option: expected one of "overheadSquat"',
    ],
    [
      'rules.regressIf',
      'never',
      'rules.regressIf: Invalid input: expected "two sessions under 60%',
    ],
    ['rules.more', 1, 'rules: Unrecognized key: "more"'],
  ])('is refused with %s = %j, with path and valid values', (path, value, words) => {
    expect(problemsWith(path, value)).toContain(words);
  });

  it('lets no step be without its assessment, and no other be named', () => {
    const issues =
      stepAssessmentsSchema.safeParse({ note: '', steps: { RNT9: 'rntSquat' } }).error?.issues ??
      [];
    const told = issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    expect(told).toContain('steps.SLB1: names no assessment');
    expect(told.at(-1)).toContain('steps.RNT9: no such step; valid are SLB1, SLB2');
  });
});

describe('the dose of a step', () => {
  it.each([
    ['10-20 reps', false, [10, 20], null, 'one set of 10 to 20 reps'],
    ['10-20 reps', true, [5, 10], null, 'one set of 5 to 10 reps (half, for there was pain)'],
    ['hold 10-20 s each leg', true, null, [5, 10], 'hold 5 to 10 s on each leg, twice (half'],
    ['10-20 reps, resist 15-20 s each', true, [5, 10], [15, 20], 'each held 15 to 20 s'],
  ])('%s, halved %s', (seedDose, halved, reps, holdS, words) => {
    const dose = doseOf(seedDose, halved);
    expect(dose).toMatchObject({ reps, holdS, halved });
    expect(dose.words).toContain(words);
  });

  it('is none of another text', () => {
    expect(() => doseOf('some', false)).toThrow(RangeError);
  });
});
